import * as vscode from "vscode";

/** Says that nothing runs in a workspace that nobody has vouched for, and offers to do so. */
export async function offerTrust(): Promise<void> {
  const manage = "Manage Workspace Trust";
  const chosen = await vscode.window.showWarningMessage("Running flow tests needs a trusted workspace", manage);
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}
