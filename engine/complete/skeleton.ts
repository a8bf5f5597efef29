import { exampleFor } from "../text/example.ts";
import { indentAt, isBroken } from "../text/gaps.ts";
import { Kind, type Path } from "../text/json.ts";
import { parseTree } from "../text/scan.ts";
import { written } from "../text/write.ts";
import { type Cursor, containersOn, styleAt } from "./cursor.ts";
import type { Offer, Stop } from "./proposal.ts";

/** A value to be filled in. */
export interface Skeleton {
  readonly value: unknown;
  /** What it may be instead. */
  readonly choices?: readonly unknown[];
  /** A word in it that its user gives once, wherever it stands. */
  readonly word?: string;
  /** A text in it that is only a suggestion. */
  readonly title?: string;
}

/**
 * A skeleton as JSON in the file's own style, for `path`, with stops where something is left empty. Of a value alone all
 * of it is a stop.
 */
export function filledIn(cursor: Cursor, path: Path, skeleton: Skeleton): Pick<Offer, "text" | "stops"> {
  const { tree, token } = cursor;
  const { value, choices, word, title } = skeleton;
  if (typeof value !== "object" || value === null) return plain(value, choices);
  const around = containersOn(cursor, path);
  const text = written(tree, value, {
    style: styleAt(cursor),
    indent: indentAt(tree.text, token.start),
    lines: around.some((container) => isBroken(tree, container)) || !tree.text.includes("}"),
    example: exampleFor(tree, path, value),
  });
  return { text, stops: stopsIn(text, word, title) };
}

function plain(value: unknown, choices: readonly unknown[] | undefined): Pick<Offer, "text" | "stops"> {
  const text = JSON.stringify(value) ?? "null";
  const isText = typeof value === "string";
  const options = choices?.map((choice) => (isText ? JSON.stringify(choice).slice(1, -1) : JSON.stringify(choice)));
  const inner = isText ? { start: 1, end: text.length - 1 } : { start: 0, end: text.length };
  return { text, stops: [{ ...inner, group: 1, ...(options && { choices: options }) }] };
}

/** Where something is left empty in a JSON text, and where a word stands; that is typed once for all its places. */
function stopsIn(text: string, word?: string, title?: string): Stop[] {
  const tree = parseTree(text);
  const stops: Stop[] = [];
  let group = 1;
  const named = word === undefined ? 0 : group++;
  for (let element = 0; element < tree.size; element++) {
    const { start, end } = tree.span(element);
    const kind = tree.kind(element);
    const isText = kind === Kind.string || kind === Kind.key;
    if (isText && word !== undefined && tree.string(element) === word)
      stops.push({ start: start + 1, end: end - 1, group: named });
    else if (kind === Kind.string && title !== undefined && tree.string(element) === title)
      stops.push({ start: start + 1, end: end - 1, group: group++ });
    else if (end - start === 2 && kind !== Kind.number && kind !== Kind.key)
      stops.push({ start: start + 1, end: end - 1, group: group++ });
  }
  return stops;
}
