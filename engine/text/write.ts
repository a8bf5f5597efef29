import { isLike } from "./example.ts";
import { isBroken } from "./gaps.ts";
import { type Element, type JsonTree, none } from "./json.ts";
import type { Style } from "./style.ts";

/** Where and after which example a value is written. */
export interface Manner {
  readonly style: Style;
  /** The indentation of the line on which the value begins. */
  readonly indent: string;
  /** Whether containers take a line for each of their values, where no example says otherwise. */
  readonly lines: boolean;
  /** A value of the same kind in the same tree: what it writes on one line is written so, and its parts likewise. */
  readonly example?: Element;
}

/** A value as JSON in a file's own style; what JSON cannot say is `null`. Iterative: a value's nesting may be the user's. */
export function written(tree: JsonTree, value: unknown, manner: Manner): string {
  const { style } = manner;
  let out = "";
  const open: Open[] = [];
  const begin = (value: unknown, indent: string, lines: boolean, example: Element): void => {
    if (typeof value !== "object" || value === null || isEmpty(value)) {
      out += plain(value, style);
      return;
    }
    const fits = isLike(tree, example, value) ? example : none;
    const isObject = !Array.isArray(value);
    const split = fits === none ? lines && !(style.flatLists && isPlainList(value)) : isBroken(tree, fits);
    out += isObject ? "{" : "[";
    const entries = isObject ? Object.entries(value).filter(([, v]) => v !== undefined) : value.map((v) => ["", v]);
    open.push({ entries: entries as [string, unknown][], at: 0, isObject, lines: split, indent, example: fits });
  };
  begin(value, manner.indent, manner.lines, manner.example ?? none);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { entries, isObject, lines, indent, example } = top;
    const pad = isObject ? style.objectPad : style.arrayPad;
    if (top.at === entries.length) {
      out += (lines ? style.eol + indent : pad) + (isObject ? "}" : "]");
      open.pop();
      continue;
    }
    const inner = lines ? indent + style.unit : indent;
    if (top.at > 0) out += ",";
    out += lines ? style.eol + inner : top.at > 0 ? style.gap : pad;
    const [key, child] = entries[top.at++]!;
    if (isObject) out += quoted(key, style.ascii) + style.colon;
    begin(child, inner, lines, exampleFor(tree, example, isObject ? key : undefined));
  }
  return out;
}

/** A string as JSON, with letters beyond ASCII escaped where the file does so. */
export function quoted(value: string, ascii: boolean): string {
  const json = JSON.stringify(value);
  if (!ascii) return json;
  return json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

interface Open {
  readonly entries: readonly [string, unknown][];
  at: number;
  readonly isObject: boolean;
  readonly lines: boolean;
  readonly indent: string;
  readonly example: Element;
}

function exampleFor(tree: JsonTree, example: Element, key: string | undefined): Element {
  if (example === none) return none;
  return key === undefined ? example + 1 : tree.get(example, key);
}

function plain(value: unknown, style: Style): string {
  if (typeof value === "string") return quoted(value, style.ascii);
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "[]" : "{}";
  return JSON.stringify(value) ?? "null";
}

function isEmpty(value: object): boolean {
  return Array.isArray(value) ? value.length === 0 : Object.values(value).every((v) => v === undefined);
}

function isPlainList(value: object): boolean {
  return Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null);
}
