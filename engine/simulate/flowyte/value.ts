/** Where variables are looked up: by name, undefined for one that nothing has bound. */
export type Variables = Pick<ReadonlyMap<string, unknown>, "get">;

/** A name, then keys and indexes inside its value: `data.items.0`. */
export type ValuePath = readonly string[];

/** The value a path leads to among `variables`, undefined when it leads nowhere. */
export function lookUp(variables: Variables, path: ValuePath): unknown {
  return valueAt(variables.get(path[0]!), path.slice(1));
}

/** The value below `value`: own members of objects, items of lists by number; undefined when there is none. */
export function valueAt(value: unknown, path: ValuePath): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    if (Array.isArray(at) && !/^\d+$/.test(key)) return undefined; // a list's length is no item of it
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

/** A value as it is said: text as it is, numbers and booleans as JSON, null as nothing, lists and objects as JSON. */
export function spoken(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : compactJson(value);
}

/** A value as JSON without blanks, members in the order they have. */
export function compactJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "…"; // nested deeper than the machine's stack
  }
}

/** Whether nothing is there to keep: unbound, null, or text of nothing but blanks. An empty list is something. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

/** The number that a text spells as JSON would, from its first character to its last. */
export function jsonNumber(text: string): number | undefined {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}
