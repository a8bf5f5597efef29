import * as vscode from "vscode";
import type { Server } from "./server.ts";

/** Opens a new flow of the dialect that is chosen. It is saved where the user saves it. */
export async function newFlow(server: Server): Promise<void> {
  const known = await server.skeletons();
  const items = known.map(({ title, text }) => ({ label: title, text }));
  const chosen = await vscode.window.showQuickPick(items, { title: "New Flow", placeHolder: "The flow is for…" });
  if (!chosen) return;
  const document = await vscode.workspace.openTextDocument({ language: "json", content: chosen.text });
  await vscode.window.showTextDocument(document);
}

/** Writes a first flow test beside the flow in the active editor, and opens it; one that exists is only opened. */
export async function newTest(server: Server): Promise<void> {
  const flow = vscode.window.activeTextEditor?.document.uri;
  if (!flow) return;
  if (flow.scheme === "untitled") {
    void vscode.window.showInformationMessage("Save this flow first: its test is written beside it.");
    return;
  }
  const file = flow.path.slice(flow.path.lastIndexOf("/") + 1);
  const uri = vscode.Uri.joinPath(flow, `../${file.replace(/\.json$/, "")}.flowtest.json`);
  const first = await server.firstTest({ uri: flow.toString() });
  if (!first) {
    void vscode.window.showInformationMessage(`There is no flow in ${file} that a test could walk.`);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(first.text) });
  // Not showTextDocument: it would keep the document open for minutes after the user has closed it.
  if (await vscode.workspace.applyEdit(edit)) await vscode.commands.executeCommand("vscode.open", uri);
  else void vscode.window.showErrorMessage(`Could not create ${uri.fsPath}`);
}
