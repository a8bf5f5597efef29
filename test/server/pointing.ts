// What lives here: how tests of navigation point at a place in a text, and how they read the places they are given.

import type { Location, LocationLink, Position, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Client, type Start } from "./client.ts";

/** What editors can do nowadays. */
export const modern: NonNullable<Start["capabilities"]> = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: {
    definition: { linkSupport: true },
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** The place of the cursor `|` in a piece of a text that is there exactly once without it. */
export function at(text: string, piece: string): Position {
  const whole = piece.replace("|", "");
  const start = text.indexOf(whole);
  if (start < 0 || text.includes(whole, start + 1)) throw new Error(`${whole} is not there exactly once`);
  return document(text).positionAt(start + piece.indexOf("|"));
}

/** The text that a range holds. */
export function textIn(text: string, range: Range): string {
  return document(text).getText(range);
}

/** A text after edits. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(document(text), [...edits]);
}

function document(text: string): TextDocument {
  return TextDocument.create("file:///x", "json", 0, text);
}

/** A client in a folder of files, all of them listed and none of them open. */
export async function inFolder(files: Readonly<Record<string, string>>, start: Start = {}): Promise<Folder> {
  const byUri = Object.fromEntries(Object.entries(files).map(([name, text]) => [uriOf(name), text]));
  const client = await Client.start({ folders: ["file:///repo"], files: byUri, capabilities: modern, ...start });
  client.list();
  return new Folder(client);
}

export function uriOf(name: string): string {
  return `file:///repo/${name}`;
}

/** A client, and its files by name. */
export class Folder {
  readonly client: Client;
  /** What is open, as the editor shows it. */
  private readonly shown = new Map<string, { text: string; version: number }>();

  constructor(client: Client) {
    this.client = client;
  }

  text(name: string): string {
    return this.shown.get(name)?.text ?? this.client.files.get(uriOf(name)) ?? "";
  }

  /** Opens a file with what is saved, or with something else. */
  open(name: string, text = this.text(name), version = 1): void {
    this.client.open(uriOf(name), text, { version });
    this.shown.set(name, { text, version });
  }

  close(name: string): void {
    this.client.close(uriOf(name));
    this.shown.delete(name);
  }

  /** A request about a place in an open file. */
  ask<R>(request: string, name: string, piece: string, more: object = {}): Promise<R> {
    const params = { textDocument: { uri: uriOf(name) }, position: at(this.text(name), piece), ...more };
    return this.client.connection.sendRequest(`textDocument/${request}`, params);
  }

  /** Places as `file line before«text»`: lines from 0 as the protocol has them, and what stands before in the member. */
  places(found: readonly (Location | LocationLink)[] | null): string[] | null {
    return (
      found?.map((one) => {
        const [uri, range] = "uri" in one ? [one.uri, one.range] : [one.targetUri, one.targetSelectionRange];
        const name = uri.slice("file:///repo/".length);
        const { line, character } = range.start;
        const before = this.text(name).split("\n")[line]!.slice(0, character).split(/[,[{]/).at(-1)!.trimStart();
        return `${name} ${line} ${before}«${textIn(this.text(name), range)}»`;
      }) ?? null
    );
  }

  /** All files after an edit; fails when it is for another version than the one that is shown. */
  after(edit: WorkspaceEdit): Map<string, string> {
    const files = new Map<string, string>();
    for (const uri of this.client.files.keys()) files.set(nameIn(uri), this.text(nameIn(uri)));
    for (const change of edit.documentChanges ?? []) {
      if (!("edits" in change)) throw new Error("Only texts were to be edited");
      const name = nameIn(change.textDocument.uri);
      const version = this.shown.get(name)?.version ?? null;
      if (change.textDocument.version !== version)
        throw new Error(`${name} is at version ${version}, the edit is for ${change.textDocument.version}`);
      files.set(name, applied(files.get(name) ?? "", change.edits as TextEdit[]));
    }
    for (const [uri, edits] of Object.entries(edit.changes ?? {}))
      files.set(nameIn(uri), applied(files.get(nameIn(uri)) ?? "", edits));
    return files;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client[Symbol.asyncDispose]();
  }
}

function nameIn(uri: string): string {
  return uri.slice("file:///repo/".length);
}
