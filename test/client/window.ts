// What tests do in a window, in their own words.

import * as vscode from "vscode";
import { control } from "../host/control.ts";
import { eventually } from "../host/harness.ts";

/** A file of the workspace. */
export function file(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
}

export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(file(name));
}

/** Opens a file and waits for its code lenses: VS Code asks for none in an editor that has lost the focus. */
export async function openWithLenses(name: string): Promise<vscode.TextEditor> {
  const editor = await open(name);
  await control().waitFor(".codelens-decoration a");
  return editor;
}

/** Puts the cursor where `|` stands in a piece of the text, the first such piece, and waits until keys go there. */
export async function cursorAt({ document }: vscode.TextEditor, piece: string): Promise<void> {
  const found = document.getText().indexOf(piece.replace("|", ""));
  if (found < 0) throw new Error(`There is no ${piece}`);
  const at = document.positionAt(found + piece.indexOf("|"));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  await control().waitFor({ within: ".statusbar-item", text: `Ln ${at.line + 1}, Col ${at.character + 1}` });
  await control().waitFor(".monaco-editor.focused");
}

/**
 * Opens the light bulb's menu at the cursor, and waits until it offers something. A lens or a problem that comes in just
 * then closes the menu again, and a person presses the keys once more.
 */
export async function lightBulb(offer: string): Promise<void> {
  for (let times = 1; ; times++) {
    await control().press("Control+Period");
    try {
      return await control().waitFor({ within: ".action-widget", text: offer }, { timeout: 3000 });
    } catch (error) {
      if (times === 4) throw error;
    }
  }
}

/** What a file holds on disk. */
export async function read(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file(name)));
}

export function write(name: string, content: unknown): Thenable<void> {
  return vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(JSON.stringify(content, null, 2)));
}

export function problems(name: string): Promise<vscode.Diagnostic[]> {
  return eventually(() => vscode.languages.getDiagnostics(file(name)), {
    what: `problems in ${name}`,
    on: [vscode.languages.onDidChangeDiagnostics],
    until: (found) => found.length > 0,
  });
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
