import type { Range } from "vscode-languageserver";
import { bareSpan, type Name, type Place, type Span } from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";

/** Where a name stands, without quotes. */
export function nameRange(snapshot: Snapshot, name: Pick<Name, "place">): Range {
  return snapshot.range(bareSpan(snapshot.document, name));
}

/** For sorting what has a range. */
export function inReadingOrder(
  { range: { start: a } }: { range: Range },
  { range: { start: b } }: { range: Range },
): number {
  return a.line - b.line || a.character - b.character;
}

/** All of what a place means, where `locate` gives its smallest text. */
export function whole({ document }: Snapshot, place: Place): Span {
  if ("start" in place) return place;
  const tree = document.tree();
  return tree.span(tree.locate(place.path).element);
}
