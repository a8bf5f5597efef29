import * as vscode from "vscode";
import { type DebugLaunch, type DebugVerdict, type RunTarget, verdictEvent } from "../../server/protocol.ts";
import type { ShownCase, TestTree } from "../testing/tree.ts";
import { offerTrust } from "../testing/trust.ts";
import { debugType } from "./configurations.ts";

/** Debugs cases of the Test Explorer, a session each, one after the other; what came of them is told as of any run. */
export class TestDebugging implements vscode.Disposable {
  private readonly tree: TestTree;
  private readonly profile: vscode.TestRunProfile;

  constructor(tree: TestTree) {
    this.tree = tree;
    const run = (request: vscode.TestRunRequest, token: vscode.CancellationToken) => this.run(request, token);
    this.profile = tree.controller.createRunProfile("Debug", vscode.TestRunProfileKind.Debug, run, true);
  }

  /** Debugs what a code lens names. */
  async debugTarget(target: RunTarget): Promise<void> {
    const items = target.flatMap(({ uri, ids }) => (ids ?? [undefined]).map((id) => this.tree.item(uri, id)));
    const include = items.filter((item) => item !== undefined);
    const { token } = new vscode.CancellationTokenSource();
    await this.run(new vscode.TestRunRequest(include, undefined, this.profile), token);
  }

  dispose(): void {
    this.profile.dispose();
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    // What is walked is what a workspace brought along, so somebody has to vouch for it.
    if (!vscode.workspace.isTrusted) return offerTrust();
    const cases = this.tree.cases(request.include, request.exclude);
    const run = this.tree.controller.createTestRun(request);
    for (const { item } of cases) run.enqueued(item);
    try {
      for (const each of cases) {
        if (token.isCancellationRequested || run.token.isCancellationRequested) break;
        if (!(await debugCase(run, each))) break;
      }
    } finally {
      run.end();
    }
  }
}

/** Debugs a case until its session is over; false where it was ended before the walk was, so that no other shall begin. */
async function debugCase(run: vscode.TestRun, { item, uri, id }: ShownCase): Promise<boolean> {
  run.started(item);
  const name = `Debug ${item.label}`;
  const launch: vscode.DebugConfiguration & DebugLaunch = { type: debugType, request: "launch", name, uri, case: id };
  let session: vscode.DebugSession | undefined;
  let verdict: DebugVerdict | undefined;
  const listening: vscode.Disposable[] = [];
  const over = new Promise<void>((resolve) => {
    const isOurs = ({ configuration }: vscode.DebugSession): boolean => {
      const launched = configuration as vscode.DebugConfiguration & Partial<DebugLaunch>;
      return launched.uri === uri && launched.case === id;
    };
    listening.push(
      vscode.debug.onDidStartDebugSession((one) => {
        if (isOurs(one)) session ??= one;
      }),
      vscode.debug.onDidReceiveDebugSessionCustomEvent((event) => {
        if (isOurs(event.session) && event.event === verdictEvent) verdict = event.body as DebugVerdict;
      }),
      vscode.debug.onDidTerminateDebugSession((one) => {
        if (isOurs(one)) resolve();
      }),
      run.token.onCancellationRequested(() => void vscode.debug.stopDebugging(session)),
    );
  });
  try {
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
    const started = await vscode.debug.startDebugging(folder, launch, { testRun: run });
    if (started) await over;
    tell(run, item, verdict);
    return verdict !== undefined;
  } finally {
    vscode.Disposable.from(...listening).dispose();
  }
}

function tell(run: vscode.TestRun, item: vscode.TestItem, verdict: DebugVerdict | undefined): void {
  // Without a verdict it was ended before the walk was over: nothing is known of it.
  if (!verdict || verdict.status === "skipped") run.skipped(item);
  else if (verdict.status === "passed") run.passed(item);
  else {
    const messages = verdict.failures.map(({ message, expected, actual, range: { start, end } }) => {
      const shown = vscode.TestMessage.diff(message, expected, actual);
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      shown.location = new vscode.Location(item.uri!, range);
      return shown;
    });
    if (messages.length === 0) messages.push(new vscode.TestMessage(verdict.message ?? "There is no verdict"));
    if (verdict.status === "failed") run.failed(item, messages);
    else run.errored(item, messages);
  }
}
