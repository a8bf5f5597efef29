import { commaAfter, indentAt, isBroken } from "./gaps.ts";
import { type Element, type JsonTree, Kind } from "./json.ts";

/** How the author, or the tool that wrote the file, formats JSON. */
export interface Style {
  /** The line end. */
  readonly eol: "\n" | "\r\n";
  /** One step of indentation. */
  readonly unit: string;
  /** What stands between a name and its value. */
  readonly colon: string;
  /** What follows a comma within a line. */
  readonly gap: string;
  /** What stands inside the braces of an object on one line. */
  readonly objectPad: string;
  /** What stands inside the brackets of a list on one line. */
  readonly arrayPad: string;
  /** Whether lists of plain values stand on one line although other values stand on several. */
  readonly flatLists: boolean;
  /** Whether letters beyond ASCII are written as escapes. */
  readonly ascii: boolean;
}

/** How many elements are looked at before a file's habits are taken to be known. */
const ENOUGH = 4000;

/**
 * The style around a place: each habit as the nearest of `near` (containers, the innermost first) shows it, else as the
 * file first shows it, else as most people write JSON.
 */
export function styleNear(tree: JsonTree, near: readonly Element[]): Style {
  const shown = <T>(show: (container: Element) => T | undefined): T | undefined => {
    for (const container of near) {
      const found = show(container);
      if (found !== undefined) return found;
    }
    const end = Math.min(tree.size, ENOUGH);
    for (let element = 0; element < end; element++) {
      if (tree.kind(element) !== Kind.object && tree.kind(element) !== Kind.array) continue;
      const found = show(element);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const { text } = tree;
  const colon = shown((container) => colonOf(tree, container)) ?? ": ";
  const tight = /\S$/.test(colon);
  return {
    eol: eolNear(text, near.length > 0 ? tree.starts[near[0]!]! : 0),
    unit: shown((container) => unitOf(tree, container)) ?? "  ",
    colon,
    gap: shown((container) => gapOf(tree, container)) ?? (tight ? "" : " "),
    objectPad: shown((container) => padOf(tree, container, Kind.object)) ?? (tight ? "" : " "),
    arrayPad: shown((container) => padOf(tree, container, Kind.array)) ?? "",
    flatLists: shown((container) => flatListOf(tree, container)) ?? false,
    ascii: isAscii(text),
  };
}

/** Whether letters beyond ASCII are written as escapes, as Python's `json.dumps` does by itself. */
export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every ASCII character, those among them
  return text.includes("\\u") && /^[\x00-\x7f]*$/.test(text);
}

function eolNear(text: string, at: number): "\n" | "\r\n" {
  let newline = text.indexOf("\n", at);
  if (newline < 0) newline = text.indexOf("\n");
  return newline > 0 && text[newline - 1] === "\r" ? "\r\n" : "\n";
}

function unitOf(tree: JsonTree, container: Element): string | undefined {
  if (!isBroken(tree, container)) return undefined;
  const outer = indentAt(tree.text, tree.starts[container]!);
  const inner = indentAt(tree.text, tree.starts[container + 1]!);
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
}

function colonOf(tree: JsonTree, container: Element): string | undefined {
  if (tree.kind(container) !== Kind.object || tree.next[container]! <= container + 2) return undefined;
  const between = tree.text.slice(tree.ends[container + 1], tree.starts[container + 2]);
  return /^[ \t]*:[ \t]*$/.test(between) ? between : undefined;
}

function gapOf(tree: JsonTree, container: Element): string | undefined {
  const second = secondChild(tree, container);
  if (second === undefined) return undefined;
  const first = tree.kind(container) === Kind.object ? container + 2 : container + 1;
  const comma = commaAfter(tree.text, tree.ends[first]!);
  if (comma < 0 || comma >= tree.starts[second]!) return undefined;
  const gap = tree.text.slice(comma + 1, tree.starts[second]!);
  return /^[ \t]*$/.test(gap) ? gap : undefined;
}

function secondChild(tree: JsonTree, container: Element): Element | undefined {
  const first = tree.kind(container) === Kind.object ? container + 2 : container + 1;
  const end = tree.next[container]!;
  if (first >= end) return undefined;
  const second = tree.next[first]!;
  return second < end ? second : undefined;
}

function padOf(tree: JsonTree, container: Element, kind: Kind): string | undefined {
  if (tree.kind(container) !== kind || tree.next[container]! <= container + 1) return undefined;
  const pad = tree.text.slice(tree.starts[container]! + 1, tree.starts[container + 1]!);
  return /^[ \t]*$/.test(pad) ? pad : undefined;
}

function flatListOf(tree: JsonTree, container: Element): boolean | undefined {
  const size = tree.next[container]! - container - 1;
  if (tree.kind(container) !== Kind.array || size === 0) return undefined;
  // A list whose elements are all its own items holds plain values only.
  for (let item = container + 1; item < tree.next[container]!; item++)
    if (tree.kind(item) === Kind.object || tree.kind(item) === Kind.array) return undefined;
  return !isBroken(tree, container);
}
