import * as vscode from "vscode";

export interface Folder {
  readonly uri: vscode.Uri;
  readonly label: string;
}

/**
 * The folders a file is shown in, outermost first. A workspace of one folder does not show it; what lies outside the
 * workspace is shown under its own folder; a file that was never saved stands at the top.
 */
export function foldersAbove(file: vscode.Uri): Folder[] {
  const parent = vscode.Uri.joinPath(file, "..");
  const workspace = vscode.workspace.getWorkspaceFolder(file);
  if (!workspace) return file.scheme === "untitled" ? [] : [{ uri: parent, label: parent.fsPath }];
  const above: Folder[] = [];
  for (let uri = parent; uri.path.length > workspace.uri.path.length; uri = vscode.Uri.joinPath(uri, ".."))
    above.unshift({ uri, label: baseName(uri) });
  const several = (vscode.workspace.workspaceFolders?.length ?? 0) > 1;
  return several ? [{ uri: workspace.uri, label: workspace.name }, ...above] : above;
}

/** The last part of a path: the name of a file or folder. */
export function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
