import * as vscode from "vscode";

/** The one log channel, shared with the language client; its level is set in the Output view. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel("Flowproof", { log: true });
}
