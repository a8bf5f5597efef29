import * as vscode from "vscode";

/** Writes a first flow test beside the flow in the active editor, and opens it; one that exists is only opened. */
export async function newTest(): Promise<void> {
  const flow = vscode.window.activeTextEditor?.document.uri;
  if (!flow) return;
  const file = flow.path.slice(flow.path.lastIndexOf("/") + 1);
  const uri = vscode.Uri.joinPath(flow, `../${file.replace(/\.json$/, "")}.flowtest.json`);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(firstTest(file)) });
  // Not showTextDocument: it would keep the document open for minutes after the user has closed it.
  if (await vscode.workspace.applyEdit(edit)) await vscode.commands.executeCommand("vscode.open", uri);
  else void vscode.window.showErrorMessage(`Could not create ${uri.fsPath}`);
}

function firstTest(file: string): string {
  const test = {
    flow: `./${file}`,
    cases: [{ name: "reaches an end", turns: ["Hello"], mocks: {}, expect: { outcome: "ended" } }],
  };
  return `${JSON.stringify(test, null, 2)}\n`;
}
