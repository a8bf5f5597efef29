import { type CodeLens, CodeLensRefreshRequest, type Command, type Connection } from "vscode-languageserver";
import { bareSpan, type FlowNode, incoming, locate, type Path, type Place } from "../../engine/index.ts";
import { counted } from "../counted.ts";
import type { Snapshot } from "../documents.ts";
import {
  type CaseTarget,
  debugCommand,
  generateCommand,
  type ReferencesTarget,
  type RunTarget,
  referencesCommand,
  runCommand,
  type TalkTarget,
  type TestCase,
  talkCommand,
  traceCommand,
} from "../protocol.ts";
import type { TestFile } from "../testFiles.ts";
import type { Reaching } from "../visits.ts";
import { testCases } from "./tests.ts";
import { lensesOnTransitions } from "./writeCase.ts";

/** What lenses are worked out from, beyond the document. */
export interface LensContext {
  /** The files whose cases walk the document's flow. */
  readonly testFiles: readonly TestFile[];
  /** The cases that come to a node; undefined while that is not known. */
  reachedBy?(node: FlowNode): readonly Reaching[];
  /** The cases that take a node's transition, by its index; undefined while that is not known. */
  takenBy?(node: FlowNode, transition: number): readonly Reaching[];
}

// With up to so many nodes their lenses are written at once, so that none is blank for a moment when it comes in sight.
const MOST_AT_ONCE = 500;

/** The lenses of a document. Those on the nodes of a large flow have no title yet: `resolveLens` gives it to the ones in sight. */
export function codeLenses(snapshot: Snapshot, about: LensContext): CodeLens[] {
  if (snapshot.document.tests) return lensesOnCases(snapshot);
  const onNodes = lensesOnNodes(snapshot, about);
  const onTransitions = about.testFiles.length > 0 && about.takenBy ? lensesOnTransitions(snapshot, about.takenBy) : [];
  return [
    ...lensesOnFlow(snapshot, about.testFiles, onTransitions.length > 0),
    ...(onNodes.length > MOST_AT_ONCE ? onNodes : onNodes.map((lens) => resolveLens(lens, snapshot, about))),
    ...onTransitions,
  ];
}

/** What an unresolved lens is about. */
interface NodeLens {
  readonly uri: string;
  readonly node: string;
  /** It runs the cases that come to the node. */
  readonly runs?: true;
}

/** On each node who leads where; and on one that cases come to, those cases. */
function lensesOnNodes(snapshot: Snapshot, about: LensContext): CodeLens[] {
  const { document, uri } = snapshot;
  const { flow } = document;
  const lenses: CodeLens[] = [];
  for (const node of flow?.nodes ?? []) {
    if (node.id === "" || flow?.byId.get(node.id) !== node) continue;
    const range = snapshot.range(locate(document, { path: node.path }));
    lenses.push({ range, data: { uri, node: node.id } satisfies NodeLens });
    if (runsMore(node, about)) lenses.push({ range, data: { uri, node: node.id, runs: true } satisfies NodeLens });
  }
  return lenses;
}

/** Whether a lens that runs a node's cases would do anything that the lens on the flow beside it does not. */
function runsMore(node: FlowNode, { testFiles, reachedBy }: LensContext): boolean {
  const cases = (testFiles.length > 0 && reachedBy?.(node).length) || 0;
  if (cases === 0 || node.index > 0) return cases > 0;
  return cases < runnable(testFiles.flatMap((file) => file.cases)).length;
}

/** The document that a lens is for, when it is one that `resolveLens` can complete. */
export function documentOfLens({ data }: CodeLens): string | undefined {
  return isNodeLens(data) ? data.uri : undefined;
}

/** A lens on a node with its title and command. */
export function resolveLens(lens: CodeLens, snapshot: Snapshot, about: LensContext): CodeLens {
  const data = isNodeLens(lens.data) ? lens.data : undefined;
  const node = data && snapshot.document.flow?.byId.get(data.node);
  if (!node) return lens;
  return { ...lens, command: data.runs ? runReaching(node, about) : showsWays(node, snapshot, about) };
}

/** Such as "3 in · 2 out · 5 tests": shows who leads to a node and who speaks of it. */
function showsWays(node: FlowNode, snapshot: Snapshot, { testFiles, reachedBy }: LensContext): Command {
  const { document, uri } = snapshot;
  const tests = testFiles.length > 0 ? reachedBy?.(node).length : undefined;
  const title = [
    `${incoming(document.flow!, node).length} in`,
    `${node.transitions.filter(({ target }) => target).length} out`,
    ...(tests === undefined ? [] : [counted(tests, "test")]),
  ].join(" · ");
  const target: ReferencesTarget = { uri, position: snapshot.range(bareSpan(document, { place: node.idPlace })).end };
  return { title, command: referencesCommand, arguments: [target] };
}

function runReaching(node: FlowNode, { reachedBy }: LensContext): Command {
  const cases = reachedBy?.(node) ?? [];
  const ids = new Map<string, string[]>();
  for (const { uri, id } of cases) {
    const others = ids.get(uri);
    if (others) others.push(id);
    else ids.set(uri, [id]);
  }
  const target = [...ids].map(([uri, ids]) => ({ uri, ids }));
  return command(`▶ Run ${counted(cases.length, "test")}`, runCommand, target);
}

function isNodeLens(data: unknown): data is NodeLens {
  const { uri, node } = (data ?? {}) as Partial<NodeLens>;
  return typeof uri === "string" && typeof node === "string";
}

/** Above each case that can run here what can be done with it, and one above the list of several. */
function lensesOnCases(snapshot: Snapshot): CodeLens[] {
  const { uri, document } = snapshot;
  const cases = testCases(snapshot);
  const lenses: CodeLens[] = [];
  const list = listOf(document.tests!.cases.map(({ path }) => path));
  if (list && runnable(cases).length > 0) {
    const range = snapshot.range(locate(document, list));
    lenses.push({ range, command: command(`▶ Run all ${cases.length} tests`, runCommand, [{ uri }]) });
  }
  for (const { range, id } of runnable(cases)) {
    const target: RunTarget = [{ uri, ids: [id] }];
    lenses.push(
      { range, command: command("▶ Run", runCommand, target) },
      { range, command: command("Debug", debugCommand, target) },
      { range, command: command("Trace", traceCommand, { uri, id } satisfies CaseTarget) },
    );
  }
  return lenses;
}

/** Above the first node: running the flow's tests, when it has some, talking to it, and writing the tests it lacks. */
function lensesOnFlow(snapshot: Snapshot, testFiles: readonly TestFile[], lacking: boolean): CodeLens[] {
  const { document, uri } = snapshot;
  const first = document.flow?.nodes[0];
  if (!first) return [];
  const range = snapshot.range(locate(document, { path: first.path }));
  const talk = { range, command: command("Talk to it", talkCommand, { uri } satisfies TalkTarget) };
  const cases = testFiles.flatMap((file) => file.cases);
  const write = (title: string): CodeLens => ({ range, command: command(title, generateCommand, { uri }) });
  if (runnable(cases).length === 0) return [talk, write("Write its tests")];
  const title = cases.length === 1 ? "▶ Run the test of this flow" : `▶ Run all ${cases.length} tests of this flow`;
  const target: RunTarget = testFiles.map(({ uri }) => ({ uri }));
  return [
    { range, command: command(title, runCommand, target) },
    talk,
    ...(lacking ? [write("Write the missing tests")] : []),
  ];
}

function runnable(cases: readonly TestCase[]): TestCase[] {
  return cases.filter(({ skip }) => skip === undefined);
}

/** Where the list of several cases begins: at its name, or at its bracket when the whole file is the list. */
function listOf(paths: readonly Path[]): Place | undefined {
  return paths.length > 1 ? { path: paths[0]!.slice(0, -1), part: "key" } : undefined;
}

function command(title: string, name: string, argument: RunTarget | CaseTarget | TalkTarget): Command {
  return { title, command: name, arguments: [argument] };
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
