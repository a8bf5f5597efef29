// The Test Explorer as a person sees it: rows on the screen. What an extension could ask VS Code is less than that.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { eventually } from "../host/harness.ts";

// Of the tree alone: what the filter suggests is a list as well.
const rows = ".test-explorer .monaco-list-row[role=treeitem]";

export async function openExplorer(): Promise<void> {
  await vscode.commands.executeCommand("workbench.view.testing.focus");
  await control().waitFor(rows);
}

/** What the explorer shows, unfolded: each row as `name (state)`, indented by its level; without durations. */
export async function explorer(): Promise<string[]> {
  const ui = control();
  const folded = `${rows}[aria-expanded="false"] .monaco-tl-twistie`;
  while ((await ui.count(folded)) > 0) await ui.click({ selector: folded, nth: 0 });
  const [levels, labels] = [await ui.attributes(rows, "aria-level"), await ui.attributes(rows, "aria-label")];
  return labels.map((label, i) => "  ".repeat(Number(levels[i]) - 1) + label?.replace(/, in [\d.,]+m?s/, ""));
}

/** Waits until the explorer shows just these rows. */
export async function explorerShows(expected: readonly string[]): Promise<void> {
  const wanted = expected.join("\n");
  await eventually(async () => (await explorer()).join("\n"), {
    what: `the explorer to show\n${wanted}`,
    until: (shown) => shown === wanted,
  });
}
