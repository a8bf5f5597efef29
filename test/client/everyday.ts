// A day with Flowproof in a real window, in both kinds of extension host.

import * as vscode from "vscode";
import { canControl, control } from "../host/control.ts";
import { assert, deepEqual, equal, eventually, match, runAll, type Tests } from "../host/harness.ts";
import { explorer, explorerShows, openExplorer } from "./explorer.ts";
import { closeAll, file, open, openWithLenses, problems, write } from "./window.ts";

const extension = () => vscode.extensions.getExtension("flowproof.flowproof-vscode")!;

/** Seen through the API of VS Code alone, so that they run on a desktop too. */
const quiet: Tests = {
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
    equal(await titles("flows/booking.flowtest.json"), "▶ Run all 2 tests, ▶ Run, ▶ Run");
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
const clicked: Tests = {
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
    await vscode.commands.executeCommand("testing.goToNextMessage");
    await control()
      .waitFor({ within: ".test-output-peek", text: "Ended at “sorry”, expected “goodbye”" })
      .catch(() => {});
    await control().screenshot("a failed case");
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

  "the status names what a document is": async () => {
    await open("flows/booking.json");
    await control().click("#status\\.languageStatus");
    await control().screenshot("status");
    await control().press("Escape");
  },
};

async function read(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file(name)));
}

export const run = () => runAll({ ...quiet, ...(canControl() ? clicked : {}) });
