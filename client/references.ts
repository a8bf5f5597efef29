import * as vscode from "vscode";
import type { ReferencesTarget } from "../server/protocol.ts";

/** Shows who leads to a node and who speaks of it, in place. */
export async function showReferences({ uri, position: { line, character } }: ReferencesTarget): Promise<void> {
  const at = vscode.Uri.parse(uri);
  const position = new vscode.Position(line, character);
  const locations = await vscode.commands.executeCommand("vscode.executeReferenceProvider", at, position);
  await vscode.commands.executeCommand("editor.action.showReferences", at, position, locations ?? []);
}
