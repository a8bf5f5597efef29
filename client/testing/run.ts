import * as vscode from "vscode";
import type { CaseVerdict, RunParams, RunTarget } from "../../server/protocol.ts";
import type { Server } from "../server.ts";
import { Coverage } from "./coverage.ts";
import { traceOutput } from "./trace.ts";
import type { ShownCase, TestTree } from "./tree.ts";
import { offerTrust } from "./trust.ts";

/** Runs cases and tells VS Code what came of them, one run at a time: the next is shown as queued until its turn. */
export class TestRuns implements vscode.Disposable {
  private readonly tree: TestTree;
  private readonly server: Server;
  private readonly profile: vscode.TestRunProfile;
  private readonly coverage: Coverage;
  private last: Promise<void> = Promise.resolve();
  private count = 0;

  constructor(tree: TestTree, server: Server) {
    this.tree = tree;
    this.server = server;
    const run = (request: vscode.TestRunRequest) => this.run(request);
    this.profile = tree.controller.createRunProfile("Run", vscode.TestRunProfileKind.Run, run, true);
    this.coverage = new Coverage(tree, server, run);
  }

  /** Runs what a code lens names. */
  async runTarget(target: RunTarget): Promise<void> {
    const items = target.flatMap(({ uri, ids }) => (ids ?? [undefined]).map((id) => this.tree.item(uri, id)));
    await this.run(
      new vscode.TestRunRequest(
        items.filter((item) => item !== undefined),
        undefined,
        this.profile,
      ),
    );
  }

  async runAll(): Promise<void> {
    await this.run(new vscode.TestRunRequest(undefined, undefined, this.profile));
  }

  dispose(): void {
    this.profile.dispose();
    this.coverage.dispose();
  }

  private async run(request: vscode.TestRunRequest): Promise<void> {
    // What runs is what a workspace brought along, so somebody has to vouch for it.
    if (!vscode.workspace.isTrusted) return offerTrust();
    const cases = this.tree.cases(request.include, request.exclude);
    const run = this.tree.controller.createTestRun(request);
    for (const { item } of cases) run.enqueued(item);
    const previous = this.last;
    this.last = this.inTurn(run, cases, previous, this.coverage.isWantedBy(request));
    await this.last;
  }

  /** Never rejects: the next run waits for it. */
  private async inTurn(
    run: vscode.TestRun,
    cases: readonly ShownCase[],
    previous: Promise<void>,
    measured: boolean,
  ): Promise<void> {
    try {
      await Promise.race([previous, cancelled(run.token)]);
      if (!run.token.isCancellationRequested) await this.drive(run, cases, measured);
    } finally {
      run.end();
    }
    // A run that was cancelled while it waited still lets the one before it finish.
    await previous;
  }

  private async drive(run: vscode.TestRun, cases: readonly ShownCase[], measured: boolean): Promise<void> {
    const id = `run-${++this.count}`;
    const left = new Map(cases.map((one) => [key(one.uri, one.id), one]));
    for (const { item } of cases) run.started(item);
    const listening = this.server.onResults(({ run: of, results }) => {
      if (of !== id) return;
      for (const verdict of results) {
        const shown = left.get(key(verdict.uri, verdict.id));
        if (shown && left.delete(key(verdict.uri, verdict.id))) tell(run, shown.item, verdict);
      }
    });
    let why = "The language server gave no verdict";
    try {
      const params = { run: id, files: byFile(cases), coverage: measured };
      const { cancelled, coverage } = await this.server.run(params, run.token);
      if (cancelled) return;
      if (coverage) this.coverage.show(run, id, coverage);
    } catch (error) {
      why = `The language server could not run it: ${error instanceof Error ? error.message : error}`;
    } finally {
      listening.dispose();
      if (!run.token.isCancellationRequested)
        for (const { item } of left.values()) run.errored(item, new vscode.TestMessage(why));
    }
  }
}

function tell(run: vscode.TestRun, item: vscode.TestItem, verdict: CaseVerdict): void {
  const { status, duration } = verdict;
  if (status === "passed") run.passed(item, duration);
  else if (status === "skipped") run.skipped(item);
  else if (status === "failed") run.failed(item, failures(item, verdict), duration);
  else run.errored(item, reason(item, verdict), duration);
  run.appendOutput(traceOutput(item.label, verdict), undefined, item);
}

/** What differed, each as two texts that VS Code can compare, at the expectation. */
function failures(item: vscode.TestItem, verdict: CaseVerdict): vscode.TestMessage[] {
  const differences = verdict.failures.map(({ message, expected, actual, range: { start, end } }) => {
    const shown = vscode.TestMessage.diff(message, expected, actual);
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    shown.location = new vscode.Location(item.uri!, range);
    shown.contextValue = ofCase;
    return shown;
  });
  return differences.length > 0 ? differences : [reason(item, verdict)];
}

function reason(item: vscode.TestItem, { message, status }: CaseVerdict): vscode.TestMessage {
  const shown = new vscode.TestMessage(message ?? `The case ${status} without a reason`);
  if (item.uri && item.range) shown.location = new vscode.Location(item.uri, item.range);
  shown.contextValue = ofCase;
  return shown;
}

/** What menus ask of a message: that there is a case whose trace can be shown. */
const ofCase = "flowTest";

function byFile(cases: readonly ShownCase[]): RunParams["files"] {
  const files = new Map<string, string[]>();
  for (const { uri, id } of cases) {
    const ids = files.get(uri);
    if (ids) ids.push(id);
    else files.set(uri, [id]);
  }
  return [...files].map(([uri, ids]) => ({ uri, ids }));
}

function key(uri: string, id: string): string {
  return `${uri}\n${id}`;
}

function cancelled(token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => resolve());
  });
}
