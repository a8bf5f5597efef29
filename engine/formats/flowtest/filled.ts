import type { Row } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";
import { rebuilt } from "../../text/rebuilt.ts";
import { type Json, object, own } from "../../text/value.ts";

/** A single pair of braces. What stands in two is a token of a vendor's, and stays. */
const placeholder = /(?<!\{)\{([^{}]+)\}(?!\})/g;

/**
 * A value with the columns of a row in place of their `{name}`. A text that is one placeholder and nothing else becomes
 * the row's value, of whatever type; within other words its text. A name that is no column of the row stays as it is: flows
 * have placeholders of their own.
 */
export function filled(value: unknown, { values }: Row): unknown {
  return rebuilt(value, {
    text: (text) => filledText(text, values),
    members: (members) => members.map(([name, item]) => [filledKey(name, values), item]),
  });
}

/** A key with columns in place of their names: always a text. */
export function filledKey(key: string, values: Json): string {
  return key.includes("{") ? key.replace(placeholder, (all, name: string) => inWords(own(values, name)) ?? all) : key;
}

/** The column that a text stands for, when it is its placeholder and nothing else. */
export function columnOf(text: unknown, values: Json): string | undefined {
  if (typeof text !== "string" || !text.startsWith("{") || !text.endsWith("}")) return undefined;
  const name = text.slice(1, -1);
  return own(values, name) === undefined || /[{}]/.test(name) ? undefined : name;
}

/** The names in single braces in a value, keys included. Iterative, because a value's nesting may be the user's. */
export function placeholdersIn(...values: readonly unknown[]): Set<string> {
  const found = new Set<string>();
  const open = [...values];
  const note = (text: string): void => {
    for (const [, name] of text.matchAll(placeholder)) found.add(name!);
  };
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string") note(value);
    else if (Array.isArray(value)) for (const item of value) open.push(item);
    else
      for (const [key, item] of Object.entries(object(value) ?? {})) {
        note(key);
        open.push(item);
      }
  }
  return found;
}

/** Where a value is written that stands as `raw` at `path` of a case: for a placeholder alone that is the row's cell. */
export function placeOf(raw: unknown, path: Path, row: Row | undefined): Path {
  const column = row && columnOf(raw, row.values);
  return column === undefined ? path : [...row!.path, column];
}

function filledText(text: string, values: Json): unknown {
  if (!text.includes("{")) return text;
  const column = columnOf(text, values);
  return column === undefined ? filledKey(text, values) : own(values, column);
}

function inWords(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // nested more deeply than a text can be made of
  }
}

/** The rows of a case that is written for several; undefined for any other case. */
export function rowsOf(value: unknown, path: Path): readonly Row[] | undefined {
  const each = own(value, "each");
  if (!Array.isArray(each)) return undefined;
  return each.flatMap((row, i): Row[] => {
    const values = object(row);
    return values ? [{ path: [...path, "each", i], values }] : [];
  });
}
