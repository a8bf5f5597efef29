import { type CodeLens, CodeLensRefreshRequest, type Connection } from "vscode-languageserver";
import { locate, type Path, type Place } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { type RunTarget, runCommand } from "../protocol.ts";
import type { TestFile } from "../testFiles.ts";
import { testCases } from "./tests.ts";

/** The lenses of a document; `testFiles` are those whose cases walk it. */
export function codeLenses(snapshot: Snapshot, testFiles: readonly TestFile[]): CodeLens[] {
  return snapshot.document.tests ? lensesOnCases(snapshot) : lensesOnFlow(snapshot, testFiles);
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
