// What stands between the values of a JSON text: commas, comments, line ends and indentation. The tree knows nothing of
// them; whoever edits a text has to.

import { type Element, type JsonTree, Kind } from "./json.ts";

/** A member or an item of a container: where it begins (with its key) and ends, and the element of its value. */
export interface Child {
  readonly start: number;
  readonly end: number;
  readonly value: Element;
}

/** The members or items of a container, in order; none for anything else. */
export function children(tree: JsonTree, container: Element): Child[] {
  const found: Child[] = [];
  tree.members(container, (key, value) =>
    found.push({ start: tree.starts[key]!, end: endOfMember(tree, key, value), value }),
  );
  for (const value of tree.items(container)) found.push({ ...tree.span(value), value });
  return found;
}

/** A value that is not written yet has no place of its own: its member ends behind the colon, or behind the name. */
export function endOfMember(tree: JsonTree, key: Element, value: Element): number {
  const { start, end } = tree.span(value);
  if (tree.kind(value) !== Kind.missing || end > start) return end;
  const colon = skip(tree.text, tree.ends[key]!);
  return tree.text[colon] === ":" ? colon + 1 : tree.ends[key]!;
}

/** Where the first thing stands, from an offset on, that is neither white space nor comment. */
export function skip(text: string, from: number): number {
  let at = skipSpace(text, from);
  for (let end = commentEnd(text, at); end > at; end = commentEnd(text, at)) at = skipSpace(text, end);
  return at;
}

/** Where white space ends, line ends among it. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Where spaces and tabs end. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Where spaces and tabs before an offset begin. */
export function backOverBlanks(text: string, from: number): number {
  let at = from;
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The comma behind a member or item that ends at an offset, or -1. */
export function commaAfter(text: string, end: number): number {
  const at = skip(text, end);
  return text[at] === "," ? at : -1;
}

/**
 * What is left of a line from an offset on, as far as it is comment: `end` is behind the last comment, or the offset itself;
 * `newline` is where the line ends, -1 if something else stands there first.
 */
export function restOfLine(text: string, from: number): { end: number; newline: number } {
  let end = from;
  for (let at = skipBlanks(text, from); ; at = skipBlanks(text, end)) {
    if (at >= text.length) return { end, newline: text.length };
    if (text[at] === "\n") return { end, newline: at };
    if (text[at] === "\r" && text[at + 1] === "\n") return { end, newline: at };
    const comment = commentEnd(text, at);
    if (comment === at) return { end: from, newline: -1 };
    end = comment;
  }
}

/** Where the line of an offset begins; a byte order mark belongs to no line. */
export function lineStart(text: string, at: number): number {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff ? Math.min(1, at) : start;
}

/** The white space with which the line of an offset begins. */
export function indentAt(text: string, at: number): string {
  const start = lineStart(text, at);
  return text.slice(start, Math.min(skipBlanks(text, start), Math.max(at, start)));
}

/** Whether nothing but white space stands before an offset on its line. */
export function startsLine(text: string, at: number): boolean {
  return backOverBlanks(text, at) <= lineStart(text, at);
}

/** Whether a container's first child stands on a line of its own rather than behind the bracket. */
export function isBroken(tree: JsonTree, container: Element): boolean {
  if (tree.next[container]! <= container + 1) return false;
  return tree.text.slice(tree.starts[container], tree.starts[container + 1]).includes("\n");
}

/** Where the comment at an offset ends, its line end not counted; the offset itself if there is none. */
function commentEnd(text: string, at: number): number {
  if (text[at] !== "/") return at;
  if (text[at + 1] === "*") {
    const end = text.indexOf("*/", at + 2);
    return end < 0 ? text.length : end + 2;
  }
  if (text[at + 1] !== "/") return at;
  const end = text.indexOf("\n", at + 2);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}

function isSpace(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9;
}

function isBlank(c: number): boolean {
  return c === 32 || c === 9;
}
