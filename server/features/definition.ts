import type { DefinitionParams, Location, LocationLink, Range } from "vscode-languageserver";
import { bareSpan, filesIn, isWrite, locate, type Name, namesIn, ownAt, sameThing } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { nameRange, whole } from "../places.ts";
import { type Pointed, pointedAt } from "../pointed.ts";
import { occurrences, ownersOf, related } from "../related.ts";
import { resolve } from "../uris.ts";
import type { View } from "../view.ts";

/** Where a thing comes from: a file, the name there, and what is shown around it. */
interface Target {
  readonly uri: string;
  readonly range: Range;
  readonly selection: Range;
}

/**
 * Where what a position names comes from: a node, a transition, what binds a variable, a snippet, a tool in its catalogue.
 * A path leads to its file. What nothing declares leads to what gives it from outside, or to the nodes that use it.
 */
export async function definition(
  view: View,
  { textDocument, position }: DefinitionParams,
): Promise<LocationLink[] | Location[] | null> {
  const snapshot = view.open(textDocument.uri);
  if (!snapshot?.document.format) return null;
  const at = await pointedAt(view, snapshot.uri, position);
  const found = at ? await targets(view, at) : around(snapshot, snapshot.offsetAt(position));
  if (!found || view.outdated()) return null;
  if (!view.world.client.linksDefinitions)
    return found.targets.map(({ uri, selection }) => ({ uri, range: selection }) satisfies Location);
  return found.targets.map(
    ({ uri, range, selection }): LocationLink => ({
      originSelectionRange: found.origin,
      targetUri: uri,
      targetRange: range,
      targetSelectionRange: selection,
    }),
  );
}

async function targets(view: View, at: Pointed): Promise<{ origin: Range; targets: Target[] }> {
  const origin = nameRange(at.snapshot, at.name);
  const { of } = at.name;
  if (of === "tool" || of === "parameter") return { origin, targets: await wherever(view, at) };
  const owners = await ownersOf(view, at);
  const found = owners.flatMap(({ flow, file }) => {
    const thing = { ...at.name, flow };
    if (of === "node") return nodeTarget(file, thing);
    const names = namesIn(file.document).filter((name) => sameThing(name, thing));
    const own = names.filter(({ role }) => role === "declares" || role === "binds").map((name) => target(file, name));
    // An argument that nothing extracts may yet be found in its node.
    return own.length > 0 ? own : nodeTarget(file, { ...thing, name: thing.before.slice(0, -1) });
  });
  return { origin, targets: found.length > 0 || of === "node" ? found : await wherever(view, at) };
}

function nodeTarget(file: Snapshot, { flow, name }: Name): Target[] {
  const node = flow?.byId.get(name);
  if (!node) return [];
  return [
    {
      uri: file.uri,
      range: file.range(whole(file, { path: node.path })),
      selection: nameRange(file, { place: node.idPlace }),
    },
  ];
}

function target(file: Snapshot, name: Name): Target {
  const selection = nameRange(file, name);
  return { uri: file.uri, range: name.node ? selection : file.range(whole(file, name.place)), selection };
}

/** Declarations in any file; else what gives a value from outside, else who uses it in the flow. */
async function wherever(view: View, at: Pointed): Promise<Target[]> {
  const found = occurrences(await related(view, at)).flatMap(({ snapshot, names }) =>
    names.map((name) => ({ snapshot, name })),
  );
  const ways: ((name: Name) => boolean)[] = [
    ({ role }) => role === "declares",
    isWrite,
    ({ node }) => node !== undefined,
  ];
  for (const way of ways) {
    const some = found.filter(({ name }) => way(name));
    if (some.length > 0) return some.map(({ snapshot, name }) => target(snapshot, name));
  }
  return [];
}

/** The file that a path at an offset names. */
function around(snapshot: Snapshot, offset: number): { origin: Range; targets: Target[] } | undefined {
  return fileAt(snapshot, offset) ?? setupAt(snapshot, offset);
}

/** The case that a setup names. */
function setupAt(snapshot: Snapshot, offset: number): { origin: Range; targets: Target[] } | undefined {
  const { document } = snapshot;
  if (!document.tests) return undefined;
  const { path } = document.tree().at(offset);
  const key = typeof path.at(-1) === "number" ? path.at(-2) : path.at(-1);
  const name = ownAt(document.value, path);
  if (key !== "setup" || typeof name !== "string") return undefined;
  const one = document.tests.cases.find((each) => each.name === name);
  if (!one) return undefined;
  const all = { path: one.row?.path ?? one.path };
  const target = {
    uri: snapshot.uri,
    range: snapshot.range(whole(snapshot, all)),
    selection: snapshot.range(locate(document, one.place)),
  };
  return { origin: snapshot.range(locate(document, { path })), targets: [target] };
}

function fileAt(snapshot: Snapshot, offset: number): { origin: Range; targets: Target[] } | undefined {
  for (const { file, place } of filesIn(snapshot.document)) {
    const span = bareSpan(snapshot.document, { place });
    const uri = resolve(snapshot.uri, file);
    if (uri === undefined || offset < span.start || offset > span.end) continue;
    const start = { line: 0, character: 0 };
    const top = { start, end: start };
    return { origin: snapshot.range(span), targets: [{ uri, range: top, selection: top }] };
  }
  return undefined;
}
