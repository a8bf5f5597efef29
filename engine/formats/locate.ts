import type { Place } from "../flow/problem.ts";
import { Kind, none, type Span } from "../text/json.ts";
import { stretch } from "../text/stretch.ts";
import type { Document } from "./format.ts";

/**
 * The text a place means. Objects and lists shrink to their opening bracket: a squiggle under a whole node hides the
 * ones inside it. A path that breaks off gives the last thing on it that is there.
 */
export function locate(document: Document, place: Place): Span {
  if ("start" in place) return place;
  const tree = document.tree();
  const { element, key, complete } = tree.locate(place.path);
  if (complete && place.part === "key" && key !== none) return tree.span(key);
  const span = tree.span(element);
  const kind = tree.kind(element);
  if (complete && kind === Kind.string && typeof place.part === "object") return stretch(tree, element, place.part);
  return kind === Kind.object || kind === Kind.array
    ? { start: span.start, end: Math.min(span.start + 1, span.end) }
    : span;
}
