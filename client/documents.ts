import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient";
import { languages } from "./languages.ts";

/** Of any scheme: on disk, on a remote machine, in a virtual file system, or not saved yet. */
export const documentSelector: { language: string }[] = languages.map((language) => ({ language }));

/**
 * Whether a document is one that somebody works on. An old version in a diff, a setting or the output of a tool is not: its
 * tests would appear twice, its problems cannot be mended.
 */
export function isWorkedOn({ uri }: vscode.TextDocument): boolean {
  return (
    uri.scheme === "untitled" ||
    vscode.workspace.getWorkspaceFolder(uri) !== undefined ||
    vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true
  );
}

/** Keeps every other document from the server. */
export const onlyWorkedOn: Middleware = {
  didOpen: async (document, next) => {
    if (isWorkedOn(document)) await next(document);
  },
  didChange: async (event, next) => {
    if (isWorkedOn(event.document)) await next(event);
  },
  didSave: async (document, next) => {
    if (isWorkedOn(document)) await next(document);
  },
  didClose: async (document, next) => {
    if (isWorkedOn(document)) await next(document);
  },
};
