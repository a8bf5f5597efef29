import * as vscode from "vscode";
import { commandIds, contextKeys } from "./commands.ts";
import { documentSelector } from "./documents.ts";
import type { Server } from "./server.ts";

/**
 * The language status item: what the active document was recognised as. For a document that is none of Flowproof's
 * business there is no item at all.
 */
export function showStatus(server: Server): vscode.Disposable {
  const labels = new Map<string, string>();
  let item: vscode.LanguageStatusItem | undefined;

  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const label = uri && labels.get(uri);
    void vscode.commands.executeCommand("setContext", contextKeys.recognised, label !== undefined);
    if (!label) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= createItem();
    item.text = label;
  };

  return vscode.Disposable.from(
    server.onStatus(({ uri, label }) => {
      // As VS Code spells it, so that it compares with an editor's.
      const key = vscode.Uri.parse(uri).toString();
      if (label === undefined) labels.delete(key);
      else labels.set(key, label);
      show();
    }),
    server.onStopped(() => {
      labels.clear();
      show();
    }),
    vscode.window.onDidChangeActiveTextEditor(show),
    { dispose: () => item?.dispose() },
  );
}

function createItem(): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem("flowproof.recognised", documentSelector);
  item.name = "Flowproof";
  item.detail = "Flowproof";
  item.command = { command: commandIds.showLog, title: "Show Log" };
  return item;
}
