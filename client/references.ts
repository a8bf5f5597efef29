import * as vscode from "vscode";
import type { ReferencesTarget } from "../server/protocol.ts";

/** Shows who leads to a node and who speaks of it, in place; the node itself, which is in sight, is not among them. */
export async function showReferences({ uri, position: { line, character } }: ReferencesTarget): Promise<void> {
  const at = vscode.Uri.parse(uri);
  const position = new vscode.Position(line, character);
  const found = await vscode.commands.executeCommand<vscode.Location[] | undefined>(
    "vscode.executeReferenceProvider",
    at,
    position,
  );
  const others = (found ?? []).filter((one) => one.uri.toString() !== at.toString() || !one.range.contains(position));
  await vscode.commands.executeCommand("editor.action.showReferences", at, position, others);
}
