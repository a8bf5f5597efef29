import { exampleFor, isLike } from "./example.ts";
import { children, endOfMember, indentAt, isBroken } from "./gaps.ts";
import { type Element, type JsonTree, Kind, none, type Path, type Span } from "./json.ts";
import { put } from "./put.ts";
import { stretch } from "./stretch.ts";
import { isAscii, type Style, styleNear } from "./style.ts";
import { take } from "./take.ts";
import type { TextEdit } from "./textEdit.ts";
import { quoted, written } from "./write.ts";

/**
 * One change to a document's value, by path. Changes of one fix are carried out in order, each on what the one before has
 * left; what they do not name stays as it is, byte for byte. A change whose path is not there does nothing.
 */
export type Change =
  /**
   * A value instead of the one that is there. A member that is not there is added at the end of its object, or behind
   * `after`; objects that are missing on the way, or `null`, are made.
   */
  | { readonly do: "set"; readonly path: Path; readonly value: unknown; readonly after?: string }
  /** Another name for a member, unless its object has a member of that name. */
  | { readonly do: "rename"; readonly path: Path; readonly key: string }
  /** Takes a member or an item away. */
  | { readonly do: "remove"; readonly path: Path }
  /** The value becomes the member `key` of a new object in its place. */
  | { readonly do: "wrap"; readonly path: Path; readonly key: string }
  /** A new item of the list at `path`, before the one at `at`, or last; a list that is missing, or `null`, is made. */
  | { readonly do: "insert"; readonly path: Path; readonly at?: number; readonly value: unknown }
  /** An item of a list goes to another position in it; `to` is counted without it, absent means last. */
  | { readonly do: "move"; readonly path: Path; readonly to?: number }
  /** Other words for a stretch of the decoded string at `path`. */
  | { readonly do: "text"; readonly path: Path; readonly span: Span; readonly text: string }
  /** Other text for a stretch of the document's own, by offsets before all changes: for mistakes that have no path. */
  | { readonly do: "raw"; readonly span: Span; readonly text: string };

/** The edits that carry out one change; none where its path is not there. A `move` is two changes, a `raw` none of the value: see edit.ts. */
export function editsOf(tree: JsonTree, change: Change): readonly TextEdit[] {
  switch (change.do) {
    case "set":
      return change.value === undefined ? [] : set(tree, change.path, change.value, change.after);
    case "rename":
      return rename(tree, change);
    case "remove":
      return remove(tree, change.path);
    case "wrap":
      return wrap(tree, change);
    case "insert":
      return insert(tree, change);
    case "text":
      return reword(tree, change);
    case "move":
    case "raw":
      return [];
  }
}

/** The element that a change puts other words in place of, and that keeps its place; `none` if it does more than that. */
export function stretchOf(tree: JsonTree, change: Change): Element {
  if (change.do !== "text" && change.do !== "set") return none;
  const { element, complete } = tree.locate(change.path);
  return complete && tree.kind(element) !== Kind.missing ? element : none;
}

/** The list an item stands in, its position there, and how many there are. */
export function itemAt(tree: JsonTree, path: Path): { list: Element; index: number; of: number } | undefined {
  const list = parentOf(tree, path);
  const index = path.at(-1);
  if (list === none || tree.kind(list) !== Kind.array || typeof index !== "number") return undefined;
  const of = tree.items(list).length;
  return index < of ? { list, index, of } : undefined;
}

/** Replaces the value at a path, or adds it, with the objects on the way that are missing. */
function set(tree: JsonTree, path: Path, value: unknown, after?: string): readonly TextEdit[] {
  let depth = 0;
  let element: Element = 0;
  for (; depth < path.length; depth++) {
    const next = tree.locate(path.slice(0, depth + 1));
    if (!next.complete) break;
    element = next.element;
  }
  const there = path.slice(0, depth);
  const step = path[depth];
  if (step === undefined) return replace(tree, path, value);
  const isNew = isAbsent(tree, element);
  const made = wrapped(path.slice(isNew ? depth : depth + 1), value);
  if (!made) return [];
  if (isNew) return replace(tree, there, made.value);
  const siblings = children(tree, element);
  if (tree.kind(element) === Kind.array)
    return step === siblings.length ? add(tree, there, { at: step, value: made.value }) : [];
  if (tree.kind(element) !== Kind.object) return [];
  const behind = after === undefined ? none : tree.get(element, after);
  const at = behind === none ? siblings.length : siblings.findIndex((child) => child.value === behind) + 1;
  return add(tree, there, { at, key: String(step), value: made.value });
}

function rename(tree: JsonTree, { path, key: name }: Extract<Change, { do: "rename" }>): readonly TextEdit[] {
  const { key, complete } = tree.locate(path);
  if (!complete || key === none || tree.get(parentOf(tree, path), name) !== none) return [];
  return [{ ...tree.span(key), text: quoted(name, isAscii(tree.text)) }];
}

function remove(tree: JsonTree, path: Path): readonly TextEdit[] {
  const { element, complete } = tree.locate(path);
  const container = parentOf(tree, path);
  if (!complete || container === none) return [];
  return take(
    tree,
    container,
    children(tree, container).findIndex((child) => child.value === element),
  ).edits;
}

/** The value stays as it is written; its lines, or the one it gets as the member of an object, are indented once more. */
function wrap(tree: JsonTree, { path, key }: Extract<Change, { do: "wrap" }>): readonly TextEdit[] {
  const { element, complete } = tree.locate(path);
  if (!complete || tree.kind(element) === Kind.missing) return [];
  const { text } = tree;
  const { start, end } = tree.span(element);
  const style = styleNear(tree, [element, ...around(tree, path)]);
  const { eol, unit, colon, objectPad, ascii } = style;
  const name = quoted(key, ascii) + colon;
  const at = (offset: number, added: string): TextEdit => ({ start: offset, end: offset, text: added });
  const isShort =
    tree.next[element]! > element + 1
      ? !text.slice(start, end).includes("\n")
      : !grows(tree, path, { key, value: null }, style);
  if (isShort) return [at(start, `{${objectPad}${name}`), at(end, `${objectPad}}`)];
  const indent = indentAt(text, start);
  const edits = [at(start, `{${eol}${indent}${unit}${name}`)];
  for (let line = text.indexOf("\n", start) + 1; line > 0 && line <= end; line = text.indexOf("\n", line) + 1)
    if (!/[\r\n]/.test(text.charAt(line))) edits.push(at(line, unit));
  edits.push(at(end, `${eol}${indent}}`));
  return edits;
}

function insert(tree: JsonTree, { path, at, value }: Extract<Change, { do: "insert" }>): readonly TextEdit[] {
  const { element, complete } = tree.locate(path);
  if (!complete || isAbsent(tree, element)) return set(tree, path, [value]);
  if (tree.kind(element) !== Kind.array) return [];
  const count = tree.items(element).length;
  return add(tree, path, { at: Math.min(Math.max(at ?? count, 0), count), value });
}

function reword(tree: JsonTree, { path, span, text }: Extract<Change, { do: "text" }>): readonly TextEdit[] {
  const { element, complete } = tree.locate(path);
  if (!complete || tree.kind(element) !== Kind.string) return [];
  return [{ ...stretch(tree, element, span), text: quoted(text, isAscii(tree.text)).slice(1, -1) }];
}

/** Writes a value in place of the one that is there. */
function replace(tree: JsonTree, path: Path, value: unknown): readonly TextEdit[] {
  const { element, key } = tree.locate(path);
  const { start, end } = tree.span(element);
  const style = styleNear(tree, around(tree, path));
  const content = written(tree, value, {
    style,
    indent: indentAt(tree.text, start),
    lines: hasLines(tree, parentOf(tree, path)),
    example: isLike(tree, element, value) ? element : exampleFor(tree, path, value),
  });
  if (tree.kind(element) !== Kind.missing || end > start || key === none) return [{ start, end, text: content }];
  // Nothing is written yet: the value goes behind the colon rather than to where it was missed.
  const at = endOfMember(tree, key, element);
  const colon = tree.text[at - 1] === ":" ? style.colon.replace(/^\s*:/, "") : style.colon;
  return [{ start: at, end: at, text: colon + content }];
}

/** Puts a new member, or an item where there is no key, into the container at a path. */
function add(tree: JsonTree, path: Path, what: { at: number; key?: string; value: unknown }): readonly TextEdit[] {
  const { at, key, value } = what;
  const container = tree.locate(path).element;
  const style: Style = styleNear(tree, [container, ...around(tree, path)]);
  const example = exampleFor(tree, [...path, key ?? at], value);
  const text = (indent: string, lines: boolean): string =>
    (key === undefined ? "" : quoted(key, style.ascii) + style.colon) +
    written(tree, value, { style, indent, lines, example });
  return put(tree, container, at, { text }, style, grows(tree, path, what, style));
}

/** Whether an empty container takes a line for what is put into it. */
function grows(tree: JsonTree, path: Path, { key, value }: { key?: string; value: unknown }, style: Style): boolean {
  const alike = exampleFor(tree, path, key === undefined ? [value] : { [key]: value });
  if (alike !== none) return isBroken(tree, alike);
  const isPlain = typeof value !== "object" || value === null;
  return hasLines(tree, parentOf(tree, path)) && !(key === undefined && isPlain && style.flatLists);
}

/** Whether what stands in a container has lines of its own; a document that is only just begun is taken to. */
function hasLines(tree: JsonTree, container: Element): boolean {
  return container === none || isBroken(tree, container);
}

/** The containers around a path, the innermost first, as far as style is looked for. */
function around(tree: JsonTree, path: Path): Element[] {
  const found: Element[] = [];
  for (let length = path.length - 1; length >= 0 && found.length < 4; length--)
    found.push(tree.locate(path.slice(0, length)).element);
  return found;
}

function parentOf(tree: JsonTree, path: Path): Element {
  return path.length === 0 ? none : tree.locate(path.slice(0, -1)).element;
}

/** Whether nothing is there yet; exports write `null` for what was never set. */
function isAbsent(tree: JsonTree, element: Element): boolean {
  return tree.kind(element) === Kind.null || tree.kind(element) === Kind.missing;
}

/** A value inside the objects and lists that a path names; undefined for a list that would not begin at its beginning. */
function wrapped(path: Path, value: unknown): { value: unknown } | undefined {
  let inner = value;
  for (const step of path.toReversed()) {
    if (typeof step === "number" && step !== 0) return undefined;
    inner = typeof step === "number" ? [inner] : Object.fromEntries([[step, inner]]);
  }
  return { value: inner };
}
