import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  InsertTextMode,
  type ResponseError,
} from "vscode-languageserver";
import {
  type CompletionContext,
  complete,
  isCatalogueName,
  matchesGlob,
  type Proposal,
  type ProposalKind,
} from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import type { Client } from "../host.ts";
import { snippetOf } from "../snippet.ts";
import { folderOf, keyOf, pathBelow, pathTo } from "../uris.ts";
import type { View, World } from "../view.ts";

/** Where a name begins: a string, a placeholder, a snippet, and what comes behind a dot. */
export const triggerCharacters = ['"', "{", "%", "."];

const kinds: Record<ProposalKind, CompletionItemKind> = {
  node: CompletionItemKind.Class,
  transition: CompletionItemKind.EnumMember,
  handle: CompletionItemKind.EnumMember,
  variable: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Constant,
  tool: CompletionItemKind.Function,
  parameter: CompletionItemKind.Field,
  member: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  file: CompletionItemKind.File,
  rule: CompletionItemKind.Constant,
  piece: CompletionItemKind.Snippet,
};

/** What was offered last, to whom: an editor asks for more about what its user looks at. */
const latest = new WeakMap<World, { readonly list: number; readonly proposals: readonly Proposal[] }>();

/** What can be written at a position. */
export async function completion(
  view: View,
  { textDocument, position }: CompletionParams,
): Promise<CompletionList | null | ResponseError> {
  const snapshot = view.open(textDocument.uri);
  if (!snapshot?.document.format) return null;
  const context = await contextOf(view, snapshot);
  const outdated = view.outdated();
  if (outdated) return outdated;
  const { proposals, cut } = complete(snapshot.document, snapshot.offsetAt(position), context);
  const list = (latest.get(view.world)?.list ?? 0) + 1;
  latest.set(view.world, { list, proposals });
  const items = proposals.map((proposal, i) => ({
    ...itemOf(snapshot, proposal, view.world.client),
    // The blank sorts before the quotes that an editor's own JSON proposals begin with.
    sortText: ` ${String(i).padStart(5, "0")}`,
    ...(proposal.about && { data: [list, i] }),
  }));
  return { isIncomplete: cut, items };
}

/** A proposal with its documentation. */
export async function described(world: World | undefined, item: CompletionItem): Promise<CompletionItem> {
  const last = world && latest.get(world);
  const [list, index] = Array.isArray(item.data) ? item.data : [];
  const proposal = last?.list === list ? last?.proposals[index] : undefined;
  const value = await proposal?.about?.();
  if (!proposal || !value) return item;
  return { ...item, documentation: { kind: proposal.kind === "rule" ? "markdown" : "plaintext", value } };
}

/** What names may mean beyond the document. Files are looked for when it is they that are wanted. */
async function contextOf(view: View, snapshot: Snapshot): Promise<CompletionContext> {
  const { catalogues, flowFiles, testFiles, workspace } = view.world;
  const { document, key } = snapshot;
  const { context } = await view.surroundings(snapshot);
  const skills = document.format?.id === "flowyte-playbook" ? await catalogues.skillsOffered(snapshot) : undefined;
  const tests = new Set(testFiles.all().map((file) => file.key));
  const named = (keys: readonly string[]): string[] =>
    keys.flatMap((other) => (other === key ? [] : (pathTo(key, other) ?? []))).sort();
  return {
    tests: document.tests && context,
    skills: skills ?? context.skills,
    files: (hold) =>
      hold === "skills"
        ? named(workspace.keys().filter(isCatalogueName))
        : named(flowFiles.all().flatMap((file) => (tests.has(file.key) ? [] : file.key))),
    nodesIn: (globs) =>
      flowFiles.all().flatMap((file) => {
        const path = pathBelow(folderOf(key), keyOf(file.uri));
        return path !== undefined && globs.some((glob) => matchesGlob(path, glob)) ? file.nodes : [];
      }),
  };
}

function itemOf(snapshot: Snapshot, proposal: Proposal, { takesSnippets, keepsIndent }: Client): CompletionItem {
  const { kind, label, detail, deprecated, replace, more, filter, stops = [] } = proposal;
  const isSnippet = takesSnippets && stops.length > 0;
  const text = isSnippet ? snippetOf(proposal.text, stops) : proposal.text;
  const isLong = text.includes("\n");
  return {
    label,
    kind: kinds[kind],
    ...(detail && { detail }),
    ...(deprecated && { tags: [CompletionItemTag.Deprecated] }),
    filterText: filter,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(isLong && keepsIndent && { insertTextMode: InsertTextMode.asIs }),
    textEdit: {
      range: snapshot.range(replace),
      newText: isLong && !keepsIndent ? withoutIndent(text, snapshot.text, replace.start) : text,
    },
    ...(more.length > 0 && {
      additionalTextEdits: more.map((edit) => ({ range: snapshot.range(edit), newText: edit.text })),
    }),
  };
}

/** Editors that cannot leave lines alone indent them like the one where they are inserted. */
function withoutIndent(text: string, around: string, at: number): string {
  const line = around.slice(around.lastIndexOf("\n", at - 1) + 1, at);
  const indent = /^[ \t]*/.exec(line)![0];
  return text.replaceAll(`\n${indent}`, "\n");
}
