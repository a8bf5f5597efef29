import type { DebugProtocol } from "@vscode/debugprotocol";
import { URI } from "vscode-uri";
import { locate, type Place } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { nameOf } from "../uris.ts";

/** The URI of a source as a client names it: by a URI, or by the path of a file. */
export function uriOf(path: string): string {
  // One letter and a colon is a drive.
  return /^[a-z][a-z0-9+.-]+:/i.test(path) ? path : URI.file(path).toString();
}

/** A file as the debug protocol has it: a path where files have one, else the URI, which VS Code takes as well. */
export function sourceOf({ uri }: Pick<Snapshot, "uri">): DebugProtocol.Source {
  const parsed = URI.parse(uri);
  return { name: nameOf(uri), path: parsed.scheme === "file" ? parsed.fsPath : uri };
}

/** Where a place is, counted from 0. */
export function positionOf(snapshot: Snapshot, place: Place): { readonly line: number; readonly character: number } {
  return snapshot.range(locate(snapshot.document, place)).start;
}
