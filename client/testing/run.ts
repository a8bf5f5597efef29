import * as vscode from "vscode";
import { mostTraces, type RunParams, type RunResult, type RunTarget } from "../../server/protocol.ts";
import type { Server } from "../server.ts";
import { Coverage } from "./coverage.ts";
import { Following } from "./following.ts";
import { askForSeed, drawnSeed } from "./seed.ts";
import { Teller } from "./tell.ts";
import type { ShownCase, TestTree } from "./tree.ts";
import { offerTrust } from "./trust.ts";

/** How cases are run, where it is not once and as they are written. */
type How = Pick<RunParams, "seed" | "rounds" | "coverage">;

/** How often everything is run until something fails; the command's --until-failure has the same limit (Flowproof's choice). */
const mostRounds = 1000;

// VS Code looks at all the tests of a file whenever one of them stops waiting or running. In a larger run they just come to
// their verdicts (Flowproof's choice).
const mostShownRunning = 500;

/** Runs cases and tells VS Code what came of them, one run at a time: the next is shown as queued until its turn. */
export class TestRuns implements vscode.Disposable {
  private readonly tree: TestTree;
  private readonly server: Server;
  private readonly profile: vscode.TestRunProfile;
  private readonly coverage: Coverage;
  private readonly disposables: vscode.Disposable[];
  private last: Promise<void> = Promise.resolve();
  private count = 0;
  /** What the next order is drawn from, where somebody has said so. */
  private seed: number | undefined;

  constructor(tree: TestTree, server: Server) {
    this.tree = tree;
    this.server = server;
    const following = new Following(tree, server);
    const profile = (label: string, run: vscode.TestRunProfile["runHandler"], isDefault = false) =>
      tree.controller.createRunProfile(label, vscode.TestRunProfileKind.Run, run, isDefault);
    this.profile = profile(
      "Run",
      (request, token) => {
        if (!request.continuous) return this.run(request);
        if (vscode.workspace.isTrusted) following.follow(request, token);
        else void offerTrust();
      },
      true,
    );
    this.profile.supportsContinuousRun = true;
    const again = profile("Repeat Until Failure", (request) => this.run(request, { rounds: mostRounds }));
    const shuffled = profile("Run in Random Order", (request) => this.run(request, { seed: this.seed ?? drawnSeed() }));
    shuffled.configureHandler = async () => {
      const chosen = await askForSeed(this.seed);
      if (chosen) this.seed = chosen.seed;
    };
    this.coverage = new Coverage(tree, server, (request) => this.run(request));
    this.disposables = [following, this.profile, again, shuffled, this.coverage];
  }

  /** Runs what a code lens names. */
  async runTarget(target: RunTarget): Promise<void> {
    await this.server.testsTold();
    const items = target
      .flatMap(({ uri, ids }) => (ids ?? [undefined]).map((id) => this.tree.item(uri, id)))
      .filter((item) => item !== undefined);
    if (items.length > 0) await this.run(new vscode.TestRunRequest(items, undefined, this.profile));
    else void vscode.window.showInformationMessage("There are no flow tests here");
  }

  async runAll(): Promise<void> {
    await this.server.testsTold();
    await this.run(new vscode.TestRunRequest(undefined, undefined, this.profile));
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async run(request: vscode.TestRunRequest, how: How = {}): Promise<void> {
    // What runs is what a workspace brought along, so somebody has to vouch for it.
    if (!vscode.workspace.isTrusted) return offerTrust();
    const cases = this.tree.cases(request.include, request.exclude);
    const run = this.tree.controller.createTestRun(request);
    const previous = this.last;
    const coverage = this.coverage.isWantedBy(request);
    this.last = this.inTurn(run, cases, { ...how, coverage }, previous);
    await this.last;
  }

  /** Never rejects: the next run waits for it. */
  private async inTurn(
    run: vscode.TestRun,
    cases: readonly ShownCase[],
    how: How,
    previous: Promise<void>,
  ): Promise<void> {
    try {
      if (cases.length <= mostShownRunning) for (const { item } of cases) run.enqueued(item);
      await Promise.race([previous, cancelled(run.token)]);
      if (!run.token.isCancellationRequested) await this.drive(run, cases, how);
    } finally {
      run.end();
    }
    // A run that was cancelled while it waited still lets the one before it finish.
    await previous;
  }

  private async drive(run: vscode.TestRun, cases: readonly ShownCase[], how: How): Promise<void> {
    const id = `run-${++this.count}`;
    const left = new Map(cases.map((one) => [key(one.uri, one.id), one]));
    const shown = new Map(left);
    const teller = new Teller(run);
    if (cases.length <= mostShownRunning) for (const { item } of cases) run.started(item);
    if (cases.length > mostTraces)
      teller.line("Of so many cases only those that do not pass are told with their traces");
    const listening = this.server.onResults(({ run: of, results }) => {
      for (const verdict of of === id ? results : []) {
        const found = shown.get(key(verdict.uri, verdict.id));
        left.delete(key(verdict.uri, verdict.id));
        if (found) teller.verdict(found.item, verdict);
      }
    });
    let why = "The language server gave no verdict";
    try {
      const params: RunParams = {
        run: id,
        files: byFile(cases),
        traces: cases.length > mostTraces ? "failed" : "all",
        ...how,
      };
      // Whoever cancels need not wait until the server has heard of it.
      const result = await Promise.race([this.server.run(params, run.token), cancelled(run.token)]);
      if (result) await teller.done();
      // At the end, where the output is looked at.
      if (how.seed !== undefined) teller.line(`In the order of the seed ${how.seed}`);
      if (result && how.rounds !== undefined) teller.line(roundsTold(result));
      if (!result || result.cancelled) return;
      if (result.coverage) this.coverage.show(run, id, result.coverage);
    } catch (error) {
      why = `The language server could not run it: ${error instanceof Error ? error.message : error}`;
    } finally {
      listening.dispose();
      if (!run.token.isCancellationRequested)
        for (const { item } of left.values()) run.errored(item, new vscode.TestMessage(why));
    }
  }
}

function roundsTold({ rounds, failed, errored, cancelled }: RunResult): string {
  const times = rounds === 1 ? "once" : `${rounds} times`;
  if (cancelled) return `Cancelled in round ${rounds}`;
  return failed + errored > 0 ? `Round ${rounds} failed` : `Ran ${times}; nothing failed`;
}

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

function cancelled(token: vscode.CancellationToken): Promise<undefined> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve(undefined);
    else token.onCancellationRequested(() => resolve(undefined));
  });
}
