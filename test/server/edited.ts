// What lives here: edits as an editor carries them out.

import type { TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

/** A text after edits. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create("file:///a.json", "json", 0, text), [...edits]);
}

/** The texts of files after an edit of the workspace, by URI; files that it creates are empty before. */
export function editedFiles(files: Readonly<Record<string, string>>, edit: WorkspaceEdit): Record<string, string> {
  const after: Record<string, string> = { ...files };
  for (const [uri, edits] of Object.entries(edit.changes ?? {})) after[uri] = edited(after[uri]!, edits);
  for (const change of edit.documentChanges ?? []) {
    if ("textDocument" in change) {
      after[change.textDocument.uri] = edited(after[change.textDocument.uri]!, change.edits as TextEdit[]);
    } else if (change.kind === "create") after[change.uri] ??= "";
    else throw new Error(`${change.kind} is not expected`);
  }
  return after;
}
