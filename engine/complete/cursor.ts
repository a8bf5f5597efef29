import { children, skip } from "../text/gaps.ts";
import { type Element, type JsonTree, Kind, type Path, type Span } from "../text/json.ts";
import { remember } from "../text/remember.ts";
import { type Style, styleNear } from "../text/style.ts";

/** What is being written at an offset of a JSON text, whatever state the text is in. */
export interface Cursor {
  readonly tree: JsonTree;
  readonly offset: number;
  /** Whether the name of a member is written, or a value. */
  readonly on: "key" | "value";
  /** Of the value; of the object around a member's name. */
  readonly path: Path;
  /** The name that stands there now. */
  readonly key?: string;
  /** Whether the member that is named has its colon already. */
  readonly hasColon: boolean;
  /** Nothing is written here yet: what `path` leads to, if anything, is something else. */
  readonly fresh: boolean;
  /** The string or word the offset lies in, all that is to be replaced; empty at the offset where nothing is written. */
  readonly token: Span;
  /** What it begins with: a quote, or something that is not between quotes, or nothing. */
  readonly quoted: boolean;
  /** What stands in it before the offset, without the quote. */
  readonly typed: string;
  /** Where a comma has to be added before it. */
  readonly commaAt?: number;
  /** Whether a comma has to follow it. */
  readonly comma: boolean;
}

/** Undefined where nothing can be written: in comments, between a name and its colon, behind the end. */
export function cursorAt(tree: JsonTree, offset: number): Cursor | undefined {
  const { element, path, elements } = tree.at(offset);
  const kind = tree.kind(element);
  const isContainer = kind === Kind.object || kind === Kind.array;
  if (isContainer) {
    const { start, end } = tree.span(element);
    if (offset > start && (offset < end || !isClosed(tree, element))) return between(tree, offset, element, path);
  } else if (isInside(tree, element, offset)) return inToken(tree, offset, element, path);
  if (path.length === 0) return kind === Kind.missing ? atRoot(tree, offset) : undefined;
  return between(tree, offset, elements.at(-2) ?? 0, path.slice(0, -1));
}

/** How the file is written around the cursor. */
export const styleAt = remember(
  (cursor: Cursor): Style => styleNear(cursor.tree, containersOn(cursor, [...cursor.path, ""])),
);

/** The containers around a path, the innermost first, as far as habits are looked for. */
export function containersOn({ tree }: Pick<Cursor, "tree">, path: Path): Element[] {
  const found: Element[] = [];
  for (let length = path.length - 1; length >= 0 && found.length < 4; length--) {
    const { element, complete } = tree.locate(path.slice(0, length));
    if (complete && tree.kind(element) !== Kind.missing) found.push(element);
  }
  return found;
}

/** Whether a container, or a string, has its end. */
export function isClosed(tree: JsonTree, element: Element): boolean {
  const { text } = tree;
  const { start, end } = tree.span(element);
  const first = text[start];
  if (first === '"') {
    let backslashes = 0;
    while (text[end - 2 - backslashes] === "\\") backslashes++;
    return end - start > 1 && text[end - 1] === '"' && backslashes % 2 === 0;
  }
  return first === "{" ? text[end - 1] === "}" : first === "[" && text[end - 1] === "]";
}

/** Whether an offset lies in a scalar or a name, so that what is typed there becomes part of it. */
function isInside(tree: JsonTree, element: Element, offset: number): boolean {
  const { start, end } = tree.span(element);
  if (start === end || offset < start || offset > end) return false;
  if (tree.text[start] !== '"') return true;
  return offset > start && (offset < end || !isClosed(tree, element));
}

function inToken(tree: JsonTree, offset: number, element: Element, path: Path): Cursor {
  const { text } = tree;
  const span = tree.span(element);
  const quoted = text[span.start] === '"';
  // A string that is never closed takes the rest of its line along; only the word is meant.
  const end = quoted && !isClosed(tree, element) ? wordEnd(text, offset, span.end) : span.end;
  const next = text[skip(text, end)];
  const isOpen = quoted && end !== span.end;
  const isKey = tree.kind(element) === Kind.key;
  return {
    tree,
    offset,
    on: isKey ? "key" : "value",
    path: isKey ? path.slice(0, -1) : path,
    ...(isKey && { key: tree.string(element) }),
    hasColon: isKey && next === ":",
    fresh: false,
    token: { start: span.start, end },
    quoted,
    typed: text.slice(quoted ? span.start + 1 : span.start, offset),
    comma: (isOpen || (quoted && !isClosed(tree, element)) || (isKey && next !== ":")) && begins(next),
  };
}

function wordEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /[\p{L}\p{N}_.-]/u.test(text.charAt(at))) at++;
  return at;
}

/** Between the children of a container: what stands before the offset tells what belongs there. */
function between(tree: JsonTree, offset: number, container: Element, path: Path): Cursor | undefined {
  const { text } = tree;
  const isObject = tree.kind(container) === Kind.object;
  if (!isObject && tree.kind(container) !== Kind.array) return undefined;
  const all = children(tree, container);
  let count = all.length;
  while (count > 0 && all[count - 1]!.start >= offset) count--;
  const last = all[count - 1];
  const isNamed = last !== undefined && isObject;
  // A value that is missing, or stands behind the offset, is still to come.
  const waits = isNamed && !isWritten(tree, last.value, offset);
  const from = !last ? tree.starts[container]! + 1 : waits ? tree.ends[last.value - 1]! : last.end;
  const mark = lastMark(text, from, offset);
  if (mark === undefined) return undefined;
  const nothing = { tree, offset, hasColon: false, fresh: true, quoted: false, typed: "" };
  const next = skip(text, offset);
  const here = { token: { start: offset, end: offset }, comma: begins(text[next]) };
  if (isObject && mark === ":" && last) {
    const on = { ...nothing, on: "value", path: [...path, tree.string(last.value - 1)] } as const;
    const { start, end } = tree.span(last.value);
    if (start < offset || start === end || text[skip(text, end)] === ":") return { ...on, ...here };
    // The value that is there gives way, if it is a plain one on this line.
    const isPlain = tree.next[last.value] === last.value + 1 && text[start] !== "{" && text[start] !== "[";
    if (!isPlain || text.slice(offset, end).includes("\n")) return undefined;
    return { ...on, token: { start: offset, end }, comma: false };
  }
  if (waits && mark !== ",") return undefined;
  const needsComma = last !== undefined && mark !== ",";
  if (needsComma && offset === last.end) return undefined;
  return {
    ...nothing,
    ...here,
    ...(needsComma && { commaAt: last.end }),
    on: isObject ? "key" : "value",
    path: isObject ? path : [...path, all.length],
  };
}

/** Whether a value has begun before an offset. */
function isWritten(tree: JsonTree, value: Element, offset: number): boolean {
  const { start, end } = tree.span(value);
  return end > start && start < offset;
}

/** The last comma or colon in a gap, "" if there is none; undefined in a comment, and behind what is no gap. */
function lastMark(text: string, from: number, to: number): string | undefined {
  let mark = "";
  for (let at = skip(text, from); at < to; at = skip(text, at + 1)) {
    const c = text[at]!;
    if (c !== "," && c !== ":") return undefined;
    mark = c;
    from = at + 1;
  }
  return inComment(text, from, to) ? undefined : mark;
}

/** Whether a comment is still open at the end of a gap. */
function inComment(text: string, from: number, to: number): boolean {
  const gap = text.slice(from, to);
  for (let at = gap.search(/\S/); at >= 0; ) {
    const end = gap.startsWith("/*", at) ? gap.indexOf("*/", at + 2) + 1 : gap.indexOf("\n", at);
    if (end <= 0) return true;
    const more = gap.slice(end + 1).search(/\S/);
    at = more < 0 ? -1 : end + 1 + more;
  }
  return false;
}

function atRoot(tree: JsonTree, offset: number): Cursor | undefined {
  const { text } = tree;
  if (skip(text, 0) < text.length || inComment(text, 0, offset)) return undefined;
  const token = { start: offset, end: offset };
  return {
    tree,
    offset,
    on: "value",
    path: [],
    hasColon: false,
    fresh: true,
    quoted: false,
    typed: "",
    token,
    comma: false,
  };
}

/** Whether a character begins something that needs a comma before it. */
function begins(c: string | undefined): boolean {
  return c !== undefined && !",:}]".includes(c);
}
