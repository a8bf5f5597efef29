// Debugging as a person does it: with the lens, the keys, the toolbar, and the Debug Console.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { deepEqual, equal, eventually, match, type Tests } from "../host/harness.ts";
import { parts } from "../host/parts.ts";
import { explorer, openExplorer } from "./explorer.ts";
import { closeAll, cursorAt, file, open, openWithLenses, read } from "./window.ts";

const session = (): vscode.DebugSession | undefined => vscode.debug.activeDebugSession;

interface Frame {
  readonly name: string;
  readonly line: number;
  readonly source?: { readonly name: string };
}

/** Where the walk stands, once it stands still there: `name:line`, as the call stack has it. */
async function standsAt(expected: string): Promise<void> {
  const at = async (): Promise<string> => {
    const frame = vscode.debug.activeStackItem;
    if (!(frame instanceof vscode.DebugStackFrame)) return "moving";
    const { stackFrames } = await frame.session.customRequest("stackTrace", { threadId: 1, levels: 1 });
    const [top] = stackFrames as Frame[];
    return `${top?.name}:${top?.line}`;
  };
  await eventually(at, { what: `the walk to stand at ${expected}`, until: (place) => place === expected });
}

/** Types a line into the Debug Console, where keys go by themselves when the walk wants an answer. */
async function type(line: string): Promise<void> {
  await control().waitFor(".repl-input-wrapper .monaco-editor.focused");
  await control().type(line);
  await control().press("Enter");
}

async function consoleShows(text: string): Promise<void> {
  await control().waitFor({ within: ".repl-tree", text });
}

async function ended(): Promise<void> {
  await vscode.debug.stopDebugging();
  await eventually(() => session() === undefined);
}

/** Sets or takes away the breakpoint on a line, with the key that does so. */
async function toggleBreakpoint(editor: vscode.TextEditor, piece: string): Promise<void> {
  await cursorAt(editor, piece);
  const before = vscode.debug.breakpoints.length;
  await control().press("F9");
  await eventually(() => vscode.debug.breakpoints.length !== before);
}

export const debugging: Tests = {
  "a case is debugged from its lens: a breakpoint stops it, it goes on and back, a value is set": async () => {
    const flow = await open("playbooks/zip.json");
    await toggleBreakpoint(flow, '"id": "|tell"');
    await openWithLenses("playbooks/zip.flowtest.json");
    await control().click({ selector: parts.lens, text: "Debug", nth: 0 });
    await standsAt("tell:6");
    deepEqual((await open("playbooks/zip.json")).document.uri, flow.document.uri);
    await control().waitFor({ within: ".debug-call-stack", text: "ask-zip" });
    await control().waitFor({ within: ".debug-variables", text: "Variables and slots" });
    await control().screenshot("debug stopped");
    await control().click({ selector: ".debug-toolbar .codicon-debug-step-back" });
    await standsAt("ask-zip:11");
    await control().click({ selector: ".debug-toolbar .codicon-debug-step-over" });
    await standsAt("tell:6");
    // VS Code opens the first scope itself, but not at the stop that makes it show the view.
    await control().waitFor({ within: ".debug-variables", text: '"02139"' });
    await control().screenshot("debug variables");
    const { scopes } = await session()!.customRequest("scopes", { frameId: 1_000 });
    const { variablesReference } = scopes[0];
    await session()!.customRequest("setVariable", { variablesReference, name: "zip", value: "99950" });
    await control().click({ selector: ".debug-toolbar .codicon-debug-step-over" });
    await standsAt("tell:12");
    await consoleShows("We serve 99950.");
    await control().click({ selector: ".debug-toolbar .codicon-debug-continue" });
    await standsAt("hears a zip expects:7");
    await control().waitFor({ within: ".exception-widget", text: "99950" });
    await control().screenshot("debug failed expectation");
    await control().click({ selector: ".debug-toolbar .codicon-debug-continue" });
    await eventually(() => session() === undefined);
    await openExplorer();
    const row = () => explorer().then((rows) => rows.find((one) => one.includes("hears a zip")));
    match((await eventually(row, { until: (one) => /Passed|Failed/.test(one ?? "") })) ?? "", "Failed");
    await toggleBreakpoint(await open("playbooks/zip.json"), '"id": "|tell"');
    await closeAll();
  },

  "F5 begins a conversation with the flow in the editor; launch.json what it says": async () => {
    await open("playbooks/zip.json");
    await control().press("F5");
    await standsAt("ask-zip:5");
    await ended();
    const configuration = {
      type: "flowproof",
      request: "launch",
      name: "hears a zip",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code fills it in
      program: "${workspaceFolder}/playbooks/zip.flowtest.json",
      case: "hears a zip",
      stopOnEntry: true,
    };
    const launch = JSON.stringify({ version: "0.2.0", configurations: [configuration] });
    await vscode.workspace.fs.writeFile(file(".vscode/launch.json"), new TextEncoder().encode(launch));
    const configured = () => vscode.workspace.getConfiguration("launch").get<unknown[]>("configurations")?.length;
    await eventually(configured, { until: (count) => count === 1 });
    await vscode.debug.startDebugging(vscode.workspace.workspaceFolders![0], "hears a zip");
    await standsAt("start:4");
    await control().screenshot("debug launch");
    await ended();
    await vscode.workspace.fs.delete(file(".vscode/launch.json"));
    await closeAll();
  },

  "JSON that is no flow takes no breakpoints": async () => {
    await cursorAt(await open("prices.json"), "{|");
    await control().press("F9");
    await toggleBreakpoint(await open("playbooks/zip.json"), '"id": "|tell"');
    deepEqual(
      vscode.debug.breakpoints.map((each) => (each as vscode.SourceBreakpoint).location.uri.path.split("/").at(-1)),
      ["zip.json"],
    );
    await toggleBreakpoint(await open("playbooks/zip.json"), '"id": "|tell"');
    await closeAll();
  },

  "one talks to a flow in the Debug Console, and what was said becomes a test that passes": async () => {
    const before = await read("flows/booking.flowtest.json");
    await openWithLenses("flows/booking.json");
    await control().click({ selector: parts.lens, text: "Talk to it" });
    await standsAt("Ask for a date (ask-date):6");
    await consoleShows("waits for the caller");
    await type("I want to book for Wednesday");
    await standsAt("Check calendar (check-calendar):26");
    await consoleShows("without a mock");
    await type('/mock {"result": {"status": "free"}}');
    await consoleShows("The walk is over");
    await control().screenshot("debug console");
    void vscode.commands.executeCommand("flowproof.record");
    await control().waitFor(parts.quickPickInput);
    await control().screenshot("debug record");
    await control().type("was recorded");
    await control().press("Enter");
    const tests = await eventually(() => vscode.window.activeTextEditor, {
      until: (editor) => editor?.document.uri.path.endsWith("booking.flowtest.json") === true,
    });
    match(tests!.document.getText(), '"turns": ["I want to book for Wednesday"]');
    await ended();
    await vscode.commands.executeCommand("workbench.action.files.save");
    await openExplorer();
    const row = () => explorer().then((rows) => rows.find((one) => one.includes("was recorded")));
    await eventually(row);
    await vscode.commands.executeCommand("flowproof.runFile");
    match((await eventually(row, { until: (one) => /Passed|Failed/.test(one ?? "") })) ?? "", "Passed");
    await control().screenshot("debug recorded case");
    await closeAll();
    await vscode.workspace.fs.writeFile(file("flows/booking.flowtest.json"), new TextEncoder().encode(before));
    await eventually(row, { until: (one) => one === undefined });
    equal(vscode.debug.breakpoints.length, 0);
  },
};
