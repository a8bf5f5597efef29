// Cases that write themselves, asked for with keys and clicks.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { deepEqual, eventually, match, type Tests } from "../host/harness.ts";
import { explorer, openExplorer } from "./explorer.ts";
import { closeAll, cursorAt, file, lightBulb, open, openWithLenses, read } from "./window.ts";

const flow = "flows/writing.json";
const tests = "flows/writing.flowtest.json";

/** The file of tests in the active editor, once it is there and has so many cases. */
function casesShown(count: number): Promise<vscode.TextEditor> {
  const shown = () => vscode.window.activeTextEditor;
  const has = (editor: vscode.TextEditor | undefined): boolean =>
    editor?.document.uri.path.endsWith(tests) === true &&
    editor.document.getText().split('"name"').length === count + 1;
  return eventually(shown, {
    what: `${count} cases in the editor`,
    on: [vscode.window.onDidChangeActiveTextEditor, vscode.workspace.onDidChangeTextDocument],
    until: has,
  }) as Promise<vscode.TextEditor>;
}

export const generating: Tests = {
  "a case is written for the transition at the cursor, shown, and passes": async () => {
    await vscode.workspace.fs.copy(file("flows/booking.json"), file(flow), { overwrite: true });
    const editor = await openWithLenses(flow);
    await control().waitFor({ within: ".codelens-decoration", text: "Write its tests" });
    await cursorAt(editor, '"tx-|decline"');
    await lightBulb("Write a case that takes this transition");
    await control().screenshot("a case can be written");
    await control().click({ within: ".action-widget", text: "Write a case that takes this transition" });
    const shown = await casesShown(1);
    await eventually(() => shown.document.getText(shown.selection) === '"takes tx-decline"', {
      what: '"takes tx-decline"' + " to be selected",
    });
    await control().screenshot("a case was written");
    match(await read(tests), '"flow": "./writing.json"');
    await openExplorer();
    await eventually(explorer, { until: (rows) => rows.includes("    takes tx-decline (Not yet run)") });
    await open(tests);
    await vscode.commands.executeCommand("flowproof.runFile");
    await eventually(explorer, { until: (rows) => rows.includes("    takes tx-decline (Passed)") });
  },

  "a click above a transition that no test takes writes the case that is missing": async () => {
    await openWithLenses(flow);
    await control().waitFor({ within: ".codelens-decoration", text: "0 in · 1 out · 1 test" });
    const lens = { within: ".codelens-decoration", text: "No test takes this · write one", nth: 0 };
    await control().waitFor(lens);
    await control().screenshot("no test takes this");
    await control().click(lens);
    const shown = await casesShown(2);
    await eventually(() => shown.document.getText(shown.selection) === '"takes tx-book"', {
      what: '"takes tx-book"' + " to be selected",
    });
    await eventually(explorer, { until: (rows) => rows.includes("    takes tx-book (Not yet run)") });
    await vscode.commands.executeCommand("flowproof.runFile");
    await eventually(explorer, { until: (rows) => rows.includes("    takes tx-book (Passed)") });
    await shown.document.save();
  },

  "a click writes all that is missing, says so, and there is nothing left to write": async () => {
    await openWithLenses(flow);
    await control().click({ within: ".codelens-decoration", text: "Write the missing tests" });
    const shown = await casesShown(3);
    await control().waitFor({ text: "5 of 5 transitions that can be reached are taken" });
    await control().screenshot("what was missing is written");
    await shown.document.save();
    await vscode.commands.executeCommand("notifications.clearAll");
    const written = (row: string) => / (takes|goes) /.test(row);
    await eventually(explorer, { until: (rows) => rows.filter(written).length === 3 });
    await vscode.commands.executeCommand("flowproof.runFile");
    await eventually(explorer, {
      until: (rows) => rows.filter(written).every((row) => row.endsWith("(Passed)")),
    });
    const lenses = async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        file(flow),
        100,
      );
      return found.map(({ command }) => command?.title ?? "").filter((title) => /write/i.test(title));
    };
    await open(flow);
    await eventually(lenses, { until: (titles) => titles.length === 0 });
    deepEqual(await lenses(), []);
    await closeAll();
    for (const name of [flow, tests]) await vscode.workspace.fs.delete(file(name));
    await eventually(explorer, { until: (rows) => !rows.some((row) => row.includes("takes tx-book")) });
  },
};
