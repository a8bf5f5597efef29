// What tests cover of a flow, as a person sees it: on the lines of the flow's file, and in the view of coverage.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { eventually, type Tests } from "../host/harness.ts";
import { explorer, openExplorer } from "./explorer.ts";
import { closeAll, open } from "./window.ts";

/** The numbers of the lines in sight whose margin has a colour. */
async function lines(colour: "hit" | "miss"): Promise<number[]> {
  const texts = await control().texts(`.margin .coverage-deco-gutter.coverage-deco-${colour}`);
  return [...new Set(texts.map(Number))].toSorted((a, b) => a - b);
}

/** What the view of coverage shows, each row with its percentage. */
async function view(): Promise<string[]> {
  const rows = await control().texts(".test-coverage-list-item");
  return rows.map((row) => row.replace("\n", " "));
}

/** From one number to another, both included. */
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

async function shows(colour: "hit" | "miss", expected: readonly number[]): Promise<void> {
  await eventually(() => lines(colour), {
    what: `${colour} lines ${expected.join()}`,
    until: (shown) => shown.join() === expected.join(),
  });
}

export const coverage: Tests = {
  "coverage: a click runs everything and measures it; the view names each flow, unfolded each node": async () => {
    await openExplorer();
    await eventually(explorer, { until: (rows) => rows.some((row) => row.includes("hears a zip")) });
    await control().click('.action-label[aria-label="Run Tests with Coverage"]');
    // Of booking.json every node, and of five transitions four: 5 + 5 + 4 of 15.
    await eventually(view, {
      until: (rows) =>
        rows.join() === "workspace 96.15%,flows 93.33%,booking.json 93.33%,playbooks 100.00%,zip.json 100.00%",
    });
    await control().click('.monaco-list-row[aria-label^="booking.json coverage"] .monaco-tl-twistie');
    await eventually(view, {
      until: (rows) =>
        rows.slice(3, 8).join() ===
        "start 100.00%,ask-date 75.00%,check-calendar 100.00%,goodbye 100.00%,sorry 100.00%",
    });
  },

  "coverage: the lines of nodes and of transitions have a colour, and say how often they were come through":
    async () => {
      await open("flows/booking.json");
      await vscode.commands.executeCommand("workbench.action.closePanel");
      await shows("miss", range(17, 22));
      await shows("hit", [...range(4, 16), ...range(23, 33)]);
      await vscode.commands.executeCommand("testing.toggleInlineCoverage");
      // Lenses that come late move the lines away from under the mouse.
      await eventually(async () => {
        await control().hover({ within: ".view-line", text: "tx-decline" }, { timeout: 1000 });
        await control().waitFor({ within: ".monaco-hover", text: "tx-decline → goodbye" }, { timeout: 1000 });
        return true;
      });
      await control().screenshot("coverage");
      await vscode.commands.executeCommand("testing.toggleInlineCoverage");
    },

  "coverage: of one test alone, chosen from those that come through the flow": async () => {
    await vscode.commands.executeCommand("testing.coverageFilterToTestInEditor");
    await control().click({ within: ".quick-input-list", text: "books a Wednesday" });
    await shows("miss", [...range(17, 22), 30, 33]);
    await control().screenshot("coverage of a test");
  },

  "coverage: it is gone when it is closed": async () => {
    await vscode.commands.executeCommand("testing.coverage.close");
    await shows("hit", []);
    await closeAll();
  },
};
