// Cases that share what they have, and traces that are kept: what a person sees of them, and accepts.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { equal, eventually, match, type Tests } from "../host/harness.ts";
import { explorer, openExplorer } from "./explorer.ts";
import { closeAll, cursorAt, file, open, openWithLenses, read } from "./window.ts";

const tests = "flows/shared.flowtest.json";
const kept = "flows/shared.flowtest.snap.json";

const text = `{
  "flow": "./booking.json",
  "defaults": { "mocks": { "check-calendar": { "result": { "status": "available" } } } },
  "cases": [
    { "name": "is asked for a day", "turns": ["hm"] },
    {
      "name": "books {day}",
      "setup": "is asked for a day",
      "each": [
        { "day": "Wednesday", "end": "goodbye" },
        { "day": "a day such as Friday", "end": "goodbye" }
      ],
      "turns": ["{day}"],
      "expect": { "ended_at": "{end}", "trace": "snapshot" }
    }
  ]
}
`;

export const snapshots: Tests = {
  "rows of a table are tests of their own, and the light bulb accepts their traces": async () => {
    await vscode.workspace.fs.writeFile(file(tests), new TextEncoder().encode(text));
    const editor = await openWithLenses(tests);
    await openExplorer();
    const rows = ["is asked for a day", "books Wednesday", "books a day such as Friday"];
    await eventually(explorer, { until: (shown) => rows.every((row) => shown.includes(`    ${row} (Not yet run)`)) });
    await open(tests);
    await vscode.commands.executeCommand("flowproof.runFile");
    await eventually(explorer, { until: (shown) => shown.includes("    books Wednesday (Failed)") });
    await control().screenshot("rows of a table, and traces that are not kept yet");
    await open(tests);
    await cursorAt(editor, '"trace": "snap|shot"');
    await control().press("Control+Period");
    await control().waitFor({ within: ".action-widget", text: "Accept these 2 traces as snapshots" });
    await control().screenshot("traces to accept");
    await control().click({ within: ".action-widget", text: "Accept these 2 traces as snapshots" });
    // VS Code saves the file that an action has made: it is open in no editor.
    const written = await eventually(() => read(kept), {
      what: "the traces to be saved",
      until: (text) => text.includes('"books Wednesday"'),
    });
    match(written, /"books a day such as Friday": \{/);
    await open(tests);
    await vscode.commands.executeCommand("flowproof.runFile");
    await eventually(explorer, { until: (shown) => rows.every((row) => shown.includes(`    ${row} (Passed)`)) });
    await control().screenshot("traces that are kept");
    equal(editor.document.getText(), text);
    await closeAll();
    for (const name of [tests, kept]) await vscode.workspace.fs.delete(file(name));
  },
};
