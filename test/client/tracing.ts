// Traces as a person reads them: opened from a lens, folded, followed to a node, laid beside the run before.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { deepEqual, equal, eventually, type Tests } from "../host/harness.ts";
import { parts } from "../host/parts.ts";
import { explorer, openExplorer } from "./explorer.ts";
import { closeAll, cursorAt, open, openWithLenses } from "./window.ts";

const tests = "flows/booking.flowtest.json";
const tab = "books a Wednesday (trace)";

/** What can be read in the editor that has the focus: the lines that no fold hides, without their indent. */
async function visibleLines(): Promise<string[]> {
  const lines = await control().texts(".editor-instance .monaco-editor .view-line");
  return lines.map((line) => line.trim());
}

function activeTrace(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.uri.scheme === "flowproof-trace" ? editor : undefined;
}

/** Waits for the place itself: a flow that was open before is shown where the cursor was, and only then at the place. */
async function flowOpensAt(position: vscode.Position): Promise<void> {
  await eventually(() => vscode.window.activeTextEditor, {
    what: `the flow at line ${position.line + 1}`,
    on: [vscode.window.onDidChangeActiveTextEditor, vscode.window.onDidChangeTextEditorSelection],
    until: (active) =>
      active?.document.uri.path.endsWith("/flows/booking.json") === true && active.selection.active.isEqual(position),
  });
}

async function clickTraceLens(nth: number): Promise<vscode.TextEditor> {
  // A click on a link of a trace is followed as a link and as a definition: what comes second may come in front again.
  await eventually(
    async () => {
      await openWithLenses(tests);
      await control().click({ selector: parts.lens, text: "Trace", exact: true, nth }, { timeout: 2000 });
      return true;
    },
    { what: "a click on the lens", timeout: 30_000 },
  );
  return eventually(activeTrace, { what: "the trace", on: [vscode.window.onDidChangeActiveTextEditor] });
}

export const tracing: Tests = {
  "a click on the lens opens the trace, folded by turn": async () => {
    const { document } = await clickTraceLens(0);
    equal(document.languageId, "flowproof-trace");
    deepEqual(document.getText().split("\n").slice(0, 3), [
      "Case     books a Wednesday",
      "Flow     booking.json",
      "Verdict  passed",
    ]);
    await control().waitFor({ selector: ".tab.active", text: tab });
    const turn = "Turn 1   caller  I want to book for next Wednesday  → check-calendar → goodbye";
    // Of the turn only its first line is in sight, which says where it led.
    await eventually(visibleLines, {
      what: "the folded trace",
      until: (lines) => lines.some((line) => line.startsWith(turn)) && !lines.some((line) => line.startsWith("→ 2")),
    });
    await control().screenshot("a trace, folded");
  },

  "a click on a node in it lands on the node": async () => {
    await vscode.commands.executeCommand("editor.unfoldAll");
    const node = { selector: ".detected-link", text: "check-calendar", exact: true, nth: 0 };
    await control().waitFor(node);
    await control().screenshot("a trace");
    await control().click(node, { modifiers: ["Control"] });
    await flowOpensAt(new vscode.Position(25, 12));
  },

  "F12 on a line goes to its node too": async () => {
    const trace = await clickTraceLens(0);
    const line = trace.document
      .getText()
      .split("\n")
      .findIndex((text) => /^ +ask-date → check-calendar/.test(text));
    trace.selection = new vscode.Selection(line, 60, line, 60);
    await control().waitFor({ within: ".statusbar-item", text: `Ln ${line + 1}, Col 61` });
    await control().waitFor(".monaco-editor.focused");
    await control().press("F12");
    await flowOpensAt(new vscode.Position(5, 12));
    await closeAll();
  },

  "a trace that is open follows its case, and is laid beside the run before": async () => {
    await openWithLenses(tests);
    await control().click({ selector: parts.lens, text: "▶ Run", exact: true, nth: 0 });
    const trace = await clickTraceLens(0);
    const flow = await open("flows/booking.json");
    const text = flow.document.getText();
    const at = flow.document.positionAt(text.indexOf('"next_step_id": "check-calendar"') + '"next_step_id": "'.length);
    await flow.edit((edit) => edit.replace(new vscode.Range(at, at.translate(0, "check-calendar".length)), "sorry"));
    await openWithLenses(tests);
    await control().click({ selector: parts.lens, text: "▶ Run", exact: true, nth: 0 });
    await eventually(() => trace.document.getText().includes("✗ left the expected path here"), {
      what: "the trace to be that of the second run",
    });
    await open(tests);
    await vscode.commands.executeCommand("flowproof.compareTrace", {
      uri: vscode.window.activeTextEditor!.document.uri.toString(),
      id: `${vscode.window.activeTextEditor!.document.uri}#books a Wednesday`,
    });
    await control().waitFor({ selector: ".tab.active", text: "books a Wednesday: previous run ↔ last run" });
    await control().waitFor({ within: ".original-in-monaco-diff-editor", text: "ended at goodbye" });
    await control().waitFor({ within: ".modified-in-monaco-diff-editor", text: "ended at sorry" });
    await control().screenshot("two traces compared");
    await vscode.window.showTextDocument(flow.document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await closeAll();
  },

  "a turn shows what came of it, and that a choice hangs by a thread": async () => {
    const editor = await open(tests);
    const text = editor.document.getText();
    const said = "I want to book for next Wednesday";
    const at = editor.document.positionAt(text.indexOf(said));
    // Both ways share a word with this.
    await editor.edit((edit) => edit.replace(new vscode.Range(at, at.translate(0, said.length)), "caller"));
    await cursorAt(editor, '"turns": ["call|er"]');
    await eventually(async () => {
      await vscode.commands.executeCommand("editor.action.showHover");
      await control().waitFor(
        { within: parts.hover, text: "fragile: tie between tx-book and tx-decline" },
        { timeout: 1000 },
      );
      return true;
    });
    await control().screenshot("the card of a turn");
    await control().press("Escape");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await closeAll();
  },

  "from a failure it is one click to the step that went wrong": async () => {
    await openExplorer();
    await eventually(explorer, {
      until: (rows) => rows.some((row) => row.includes("hears that the calendar is down")),
    });
    await open(tests);
    await vscode.commands.executeCommand("flowproof.runAll");
    await control().click({ selector: ".test-error-content-widget", text: "sorry != goodbye" });
    await control().waitFor({ within: ".zone-widget", text: 'Ended at "sorry", expected "goodbye"' });
    await control().screenshot("a failure with its trace");
    await control().click({ within: ".zone-widget", text: "Show Trace" });
    const trace = await eventually(activeTrace, { what: "the trace", on: [vscode.window.onDidChangeActiveTextEditor] });
    await eventually(() => trace.selection.active.line > 0);
    equal(trace.document.lineAt(trace.selection.active.line).text, "End      ended at sorry");
    await closeAll();
  },
};
