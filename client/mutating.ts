import * as vscode from "vscode";
import { type MutationFacts, survivedCode } from "../server/protocol.ts";
import { jsonFiles } from "./files.ts";
import type { Server } from "./server.ts";

/**
 * The mistakes in a flow that its tests do not notice, each as information on its line. They are shown when somebody asks
 * for a mutation score, and go when the flow or one of its tests is edited.
 */
export class Survivors implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection("flowproof.survivors");
  private readonly server: Server;
  private readonly onStopped: vscode.Disposable;
  /** What looks after what is shown. */
  private watching: vscode.Disposable | undefined;
  private running: Promise<void> | undefined;
  private count = 0;

  constructor(server: Server) {
    this.server = server;
    this.onStopped = server.onStopped(() => this.clear());
  }

  /** Measures the tests of a flow, of the active editor's without one named; one at a time. */
  async measure(uri = vscode.window.activeTextEditor?.document.uri.toString()): Promise<void> {
    if (uri === undefined || !vscode.workspace.isTrusted) return;
    this.running ??= this.work(uri).finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  dispose(): void {
    this.clear();
    this.shown.dispose();
    this.onStopped.dispose();
  }

  private clear(): void {
    this.watching?.dispose();
    this.watching = undefined;
    this.shown.clear();
  }

  /** Clears what is shown as soon as one of the files in which it was found out changes, in an editor or on disk. */
  private watch(from: readonly string[]): void {
    const files = new Set(from.map((uri) => vscode.Uri.parse(uri).toString()));
    const touched = (uri: vscode.Uri) => {
      if (files.has(uri.toString())) this.clear();
    };
    const watcher = vscode.workspace.createFileSystemWatcher(jsonFiles, true);
    this.watching = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(touched),
      watcher.onDidDelete(touched),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) touched(document.uri);
      }),
    );
  }

  private async work(uri: string): Promise<void> {
    this.clear();
    const result = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: "Flowproof: measuring the mutation score",
        cancellable: true,
      },
      async (progress, token) => {
        const mutate = `mutate ${++this.count}`;
        let told = 0;
        const listening = this.server.onMutating(({ mutate: of, ...at }) => {
          if (of !== mutate) return;
          const now = at.of === 0 ? 0 : (at.done / at.of) * 100;
          progress.report({
            increment: now - told,
            message: at.of === 0 ? "playing the tests" : `${at.done} of ${at.of} mutants`,
          });
          told = now;
        });
        try {
          const answer = await this.server.mutate({ uri, mutate }, token);
          return token.isCancellationRequested ? undefined : (answer ?? {});
        } finally {
          listening.dispose();
        }
      },
    );
    if (!result) return;
    if (!result.found) {
      void vscode.window.showInformationMessage(result.why ?? "Flowproof could not do this; its log says why");
      return;
    }
    this.show(result.found);
    void this.tell(result.found);
  }

  private show({ survivors, from }: MutationFacts): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const { uri, range, message } of survivors) {
      const { start, end } = range;
      const at = new vscode.Range(start.line, start.character, end.line, end.character);
      const diagnostic = new vscode.Diagnostic(at, message, vscode.DiagnosticSeverity.Information);
      diagnostic.source = "Flowproof";
      diagnostic.code = survivedCode;
      const others = byFile.get(uri);
      if (others) others.push(diagnostic);
      else byFile.set(uri, [diagnostic]);
    }
    this.watch(from);
    this.shown.set([...byFile].map(([uri, found]) => [vscode.Uri.parse(uri), found]));
  }

  private async tell(found: MutationFacts): Promise<void> {
    if (found.survived === 0) {
      void vscode.window.showInformationMessage(inWords(found));
      return;
    }
    const show = "Show";
    if ((await vscode.window.showInformationMessage(inWords(found), show)) === show)
      await vscode.commands.executeCommand("workbench.actions.view.problems");
  }
}

/** The score in a sentence, and what it does not speak of. */
function inWords({ score, mutants, survived, unfit, leftOut }: MutationFacts): string {
  const left = [
    ...(unfit > 0
      ? [unfit === 1 ? "one test does not pass and notices nothing" : `${unfit} tests do not pass and notice nothing`]
      : []),
    ...(leftOut > 0 ? [`${leftOut} more mutants were not tried`] : []),
  ];
  const rest = left.map((each) => `; ${each}`).join("");
  if (score === null) return `There is no mistake that a test of this flow could notice${rest}`;
  const what = survived === 0 ? "the tests notice every mutant" : `${survived} of ${mutants} mutants survived`;
  return `Mutation score ${score} %: ${what}${rest}`;
}
