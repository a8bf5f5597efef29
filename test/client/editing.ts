// What a person does in a flow with keys and clicks: renames, mends, completes, goes elsewhere, begins anew.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { deepEqual, equal, eventually, match, type Tests } from "../host/harness.ts";
import { parts } from "../host/parts.ts";
import { explorer, openExplorer } from "./explorer.ts";
import { closeAll, cursorAt, file, lightBulb, open, openWithLenses, problems, read } from "./window.ts";

export const editing: Tests = {
  "F2 renames a node in its flow and in a closed test of it": async () => {
    const names = ["flows/booking.json", "flows/booking.flowtest.json"];
    const before = await Promise.all(names.map(read));
    const rename = async (from: string, to: string) => {
      await cursorAt(await open("flows/booking.json"), `"next_step_id": "|${from}"`);
      await control().press("F2");
      await control().waitFor(".rename-box input.rename-input:focus");
      await control().type(to);
      await control().screenshot("a rename");
      await control().press("Enter");
      const renamed = before.map((text) => text.replaceAll('"goodbye"', `"${to}"`));
      await eventually(async () => (await Promise.all(names.map(read))).join() === renamed.join(), {
        what: `"${from}" to be "${to}" in both files`,
      });
    };
    await rename("goodbye", "see-you");
    await rename("see-you", "goodbye");
    await closeAll();
  },

  "a click in the light bulb's menu creates the missing node, and one undo takes it back": async () => {
    const editor = await open("flows/broken.json");
    await problems("flows/broken.json");
    const before = editor.document.getText();
    await cursorAt(editor, '"b|ok"');
    await lightBulb('Change to "book"');
    await control().screenshot("the light bulb");
    await control().click({ within: ".action-widget", text: 'Create the node "bok"' });
    await eventually(() => editor.document.getText() !== before);
    // Behind the node that leads there, in the file's own formatting; nothing else has changed.
    const added = /\n {4}\{\n {6}"id": "bok",\n( {6}".+\n)+ {4}\},(?=\n {4}\{ "id": "book")/;
    match(editor.document.getText(), added);
    equal(editor.document.getText().replace(added, ""), before);
    await control().screenshot("a node was created");
    await vscode.commands.executeCommand("undo");
    equal(editor.document.getText(), before);
    await closeAll();
  },

  "what is certain is mended on save, when the settings say so": async () => {
    const onSave = vscode.workspace.getConfiguration("editor");
    const set = (value: unknown) => onSave.update("codeActionsOnSave", value, vscode.ConfigurationTarget.Workspace);
    await set({ "source.fixAll.flowproof": "explicit" });
    const right = await read("flows/booking.json");
    await vscode.workspace.fs.writeFile(file("flows/saved.json"), new TextEncoder().encode(right));
    const editor = await open("flows/saved.json");
    const wrong = right.replace('"next_step_id": "goodbye"', '"next_step_id": "godbye"');
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 999, 0), wrong));
    await problems("flows/saved.json");
    await control().press("Control+S");
    await eventually(async () => (await read("flows/saved.json")) === right && !editor.document.isDirty);
    await set(undefined);
    await closeAll();
    await vscode.workspace.fs.delete(file("flows/saved.json"));
  },

  "F12 on a target goes to its node, Shift+F12 shows who else leads there": async () => {
    const editor = await open("flows/booking.json");
    await cursorAt(editor, '"error_next_step_id": "|sorry"');
    await control().press("F12");
    const at = editor.document.positionAt(editor.document.getText().indexOf('sorry", "type"'));
    await control().waitFor({ within: ".statusbar-item", text: `Ln ${at.line + 1}, Col ${at.character + 1}` });
    await cursorAt(editor, '"success_next_step_id": "|goodbye"');
    await control().press("Shift+F12");
    await control().waitFor({ within: parts.peek, text: "booking.json" });
    await control().screenshot("who leads to a node");
    await control().press("Escape");
  },

  "a click on a node's lens shows who leads to it and which tests name it": async () => {
    await openWithLenses("flows/booking.json");
    const lens = { selector: parts.lens, text: "1 in · 2 out · 2 tests" };
    await control().waitFor(lens);
    await control().screenshot("lenses");
    await control().click(lens);
    await control().waitFor({ within: parts.peek, text: "booking.flowtest.json" });
    await control().screenshot("a lens was clicked");
    await control().press("Escape");
  },

  "a target is completed from the nodes there are": async () => {
    const editor = await open("flows/broken.json");
    await problems("flows/broken.json");
    const text = editor.document.getText();
    const start = editor.document.positionAt(text.indexOf("bok"));
    await editor.edit((edit) => edit.delete(new vscode.Range(start, start.translate(0, 3))));
    await cursorAt(editor, '"next_step_id": "|" }');
    await control().press("Control+Space");
    await control().waitFor({ selector: parts.suggestion, text: "book" });
    await control().screenshot("a completion");
    const offered = await control().texts(`${parts.suggestion} .label-name`);
    // VS Code's own suggestions for JSON have quotes.
    deepEqual(offered.filter((name) => !name.includes('"')).toSorted(), ["ask", "book", "start"]);
    await control().type("bo");
    await control().press("Enter");
    await eventually(() => editor.document.getText() === text.replace('"bok"', '"book"'));
    await closeAll();
  },

  "a target shows the card of its node": async () => {
    const editor = await open("flows/booking.json");
    await cursorAt(editor, '"next_step_id": "check|-calendar"');
    await vscode.commands.executeCommand("editor.action.showHover");
    await control().waitFor({ within: parts.hover, text: "Check calendar" });
    await control().screenshot("a card");
    const card = await control().text(`${parts.hover}:visible`);
    match(card, /in.*Ask for a date/);
    match(card, /out.*goodbye/);
    await control().press("Escape");
  },

  "the outline names the nodes": async () => {
    await open("flows/booking.json");
    await vscode.commands.executeCommand("outline.focus");
    await control().waitFor({ within: ".outline-pane", text: "Flowproof" });
    await control().waitFor({ within: ".outline-pane", text: "Ask for a date" });
    await control().screenshot("the outline");
  },

  "a new flow has no problems, and a first test of it passes": async () => {
    void vscode.commands.executeCommand("flowproof.newFlow");
    await control().waitFor({ within: parts.quickPick, text: "Yappr flow" });
    await control().screenshot("new flow");
    await control().click({ within: parts.quickPick, text: "Yappr flow" });
    const { document } = await eventually(() => vscode.window.activeTextEditor, {
      until: (editor) => editor?.document.isUntitled === true,
    });
    await vscode.workspace.fs.writeFile(file("flows/fresh.json"), new TextEncoder().encode(document.getText()));
    await closeAll();
    await open("flows/fresh.json");
    await vscode.commands.executeCommand("flowproof.newTest");
    equal(vscode.window.activeTextEditor?.document.uri.path.endsWith("/flows/fresh.flowtest.json"), true);
    const row = () => explorer().then((rows) => rows.find((one) => one.includes("fresh.flowtest.json")));
    await openExplorer();
    await eventually(row);
    await open("flows/fresh.flowtest.json");
    await vscode.commands.executeCommand("flowproof.runFile");
    equal(await eventually(row, { until: (one) => /Passed|Failed/.test(one ?? "") }), "  fresh.flowtest.json (Passed)");
    for (const name of ["flows/fresh.json", "flows/fresh.flowtest.json"])
      deepEqual(vscode.languages.getDiagnostics(file(name)), []);
    await closeAll();
    for (const name of ["flows/fresh.flowtest.json", "flows/fresh.json"]) await vscode.workspace.fs.delete(file(name));
    await eventually(row, { until: (one) => one === undefined });
  },
};
