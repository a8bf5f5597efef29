import type { Fix } from "../flow/problem.ts";
import type { Path } from "../text/json.ts";
import { definition, property } from "./lookup.ts";
import type { Schema } from "./model.ts";

/** Adds a member that is missing, where the schema leaves little choice of what it could be. */
export function fill(owner: Schema, whole: Schema, schema: Schema, path: Path): Fix[] {
  const name = String(path.at(-1));
  const rule = property(owner, name) ?? property(whole, name);
  if (!rule) return [];
  const value = onlyValue(rule, schema);
  if (value === undefined) return [];
  const title = typeof value === "string" ? `Add "${name}": "${value}"` : `Add "${name}"`;
  return [{ title, safe: rule.const !== undefined, changes: [{ do: "set", path, value }] }];
}

/** Writes a value of the wrong type as what was surely meant by it, or takes away a null that means nothing. */
export function retype(value: unknown, rule: Schema, path: Path, isSpare: boolean): Fix[] {
  if (value === null && isSpare) return [{ title: `Remove "${path.at(-1)}"`, changes: [{ do: "remove", path }] }];
  const types = [rule.type ?? []].flat();
  const meant = types.map((type) => readAs(type, value)).find((each) => each !== undefined);
  if (meant === undefined) return [];
  // Words that may mean yes or no may mean something else as well.
  const safe = String(meant) === String(value);
  return [{ title: `Change to ${JSON.stringify(meant)}`, safe, changes: [{ do: "set", path, value: meant }] }];
}

function onlyValue(rule: Schema, schema: Schema): unknown {
  if (rule["x-fill"] !== undefined) return rule["x-fill"];
  if (rule.const !== undefined) return rule.const;
  const { type, required, minItems, enum: words } = rule.$ref ? { ...definition(rule.$ref, schema), ...rule } : rule;
  if (words?.length === 1) return words[0];
  if (type === "array" && !minItems) return [];
  return type === "object" && !required?.length ? {} : undefined;
}

/** The value, written as another type would be; undefined where that says something else. */
function readAs(type: string, value: unknown): unknown {
  if (type === "string") {
    // Larger numbers are not what is written any more once they are decoded.
    return Number.isSafeInteger(value) || typeof value === "boolean" ? String(value) : undefined;
  }
  if (typeof value !== "string") return undefined;
  if (type === "boolean") return words.get(value.trim().toLowerCase());
  const number = /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(value) ? Number(value) : undefined;
  if (number === undefined || (type === "integer" && !Number.isInteger(number))) return undefined;
  return type === "integer" || type === "number" ? number : undefined;
}

const words: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["false", false],
  ["no", false],
]);
