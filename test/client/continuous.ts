// Running flow tests in the Test Explorer, beyond one click on one of them: continuously, at the cursor, those that failed,
// those with a tag, until one fails, in another order, and thousands.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { equal, eventually, type Tests } from "../host/harness.ts";
import { explorer, openExplorer } from "./explorer.ts";
import { closeAll, cursorAt, file, open, read, write } from "./window.ts";

const books = "    books a Wednesday";
const down = "    hears that the calendar is down";

/** The states of the two cases of the booking flow, as the explorer shows them. */
async function states(): Promise<string> {
  const rows = await explorer();
  return [books, down].map((name) => /\((.+)\)$/.exec(rows.find((row) => row.startsWith(name)) ?? "")?.[1]).join(", ");
}

async function statesAre(expected: string): Promise<void> {
  await eventually(states, { what: `the cases to be ${expected}`, until: (shown) => shown === expected });
}

/** Puts one text in place of another, first of its kind, unsaved. */
async function replace({ document }: vscode.TextEditor, from: string, to: string): Promise<void> {
  const start = document.getText().indexOf(from);
  if (start < 0) throw new Error(`There is no ${from}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
    to,
  );
  await vscode.workspace.applyEdit(edit);
}

/** The first would fail now, if it ran; the second passes. */
async function mendSecondAndBreakFirst(tests: vscode.TextEditor): Promise<void> {
  await replace(tests, '"expect": { "ended_at": "goodbye" }', '"expect": { "ended_at": "sorry" }');
  await replace(tests, '"expect": { "ended_at": "goodbye", "path"', '"expect": { "ended_at": "sorry", "path"');
}

/** Closes files, and forgets what was typed in them. */
async function forget(...names: string[]): Promise<void> {
  for (const name of names) {
    await open(name);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
  await closeAll();
}

/** VS Code saves everything before it runs a test, unless it is told not to. */
async function unsaved(work: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration("testing");
  await settings.update("saveBeforeTest", false, vscode.ConfigurationTarget.Workspace);
  try {
    await work();
  } finally {
    await settings.update("saveBeforeTest", undefined, vscode.ConfigurationTarget.Workspace);
  }
}

/** Clicks a button above the explorer. */
async function press(label: string): Promise<void> {
  await control().click(`.part.sidebar .action-label[aria-label^="${label}"]`);
}

/** Runs what a row of the explorer stands for, by a profile chosen in its menu. */
async function runBy(profile: string, row: string): Promise<void> {
  const ui = control();
  await ui.click({ within: ".test-explorer", text: row }, { button: "right" });
  const item = { within: ".monaco-menu", text: "Execute Using Profile..." };
  await ui.waitFor(item);
  await ui.hover(item); // the menu takes no click as long as it could be the end of the one that has opened it
  await ui.press("Enter");
  await ui.click({ within: ".quick-input-list", text: profile });
}

/** Waits until the output of the latest run has a piece of text in it. */
async function outputHas(text: string): Promise<void> {
  await vscode.commands.executeCommand("testing.showMostRecentOutput");
  await control().waitFor({ within: ".xterm-rows", text });
}

export const continuous: Tests = {
  "a continuous run follows what is typed in the flow, and turns back with it": async () => {
    const flow = await open("flows/booking.json");
    await openExplorer();
    await press("Start Continuous Run");
    await statesAre("Passed, Failed");
    await vscode.window.showTextDocument(flow.document);
    const typing = () => vscode.window.activeTextEditor?.document === flow.document;
    await replace(flow, '"success_next_step_id": "goodbye"', '"success_next_step_id": "sorry"');
    await statesAre("Failed, Failed");
    equal(typing(), true);
    await control().screenshot("a continuous run");
    await replace(flow, '"success_next_step_id": "sorry"', '"success_next_step_id": "goodbye"');
    await statesAre("Passed, Failed");
    equal(flow.document.isDirty, true);
  },

  "it follows what is typed in a test, and what comes; while a file is no JSON the last verdicts stand": async () => {
    const tests = await open("flows/booking.flowtest.json");
    const before = tests.document.getText();
    const whole = (text: string) => replace(tests, tests.document.getText(), text);
    const mended = before.replace('"expect": { "ended_at": "goodbye" }', '"expect": { "ended_at": "sorry" }');
    await whole(mended);
    await statesAre("Passed, Passed");
    // The verdict of the case that comes shows that what is broken has been looked at before.
    await whole(before.replace('"error": "timeout"', '"error": "timeout'));
    await write("flows/more.flowtest.json", {
      flow: "./booking.json",
      cases: [{ name: "declines", turns: ["I declined"] }],
    });
    await eventually(explorer, { until: (rows) => rows.includes("    declines (Passed)") });
    equal(await states(), "Passed, Passed");
    await whole(before);
    await statesAre("Passed, Failed");
    await vscode.workspace.fs.delete(file("flows/more.flowtest.json"));
    await eventually(explorer, { until: (rows) => !rows.some((row) => row.includes("declines")) });
  },

  "it can be turned off": async () => {
    await openExplorer();
    await press("Stop Continuous Run");
    await control().waitFor('.part.sidebar .action-label[aria-label^="Start Continuous Run"]');
    await forget("flows/booking.json", "flows/booking.flowtest.json");
  },

  "the test at the cursor is the one around it": async () => {
    await openExplorer();
    await vscode.commands.executeCommand("flowproof.runAll");
    await statesAre("Passed, Failed");
    const tests = await open("flows/booking.flowtest.json");
    await mendSecondAndBreakFirst(tests);
    await cursorAt(tests, '"time|out"');
    await unsaved(async () => {
      await vscode.commands.executeCommand("testing.runAtCursor");
      await statesAre("Passed, Passed");
    });
    await control().screenshot("a test at the cursor");
    await forget("flows/booking.flowtest.json");
  },

  "the failed ones run again, and no others": async () => {
    await openExplorer();
    await vscode.commands.executeCommand("flowproof.runAll");
    await statesAre("Passed, Failed");
    await mendSecondAndBreakFirst(await open("flows/booking.flowtest.json"));
    await unsaved(async () => {
      await vscode.commands.executeCommand("testing.reRunFailTests");
      await statesAre("Passed, Passed");
    });
    await forget("flows/booking.flowtest.json");
  },

  "a tag chooses in the filter of the explorer": async () => {
    await openExplorer();
    const box =
      ".part.sidebar .testing-filter-wrapper .monaco-editor, .part.sidebar .testing-explorer-header .monaco-editor";
    await control().click(box);
    await control().type("@flowproof:smoke");
    await eventually(explorer, {
      until: (rows) =>
        rows.map((row) => row.trim().split(" (")[0]).join() === "flows,booking.flowtest.json,books a Wednesday",
    });
    await control().screenshot("a tag in the filter");
    await control().click(box);
    await control().press("Control+A");
    await control().press("Delete");
    await eventually(explorer, { until: (rows) => rows.length > 3 });
  },

  "a run is repeated until something fails, and says how often": async () => {
    await openExplorer();
    await runBy("Repeat Until Failure", "books a Wednesday");
    await outputHas("Ran 1000 times; nothing failed");
    await control().screenshot("repeated");
    await openExplorer();
    await runBy("Repeat Until Failure", "booking.flowtest.json");
    await outputHas("Round 1 failed");
    await statesAre("Passed, Failed");
  },

  "a run in random order says from what it was drawn": async () => {
    await openExplorer();
    await runBy("Run in Random Order", "booking.flowtest.json");
    await outputHas("In the order of the seed");
    await vscode.commands.executeCommand("workbench.action.closePanel");
  },

  "the lens of a node runs the tests that come to it, and no others": async () => {
    await openExplorer();
    await vscode.commands.executeCommand("flowproof.runAll");
    await statesAre("Passed, Failed");
    await mendSecondAndBreakFirst(await open("flows/booking.flowtest.json"));
    await open("flows/booking.json");
    await unsaved(async () => {
      // Of the two only the first comes to "goodbye"; the second, which would pass now, keeps its verdict.
      await control().click({ selector: ".codelens-decoration a", text: "▶ Run 1 test", exact: true, nth: 0 });
      await openExplorer();
      await statesAre("Failed, Failed");
    });
    await forget("flows/booking.flowtest.json");
  },

  "a run that is cancelled ends at once": async () => {
    const flow = JSON.parse(await read("flows/booking.json"));
    const cases = Array.from({ length: 3000 }, (_, n) => ({ name: `case ${n}`, turns: ["I declined"] }));
    await write("flows/many.flowtest.json", { flow, cases });
    await vscode.commands.executeCommand("vscode.open", file("flows/many.flowtest.json"));
    const run = vscode.commands.executeCommand("flowproof.runFile");
    await openExplorer();
    await press("Cancel Test Run");
    await run;
    await control().waitFor('.part.sidebar .action-label[aria-label^="Run Tests"]');
    await closeAll();
    await vscode.workspace.fs.delete(file("flows/many.flowtest.json"));
    await eventually(explorer, { until: (rows) => !rows.some((row) => row.includes("many.flowtest")) });
    await vscode.commands.executeCommand("flowproof.runAll");
    await statesAre("Passed, Failed");
  },

  "a file that has just been written runs at once": async () => {
    const flow = await read("flows/booking.json");
    await write("flows/fresh.flowtest.json", {
      flow: JSON.parse(flow),
      cases: [{ name: "is fresh", turns: ["I declined"] }],
    });
    // As a click on it would; a document that a test has opened outlives its editor.
    await vscode.commands.executeCommand("vscode.open", file("flows/fresh.flowtest.json"));
    await vscode.commands.executeCommand("flowproof.runFile");
    await openExplorer();
    await eventually(explorer, { until: (rows) => rows.includes("    is fresh (Passed)") });
    await vscode.commands.executeCommand("vscode.open", file("flows/fresh.flowtest.json"));
    await closeAll();
    await vscode.workspace.fs.delete(file("flows/fresh.flowtest.json"));
    await eventually(explorer, { until: (rows) => !rows.some((row) => row.includes("is fresh")) });
  },
};
