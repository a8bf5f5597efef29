// What tests cover of a flow, as a person sees it: on the lines of the flow's file, and in the view of coverage.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { eventually, type Tests } from "../host/harness.ts";
import { explorer, openExplorer } from "./explorer.ts";
import { open } from "./window.ts";

export const coverage: Tests = {
  "coverage: run with coverage": async () => {
    await openExplorer();
    await eventually(explorer, { until: (rows) => rows.some((row) => row.includes("hears a zip")) });
    await vscode.commands.executeCommand("testing.coverageAll");
    await open("flows/booking.json");
    await vscode.commands.executeCommand("workbench.action.closePanel");
    await eventually(async () => (await control().count(".coverage-deco-gutter")) > 0);
    await control()
      .click({
        selector: ".test-coverage-list .monaco-list-row, .test-coverage-tree .monaco-list-row",
        text: "booking.json",
      })
      .catch(() => {});
    const rows = ".monaco-list-row";
    const all = await control().attributes(rows, "aria-label");
    console.log(JSON.stringify(all));
    await control().screenshot("coverage");
  },
};
