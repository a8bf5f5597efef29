import * as vscode from "vscode";
import { type RecordParams, type RecordResult, recordRequest } from "../../server/protocol.ts";
import { debugType } from "./configurations.ts";

/** Writes what was said, chosen and mocked in the active debug session into a file of tests, as a case, and shows it. */
export async function recordTest(): Promise<void> {
  const session = vscode.debug.activeDebugSession;
  if (session?.type !== debugType) return;
  const ask = async (params: RecordParams): Promise<RecordResult | undefined> => {
    try {
      return await session.customRequest(recordRequest, params);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  };
  const proposed = await ask({});
  if (!proposed) return;
  const file = vscode.Uri.parse(proposed.uri);
  const name = await vscode.window.showInputBox({
    title: "Record as Flow Test",
    prompt: `The name of the new case in ${file.path.slice(file.path.lastIndexOf("/") + 1)}`,
    value: proposed.name,
    validateInput: (value) => (value.trim() === "" ? "A case needs a name" : undefined),
  });
  const recorded = name === undefined ? undefined : await ask({ name });
  if (!recorded) return;
  const uri = vscode.Uri.parse(recorded.uri);
  const edit = new vscode.WorkspaceEdit();
  if (recorded.text !== undefined)
    edit.createFile(uri, { contents: new TextEncoder().encode(recorded.text), ignoreIfExists: true });
  for (const { range, newText } of recorded.edits ?? []) {
    const { start, end } = range;
    edit.replace(uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showErrorMessage(`Could not write ${uri.fsPath}`);
    return;
  }
  await reveal(uri, recorded.name);
  if (recorded.note !== undefined) void vscode.window.showInformationMessage(recorded.note);
}

/** Shows where the case is written now. */
async function reveal(uri: vscode.Uri, name: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.positionAt(Math.max(0, document.getText().lastIndexOf(JSON.stringify(name))));
  // Not showTextDocument: it would keep the document open for minutes after the user has closed it.
  await vscode.commands.executeCommand("vscode.open", uri, { selection: new vscode.Range(at, at) });
}
