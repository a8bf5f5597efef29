import type { Document } from "../formats/format.ts";
import { locate } from "../formats/locate.ts";
import type { Span } from "../text/json.ts";
import type { Name } from "./name.ts";

/** The text of a name, without quotes around it. */
export function bareSpan(document: Document, { place }: Pick<Name, "place">): Span {
  const span = locate(document, place);
  if ("path" in place && typeof place.part === "object") return span;
  const { text } = document;
  if (text[span.start] !== '"') return span;
  const closed = span.end - span.start > 1 && text[span.end - 1] === '"';
  return { start: span.start + 1, end: closed ? span.end - 1 : span.end };
}
