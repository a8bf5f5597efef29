import { type CodeLens, CodeLensRefreshRequest, type Connection } from "vscode-languageserver";
import { bareSpan, type FlowNode, incoming, locate, type Path, type Place } from "../../engine/index.ts";
import { counted } from "../counted.ts";
import type { Snapshot } from "../documents.ts";
import { type ReferencesTarget, type RunTarget, referencesCommand, runCommand } from "../protocol.ts";
import type { TestFile } from "../testFiles.ts";
import { testCases } from "./tests.ts";

/** What lenses are worked out from, beyond the document. */
export interface LensContext {
  /** The files whose cases walk the document's flow. */
  readonly testFiles: readonly TestFile[];
  /** The names of the cases that come to a node; undefined while that is not known. */
  reachedBy?(node: FlowNode): readonly string[];
}

// With up to so many nodes their lenses are written at once, so that none is blank for a moment when it comes in sight.
const MOST_AT_ONCE = 500;

/** The lenses of a document. Those on the nodes of a large flow have no title yet: `resolveLens` gives it to the ones in sight. */
export function codeLenses(snapshot: Snapshot, about: LensContext): CodeLens[] {
  if (snapshot.document.tests) return lensesOnCases(snapshot);
  const onNodes = lensesOnNodes(snapshot);
  return [
    ...lensesOnFlow(snapshot, about.testFiles),
    ...(onNodes.length > MOST_AT_ONCE ? onNodes : onNodes.map((lens) => resolveLens(lens, snapshot, about))),
  ];
}

/** What an unresolved lens is about. */
interface NodeLens {
  readonly uri: string;
  readonly node: string;
}

function lensesOnNodes(snapshot: Snapshot): CodeLens[] {
  const { document, uri } = snapshot;
  return (document.flow?.nodes ?? []).flatMap((node) =>
    node.id === "" || document.flow?.byId.get(node.id) !== node
      ? []
      : {
          range: snapshot.range(locate(document, { path: node.path })),
          data: { uri, node: node.id } satisfies NodeLens,
        },
  );
}

/** The document that a lens is for, when it is one that `resolveLens` can complete. */
export function documentOfLens({ data }: CodeLens): string | undefined {
  return isNodeLens(data) ? data.uri : undefined;
}

/** A lens on a node with its title, such as "3 in · 2 out · 5 tests"; it shows who leads there and who speaks of it. */
export function resolveLens(lens: CodeLens, snapshot: Snapshot, { testFiles, reachedBy }: LensContext): CodeLens {
  const { document, uri } = snapshot;
  const { flow } = document;
  const node = isNodeLens(lens.data) ? flow?.byId.get(lens.data.node) : undefined;
  if (!flow || !node) return lens;
  const tests = testFiles.length > 0 ? reachedBy?.(node).length : undefined;
  const title = [
    `${incoming(flow, node).length} in`,
    `${node.transitions.filter(({ target }) => target).length} out`,
    ...(tests === undefined ? [] : [counted(tests, "test")]),
  ].join(" · ");
  const target: ReferencesTarget = { uri, position: snapshot.range(bareSpan(document, { place: node.idPlace })).end };
  return { ...lens, command: { title, command: referencesCommand, arguments: [target] } };
}

function isNodeLens(data: unknown): data is NodeLens {
  const { uri, node } = (data ?? {}) as Partial<NodeLens>;
  return typeof uri === "string" && typeof node === "string";
}

/** One above each case that can run here, and one above the list of several. */
function lensesOnCases(snapshot: Snapshot): CodeLens[] {
  const { uri, document } = snapshot;
  const cases = testCases(snapshot);
  const lenses: CodeLens[] = [];
  const list = listOf(document.tests!.cases.map(({ path }) => path));
  if (list && cases.some(({ skip }) => skip === undefined))
    lenses.push(lens(snapshot, list, `▶ Run all ${cases.length} tests`, [{ uri }]));
  for (const { range, id, skip } of cases)
    if (skip === undefined) lenses.push({ range, command: run("▶ Run", [{ uri, ids: [id] }]) });
  return lenses;
}

/** One above the first node, when the flow has tests. */
function lensesOnFlow(snapshot: Snapshot, testFiles: readonly TestFile[]): CodeLens[] {
  const first = snapshot.document.flow?.nodes[0];
  const cases = testFiles.flatMap((file) => file.cases);
  if (!first || cases.every(({ skip }) => skip !== undefined)) return [];
  const title = cases.length === 1 ? "▶ Run the test of this flow" : `▶ Run all ${cases.length} tests of this flow`;
  return [
    lens(
      snapshot,
      { path: first.path },
      title,
      testFiles.map(({ uri }) => ({ uri })),
    ),
  ];
}

/** Where the list of several cases begins: at its name, or at its bracket when the whole file is the list. */
function listOf(paths: readonly Path[]): Place | undefined {
  return paths.length > 1 ? { path: paths[0]!.slice(0, -1), part: "key" } : undefined;
}

function lens(snapshot: Snapshot, place: Place, title: string, target: RunTarget): CodeLens {
  return { range: snapshot.range(locate(snapshot.document, place)), command: run(title, target) };
}

function run(title: string, target: RunTarget): NonNullable<CodeLens["command"]> {
  return { title, command: runCommand, arguments: [target] };
}

/** Asks the client to ask for lenses again; one such request at a time, however often something changes. */
export class LensRefresh {
  private readonly connection: Connection;
  private readonly understood: boolean;
  private asking = false;
  private again = false;

  constructor(connection: Connection, understood: boolean) {
    this.connection = connection;
    this.understood = understood;
  }

  ask(): void {
    if (!this.understood) return;
    this.again = this.asking;
    if (this.asking) return;
    this.asking = true;
    const answered = (): void => {
      this.asking = false;
      if (this.again) this.ask();
    };
    this.connection.sendRequest(CodeLensRefreshRequest.type).then(answered, answered);
  }
}
