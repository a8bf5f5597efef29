import type { Element, JsonTree, Span } from "./json.ts";

/**
 * Where a stretch of a decoded string stands in the text, which is longer where characters are escaped. `span` counts
 * UTF-16 units of the decoded string; what lies past its end means the end.
 */
export function stretch(tree: JsonTree, element: Element, span: Span): Span {
  const { text } = tree;
  const whole = tree.span(element);
  const closed = whole.end - whole.start > 1 && text.charCodeAt(whole.end - 1) === QUOTE;
  const end = closed ? whole.end - 1 : whole.end;
  let at = whole.start + 1;
  let units = 0;
  const walk = (to: number): number => {
    while (units < to && at < end) {
      at = Math.min(at + unitLength(text, at), end);
      units++;
    }
    return at;
  };
  return { start: walk(span.start), end: walk(span.end) };
}

/** The other way: which unit of the decoded string an offset of the text lies at. */
export function unitAt(tree: JsonTree, element: Element, offset: number): number {
  const { start, end } = tree.span(element);
  let at = start + 1;
  let units = 0;
  while (at < offset && at < end) {
    at += unitLength(tree.text, at);
    units++;
  }
  return units;
}

const QUOTE = 34;
const BACKSLASH = 92;
const U = 117;

/** How much text one unit of the string takes: one character, an escape of two, or one of six. */
function unitLength(text: string, at: number): number {
  if (text.charCodeAt(at) !== BACKSLASH) return 1;
  return text.charCodeAt(at + 1) === U ? 6 : 2;
}
