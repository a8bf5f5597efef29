// What lives here: the server for any editor, as `flowproof lsp --stdio` runs it, and all that this server knows of files.
// It reads what the editor does not: the files that an open document names, and those below the workspace folders.

import { opendir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection } from "vscode-languageserver/node";
import { serve as answer } from "./server.ts";

/** A text of more bytes than this is not read at all. */
const MOST_BYTES = 100_000_000;
const MOST_FILES = 20_000;

/** Serves on standard input and output. The process ends when the editor says exit, or goes away. */
export function serve(): Promise<never> {
  answer(createConnection(process.stdin, process.stdout), {
    now: () => performance.now(),
    today: () => new Date().toISOString().slice(0, 10),
    read,
    list,
  });
  return new Promise(() => {});
}

async function read(uri: string, most = MOST_BYTES): Promise<string | undefined> {
  if (!uri.startsWith("file:")) return undefined;
  try {
    const path = fileURLToPath(uri);
    const found = await stat(path);
    // Only plain files: reading a pipe would never end.
    return found.isFile() && found.size <= most ? await readFile(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

/** The JSON files below folders, as URIs. Follows no links, and enters neither node_modules nor hidden folders. */
async function list(folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  const waiting = folders.filter((uri) => uri.startsWith("file:")).map((uri) => fileURLToPath(uri));
  for (let folder = waiting.pop(); folder !== undefined && found.length < MOST_FILES; folder = waiting.pop()) {
    try {
      for await (const entry of await opendir(folder)) {
        const path = join(folder, entry.name);
        if (entry.isDirectory() && entry.name !== "node_modules" && !entry.name.startsWith(".")) waiting.push(path);
        else if (entry.isFile() && entry.name.endsWith(".json")) found.push(pathToFileURL(path).href);
      }
    } catch {
      // A folder that may not be read holds nothing for us.
    }
  }
  return found;
}
