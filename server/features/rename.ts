import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { bare, fixedName, mayHold, type Name, objection, renaming } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { nameRange } from "../places.ts";
import { type Pointed, pointedAt } from "../pointed.ts";
import { isFor, type NamesIn, type Owner, occurrences, ownersOf, type Related, related } from "../related.ts";
import { nameOf } from "../uris.ts";
import type { View, World } from "../view.ts";

/** What would be renamed at a position, and what it is called now; why it cannot be, where that is worth saying. */
export async function prepareRename(
  view: View,
  { textDocument, position }: PrepareRenameParams,
): Promise<PrepareRenameResult | null | ResponseError> {
  const at = await pointedAt(view, textDocument.uri, position);
  if (!at) return null;
  const why = hindrance(at, await ownersOf(view, at)) ?? brokenAmong([at.snapshot]);
  if (why !== undefined) return refusal(why);
  return view.outdated() ?? { range: nameRange(at.snapshot, at.name), placeholder: bare(at.name) };
}

/**
 * The edits that rename the thing at a position wherever it is named: in its flow and in every test, catalogue and workspace
 * file, open or not. Refused where a name would come to mean another thing, and where a file to be edited is broken.
 */
export async function rename(
  view: View,
  { textDocument, position, newName }: RenameParams,
): Promise<WorkspaceEdit | null | ResponseError> {
  const at = await pointedAt(view, textDocument.uri, position);
  if (!at) return null;
  const about = await related(view, at, [newName]);
  const outdated = view.outdated();
  if (outdated) return outdated;
  const { thing, owners, files } = about;
  const named = occurrences(about);
  const around = files.flatMap(({ names }) => names);
  const flows = new Set([...owners, ...named.flatMap(({ names }) => names)].flatMap(({ flow }) => flow ?? []));
  const why =
    hindrance(at, owners) ??
    (newName === bare(thing) ? undefined : objection(thing, newName, flows, around)) ??
    brokenAmong(files.map(({ snapshot }) => snapshot).filter(({ text }) => mayHold(text, bare(thing))));
  if (why !== undefined) return refusal(why);
  const edited = named.map((one) => fileEdit(view.world, one, about, newName)).filter(({ edits }) => edits.length > 0);
  if (view.world.client.versionsEdits) return { documentChanges: edited };
  return { changes: Object.fromEntries(edited.map(({ textDocument: { uri }, edits }) => [uri, edits as TextEdit[]])) };
}

/** Why the thing at a position can be given no other name from there. */
function hindrance({ name }: Pointed, owners: readonly Owner[]): string | undefined {
  if (name.of === "tool" || name.of === "parameter") return fixedName(name);
  if (owners.length > 1) return `Several flows have a ${name.of} called "${name.name}"; rename it in its flow`;
  if (owners.length === 0 && !name.case) return `No flow that is known here has a ${name.of} called "${name.name}"`;
  return fixedName({ ...name, flow: owners[0]?.flow });
}

/** Where the end of a string is anybody's guess, an edit could destroy what it does not see. */
function brokenAmong(snapshots: readonly Snapshot[]): string | undefined {
  const broken = snapshots.find((snapshot) => snapshot.broken);
  return broken && `${nameOf(broken.uri)} is not valid JSON; mend it before renaming`;
}

function fileEdit(
  world: World,
  { snapshot, names }: NamesIn,
  { thing, owners }: Related,
  to: string,
): TextDocumentEdit {
  const { document } = snapshot;
  const home = owners[0]?.file;
  const ids = names.filter(({ titled }) => !titled);
  const shared = ids.filter((name) => isShared(world, name, snapshot, home));
  const own = ids.filter((name) => !shared.includes(name));
  const edits = [
    ...renaming(document, own, { from: thing, to }),
    ...renaming(document, shared, { from: thing, to, shared: true }),
  ];
  return {
    textDocument: { uri: snapshot.uri, version: snapshot.version ?? null },
    edits: edits.map(({ start, end, text }) => ({ range: snapshot.range({ start, end }), newText: text })),
  };
}

/** Whether a workspace file means nodes of other flows by the same name, which keep it. */
function isShared(world: World, name: Name, { uri }: Snapshot, home: Snapshot | undefined): boolean {
  if (!name.files) return false;
  return world.flowFiles.all().some(({ key, nodes }) => {
    return key !== home?.key && nodes.some(({ id }) => id === name.name) && isFor(world, name, uri, key);
  });
}

function refusal(why: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, why);
}
