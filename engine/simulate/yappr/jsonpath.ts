/** A parsed path: keys and indexes from the root. */
export type JsonPath = readonly (string | number)[];

/** `.key`, where a key is a run without dots, brackets, quotes and blanks; or `[n]`. */
const step = /\.([^.[\]"'\s]+)|\[(\d+)\]/y;

/**
 * The steps of a path in the subset that custom branches know: `$`, then any of `.key` and `[n]` (vendor
 * documentation; what a key may be made of, and that `$` alone is the whole result, are Flowproof's choice).
 * `undefined` for anything else, such as `..`, `*`, filters, slices, negative indexes and quoted keys.
 */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith("$")) return undefined;
  const path: (string | number)[] = [];
  let end = 1;
  while (end < text.length) {
    step.lastIndex = end;
    const [whole, key, index] = step.exec(text) ?? [];
    if (whole === undefined || key === "*") return undefined;
    path.push(key ?? Number(index));
    end += whole.length;
  }
  return path;
}

/**
 * What stands at a path, or `undefined` where it breaks off: a missing key, a key asked of a list or of text, an index
 * out of range. Own properties only, so `.length` of a list is missing too.
 */
export function atJsonPath(root: unknown, path: JsonPath): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value) !== (typeof key === "number") || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/**
 * A value as `equals` compares it: text as it is, everything else as compact JSON, so `true`, `null`, `42` (vendor
 * documentation; for lists and objects Flowproof's choice). `undefined` for what JSON cannot say.
 */
export function comparable(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // nested deeper than the machine's stack; equal to nothing anybody would write
  }
}
