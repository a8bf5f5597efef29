// A day with Flowproof in a real window, in both kinds of extension host.

import * as vscode from "vscode";
import { canControl, control } from "../host/control.ts";
import { assert, deepEqual, equal, eventually, match, runAll, type Tests } from "../host/harness.ts";
import { continuous } from "./continuous.ts";
import { coverage } from "./coverage.ts";
import { debugging } from "./debugging.ts";
import { editing } from "./editing.ts";
import { explorer, explorerShows, openExplorer } from "./explorer.ts";
import { generating } from "./generating.ts";
import { mutating } from "./mutating.ts";
import { snapshots } from "./snapshots.ts";
import { tracing } from "./tracing.ts";
import { closeAll, file, open, openWithLenses, problems, read, write } from "./window.ts";

const extension = () => vscode.extensions.getExtension("flowproof.flowproof-vscode")!;

/** Seen through the API of VS Code alone, so that they run on a desktop too. */
export const quiet: Tests = {
  "a dangling edge is a problem at its target, and the message says what would be right": async () => {
    await open("flows/broken.json");
    const found = await problems("flows/broken.json");
    equal(found.length, 1);
    const [{ message, range, severity, source, code }] = found as [vscode.Diagnostic];
    match(message, 'Transition goes to "bok", which is not a node; did you mean "book"?');
    deepEqual([range.start.line, range.start.character, range.end.character], [9, 92, 97]);
    equal(severity, vscode.DiagnosticSeverity.Error);
    equal(source, "Flowproof");
    equal(typeof code === "object" ? code.value : code, "unknown-target");
    assert(extension().isActive);
  },

  "a severity is what the settings say": async () => {
    const settings = vscode.workspace.getConfiguration("flowproof");
    const severity = async (expected: vscode.DiagnosticSeverity) =>
      eventually(() => vscode.languages.getDiagnostics(file("flows/broken.json"))[0]?.severity === expected);
    await settings.update("rules", { "unknown-target": "information" }, vscode.ConfigurationTarget.Workspace);
    await severity(vscode.DiagnosticSeverity.Information);
    await settings.update("rules", undefined, vscode.ConfigurationTarget.Workspace);
    await severity(vscode.DiagnosticSeverity.Error);
  },

  "a problem goes when it is mended, before anything is saved": async () => {
    const editor = await open("flows/broken.json");
    const [found] = await problems("flows/broken.json");
    await editor.edit((edit) => edit.replace(found!.range, '"book"'));
    await eventually(() => vscode.languages.getDiagnostics(file("flows/broken.json")).length === 0);
    await closeAll();
  },

  "JSON that is no flow has neither problems nor lenses": async () => {
    await open("prices.json");
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      file("prices.json"),
      10,
    );
    deepEqual(lenses, []);
    deepEqual(vscode.languages.getDiagnostics(file("prices.json")), []);
  },

  "a flow and each of its tests have a lens": async () => {
    const titles = async (name: string) => {
      await open(name);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        file(name),
        10,
      );
      return lenses.map(({ command }) => command?.title).join(", ");
    };
    await eventually(() => titles("flows/booking.json"), { until: (shown) => shown.includes("Run all 2 tests") });
    equal(await titles("flows/booking.flowtest.json"), "▶ Run all 2 tests, ▶ Run, Debug, Trace, ▶ Run, Debug, Trace");
  },
};

const untried = [
  "flows (Not yet run)",
  "  booking.flowtest.json (Not yet run)",
  "    books a Wednesday (Not yet run)",
  "    hears that the calendar is down (Not yet run)",
  "playbooks (Not yet run)",
  "  zip.flowtest.json (Not yet run)",
  "    hears a zip (Not yet run)",
];

/** Seen and clicked in the window. */
export const clicked: Tests = {
  "the Test Explorer shows folders, files and cases, and nothing is run by itself": async () => {
    await openExplorer();
    await explorerShows(untried);
  },

  "the Test Explorer follows a file that comes, changes and goes": async () => {
    const test = (name: string) => ({ flow: "./booking.json", cases: [{ name, turns: ["I am not interested"] }] });
    const shown = (name: string) => [
      ...untried.slice(0, 4),
      "  more.flowtest.json (Not yet run)",
      `    ${name} (Not yet run)`,
      ...untried.slice(4),
    ];
    await write("flows/more.flowtest.json", test("declines"));
    await explorerShows(shown("declines"));
    await write("flows/more.flowtest.json", test("is not interested"));
    await explorerShows(shown("is not interested"));
    await vscode.workspace.fs.delete(file("flows/more.flowtest.json"));
    await explorerShows(untried);
  },

  "the Test Explorer follows a folder that is deleted at once": async () => {
    await write("new/deep/zip.json", JSON.parse(await read("playbooks/zip.json")));
    await write("new/deep/zip.flowtest.json", { flow: "./zip.json", cases: [{ name: "says hi", turns: [] }] });
    const added = ["new (Not yet run)", "  deep (Not yet run)", "    zip.flowtest.json (Not yet run)"];
    await explorerShows([...untried.slice(0, 4), ...added, "      says hi (Not yet run)", ...untried.slice(4)]);
    await vscode.workspace.fs.delete(file("new"), { recursive: true });
    await explorerShows(untried);
  },

  "a click on the lens runs one case, and the explorer shows it passed": async () => {
    await openWithLenses("flows/booking.flowtest.json");
    await control().click({ selector: ".codelens-decoration a", text: "▶ Run", exact: true, nth: 0 });
    await openExplorer();
    await explorerShows([
      "flows (Passed)",
      "  booking.flowtest.json (Passed)",
      "    books a Wednesday (Passed)",
      "    hears that the calendar is down (Not yet run)",
      ...untried.slice(4),
    ]);
    await control().waitFor(".glyph-margin-widgets .testing-run-glyph.codicon-testing-passed-icon");
    await control().screenshot("a passed case");
  },

  "a run of everything shows what failed, and the two texts that differ": async () => {
    await vscode.commands.executeCommand("flowproof.runAll");
    await explorerShows([
      "flows (Failed)",
      "  booking.flowtest.json (Failed)",
      "    books a Wednesday (Passed)",
      "    hears that the calendar is down (Failed)",
      "playbooks (Passed)",
      "  zip.flowtest.json (Passed)",
      "    hears a zip (Passed)",
    ]);
    await open("flows/booking.flowtest.json");
    await control().click({ selector: ".test-error-content-widget", text: "sorry != goodbye" });
    await control().waitFor({ within: ".test-output-peek .original-in-monaco-diff-editor", text: "goodbye" });
    await control().waitFor({ within: ".test-output-peek .modified-in-monaco-diff-editor", text: "sorry" });
    await control().waitFor({ within: ".zone-widget", text: 'Ended at "sorry", expected "goodbye"' });
    await control().screenshot("a failed case");
    await vscode.commands.executeCommand("editor.closeTestPeek");
  },

  "a trace leads to the nodes it went through": async () => {
    await vscode.commands.executeCommand("testing.showMostRecentOutput");
    // In a small panel the line would be wrapped or out of sight.
    await vscode.commands.executeCommand("workbench.action.toggleMaximizedPanel");
    const place = { within: ".xterm-rows", text: `${file("flows/booking.json").fsPath}:33:13`, nth: -1 };
    await control().waitFor(place);
    await control().screenshot("a trace");
    // The terminal looks for links where the mouse is, in its own time, so one click may come too early.
    const follow = async () => {
      await control().hover(place, { timeout: 500 });
      await control().click(place, { modifiers: ["Control"], force: true, timeout: 500 });
      return vscode.window.activeTextEditor;
    };
    const at = await eventually(follow, {
      what: "the node in the editor",
      on: [vscode.window.onDidChangeActiveTextEditor],
      until: (editor) => editor?.document.uri.path.endsWith("/flows/booking.json") === true,
    });
    await eventually(() => at.selection.active.line > 0);
    deepEqual(at.selection.active, new vscode.Position(32, 12));
    await vscode.commands.executeCommand("workbench.action.toggleMaximizedPanel");
    await vscode.commands.executeCommand("workbench.action.closePanel");
  },

  "two runs at once both come to an end": async () => {
    await Promise.all([
      vscode.commands.executeCommand("flowproof.runAll"),
      vscode.commands.executeCommand("flowproof.runAll"),
    ]);
    await eventually(explorer, {
      until: (rows) => rows.length === untried.length && rows.every((row) => /\((Passed|Failed)\)$/.test(row)),
    });
  },

  "unsaved texts are what runs": async () => {
    const editor = await open("flows/booking.flowtest.json");
    const text = editor.document.getText();
    const at = text.lastIndexOf('"goodbye"');
    const range = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + '"goodbye"'.length));
    await editor.edit((edit) => edit.replace(range, '"sorry"'));
    await vscode.commands.executeCommand("flowproof.runFile");
    await openExplorer();
    await eventually(explorer, { until: (rows) => rows[3] === "    hears that the calendar is down (Passed)" });
    await open("flows/booking.flowtest.json");
    await closeAll();
  },

  "the status names what a document is, and is silent about others": async () => {
    await open("flows/booking.json");
    await control().click("#status\\.languageStatus");
    await control().waitFor({ text: "Yappr flow · 5 nodes · 2 tests" });
    await control().screenshot("the status");
    await control().press("Escape");
    await open("prices.json");
    await control().click("#status\\.languageStatus");
    await control().waitFor({ text: "Show Schemas" });
    equal(await control().count({ text: "Yappr flow" }), 0);
    await control().press("Escape");
  },

  "a first test is written beside a flow, and shows up": async () => {
    await open("flows/broken.json");
    await problems("flows/broken.json");
    await vscode.commands.executeCommand("flowproof.newTest");
    equal(vscode.window.activeTextEditor?.document.uri.path.endsWith("/flows/broken.flowtest.json"), true);
    await eventually(explorer, { until: (rows) => rows.includes("    reaches book (Not yet run)") });
    await closeAll();
    await vscode.workspace.fs.delete(file("flows/broken.flowtest.json"));
    await eventually(explorer, { until: (rows) => !rows.includes("    reaches book (Not yet run)") });
  },

  "the palette offers what can work here": async () => {
    const offered = async () => {
      await vscode.commands.executeCommand("workbench.action.quickOpen", ">Flowproof: ");
      await control().waitFor({ within: ".quick-input-list", text: "Flowproof: Show Log" });
      const texts = await control().texts(".quick-input-list .monaco-list-row .label-name");
      await control().press("Escape");
      return texts.map((text) => text.replace("Flowproof: ", "")).toSorted();
    };
    const everywhere = ["New Flow…", "Restart Language Server", "Run All Flow Tests", "Show Log"];
    const inTests = ["Compare Trace with Previous Run", "Run Flow Tests in This File", "Show Trace"];
    await open("prices.json");
    await eventually(offered, {
      until: (all) => everywhere.every((one) => all.includes(one)) && !inTests.some((one) => all.includes(one)),
    });
    await open("flows/booking.flowtest.json");
    await eventually(offered, {
      until: (all) => [...everywhere, ...inTests].every((one) => all.includes(one)),
    });
  },

  "the server can be started anew": async () => {
    await vscode.commands.executeCommand("flowproof.restartServer");
    await openExplorer();
    await eventually(explorer, { until: (rows) => rows.length === untried.length });
    await problems("flows/broken.json").then((found) => equal(found.length, 1));
    await vscode.commands.executeCommand("flowproof.runAll");
    await eventually(explorer, { until: (rows) => rows[4] === "playbooks (Passed)" });
  },

  "the editor says how long activation took": async () => {
    await vscode.commands.executeCommand("workbench.action.showRuntimeExtensions");
    const rows = ".runtime-extensions-editor .monaco-list-row";
    await control().click({ selector: rows, nth: 0 });
    // The slowest come first, and only rows in sight are there.
    const find = async () => {
      const ours = (await control().texts(rows)).find((text) => /flowproof/i.test(text));
      if (!ours) await control().press("PageDown");
      return ours;
    };
    const [, milliseconds] = /Activation: (\d+)ms/.exec(await eventually(find)) ?? [];
    assert(milliseconds, "The editor lists the extension as activated");
    // Told and not judged: the goal is 50 ms, and two cores shared with a browser need more.
    // biome-ignore lint/suspicious/noConsole: this is what the run is read for
    console.log(`Activation took ${milliseconds} ms`);
  },
};

export const run = () =>
  runAll({
    ...quiet,
    ...(canControl()
      ? {
          ...clicked,
          ...tracing,
          ...editing,
          ...generating,
          ...mutating,
          ...coverage,
          ...continuous,
          ...debugging,
          ...snapshots,
        }
      : {}),
  });
