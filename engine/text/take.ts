import {
  backOverBlanks,
  type Child,
  children,
  commaAfter,
  lineStart,
  restOfLine,
  skip,
  skipSpace,
  startsLine,
} from "./gaps.ts";
import type { Element, JsonTree } from "./json.ts";
import type { TextEdit } from "./textEdit.ts";

/** What is taken out of a container: the edits, its own text, and the comment behind it on its line. */
export interface Taken {
  readonly edits: readonly TextEdit[];
  readonly text: string;
  readonly comment?: string;
}

/**
 * Takes child number `index` out of a container, with its comma, its line where it has one to itself, and the comment that
 * ends its line. Comments on lines of their own stay: whose they are is not for us to say.
 */
export function take(tree: JsonTree, container: Element, index: number): Taken {
  const { text } = tree;
  const siblings = children(tree, container);
  const child = siblings[index]!;
  const comma = commaAfter(text, child.end);
  const behind = comma < 0 ? child.end : comma + 1;
  const rest = restOfLine(text, behind);
  const comment = text.slice(behind, rest.end).trim();
  return {
    edits: removal(tree, container, {
      child,
      before: siblings[index - 1],
      after: siblings[index + 1],
      comma,
      rest,
    }),
    text: text.slice(child.start, child.end),
    ...(comment !== "" && { comment }),
  };
}

interface Surroundings {
  readonly child: Child;
  readonly before: Child | undefined;
  readonly after: Child | undefined;
  /** The comma behind the child, or -1. */
  readonly comma: number;
  /** The comments that end its line; see restOfLine. */
  readonly rest: { readonly end: number; readonly newline: number };
}

function removal(tree: JsonTree, container: Element, around: Surroundings): TextEdit[] {
  const { text } = tree;
  const { child, before, after, comma, rest } = around;
  const { start } = child;
  const end = rest.end;
  const open = tree.starts[container]! + 1;
  if (!before && !after) {
    const close = skip(text, end);
    const closed = text[close] === "}" || text[close] === "]";
    if (closed && skipSpace(text, open) === start && skipSpace(text, end) === close) return [cut(open, close)];
  }
  // Without a comma behind it, the last child takes the one before it along.
  const last = !after && comma < 0 && before ? commaAfter(text, before.end) : -1;
  const first = last >= 0 && startsLine(text, last) && skipSpace(text, last + 1) === start ? last : start;
  if (startsLine(text, first) && rest.newline >= 0) {
    const line = wholeLines(text, first, rest.newline);
    return last >= 0 && last < first ? [cut(last, last + 1), line] : [line];
  }
  if (after) {
    if (before && rest.newline >= 0) return [cut(backOverBlanks(text, start), end)];
    return [cut(start, skipSpace(text, end))];
  }
  if (last >= 0) {
    if (skipSpace(text, last + 1) === start) return [cut(last, end)];
    return [cut(last, last + 1), cut(backOverBlanks(text, start), end)];
  }
  if (!before) return [cut(start, end)];
  const separator = commaAfter(text, before.end);
  const from = separator >= 0 && skipSpace(text, separator + 1) === start ? separator + 1 : backOverBlanks(text, start);
  return [cut(from, end)];
}

/** The lines a child has to itself, with one of the line ends around them. */
function wholeLines(text: string, start: number, newline: number): TextEdit {
  const from = lineStart(text, start);
  if (newline < text.length) return cut(from, text.indexOf("\n", newline) + 1);
  const before = text[from - 1] === "\n" ? from - (text[from - 2] === "\r" ? 2 : 1) : from;
  return cut(before, newline);
}

function cut(start: number, end: number): TextEdit {
  return { start, end, text: "" };
}
