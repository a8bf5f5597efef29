import * as vscode from "vscode";
import type { ReadResult } from "../server/protocol.ts";

/** The files that may be a flow, a test or what belongs to them. */
export const jsonFiles = "**/*.json";

/** VS Code hands no larger document to an extension, so no larger file can be worked on. */
const largest = 50 * 1024 * 1024;

/** What is on disk, or wherever the file lives; the text of an open document is known to the server already. */
export async function readText(uri: string): Promise<ReadResult> {
  try {
    const file = vscode.Uri.parse(uri, true);
    if ((await vscode.workspace.fs.stat(file)).size > largest) return null;
    // The decoder drops a byte order mark, as VS Code does, so offsets agree.
    return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(file)) };
  } catch {
    return null;
  }
}

/** The JSON files of the workspace, less what the user hides with `files.exclude` and what was installed. */
export async function findJsonFiles(): Promise<vscode.Uri[]> {
  return vscode.workspace.findFiles(jsonFiles, "**/node_modules/**");
}

/**
 * Fires when files may have come or gone that the watcher of JSON files says nothing about: workspace folders, and folders
 * in them, which are created, moved and deleted in one event whatever they hold.
 */
export function onDidChangeFolders(listener: () => void): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(listener, 300);
  };
  const perhapsFolder = (uri: vscode.Uri) => {
    if (!/\.\w+$/.test(uri.path) && !uri.path.includes("/node_modules/")) soon();
  };
  const watcher = vscode.workspace.createFileSystemWatcher("**/*", false, true, false);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(perhapsFolder),
    watcher.onDidDelete(perhapsFolder),
    vscode.workspace.onDidChangeWorkspaceFolders(soon),
    { dispose: () => clearTimeout(timer) },
  );
}
