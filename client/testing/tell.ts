import * as vscode from "vscode";
import type { CaseVerdict } from "../../server/protocol.ts";
import { Paced } from "./paced.ts";
import { traceOutput } from "./trace.ts";

// Beyond so many traces nobody reads them, and the terminal that shows them gets slow (Flowproof's choice).
const mostOutput = 200;

/** Tells VS Code what came of the cases of a run. */
export class Teller {
  private readonly run: vscode.TestRun;
  private readonly pace = new Paced();
  private written = 0;

  constructor(run: vscode.TestRun) {
    this.run = run;
    run.token.onCancellationRequested(() => this.pace.stop());
  }

  verdict(item: vscode.TestItem, verdict: CaseVerdict): void {
    this.pace.add(() => this.tell(item, verdict));
  }

  /** Waits until the window has been told all. */
  done(): Promise<void> {
    return this.pace.done();
  }

  /** A line about the run as a whole. */
  line(text: string): void {
    this.run.appendOutput(`${text}\r\n`);
  }

  private tell(item: vscode.TestItem, verdict: CaseVerdict): void {
    const { run } = this;
    const { status, duration, trace } = verdict;
    if (status === "passed") run.passed(item, duration);
    else if (status === "skipped") run.skipped(item);
    else if (status === "failed") run.failed(item, failures(item, verdict), duration);
    else run.errored(item, reason(item, verdict), duration);
    const worthWriting = trace.length > 0 || status !== "passed";
    if (worthWriting && this.written++ < mostOutput)
      run.appendOutput(traceOutput(item.label, verdict), undefined, item);
  }
}

/** What differed, each as two texts that VS Code can compare, at the expectation. */
function failures(item: vscode.TestItem, verdict: CaseVerdict): vscode.TestMessage[] {
  const differences = verdict.failures.map(({ message, expected, actual, range: { start, end } }) => {
    // Where nothing is kept of a trace yet, there is nothing to lay it beside.
    const shown =
      expected === "" ? new vscode.TestMessage(message) : vscode.TestMessage.diff(message, expected, actual);
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    shown.location = new vscode.Location(item.uri!, range);
    shown.contextValue = ofCase;
    return shown;
  });
  return differences.length > 0 ? differences : [reason(item, verdict)];
}

function reason(item: vscode.TestItem, { message, status }: CaseVerdict): vscode.TestMessage {
  const shown = new vscode.TestMessage(message ?? `The case ${status} without a reason`);
  // At its name: the range of the item is all of the case.
  if (item.uri && item.range) shown.location = new vscode.Location(item.uri, item.range.start);
  shown.contextValue = ofCase;
  return shown;
}

/** What menus ask of a message: that there is a case whose trace can be shown. */
const ofCase = "flowTest";
