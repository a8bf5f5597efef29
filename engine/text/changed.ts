import type { Change } from "./change.ts";
import type { Path } from "./json.ts";
import { type Json, object, own } from "./value.ts";

/** The changes that can be made to a value without its text. */
export type ValueChange = Extract<Change, { readonly do: "set" | "remove" | "insert" | "text" }>;

/**
 * The value after changes: what reading the text after them would give. All that they do not name is shared with the value
 * before, so that what is remembered about it holds. A change whose path is not there does nothing.
 */
export function changed(value: unknown, changes: readonly ValueChange[]): unknown {
  return changes.reduce((now, change) => at(now, change.path, (there) => one(there, change), change), value);
}

/** What comes in the place of a value; `gone` for nothing, and `same` where the change does nothing. */
type Result = { readonly value: unknown } | "gone" | "same";

function one(there: { readonly value: unknown } | undefined, change: ValueChange): Result {
  switch (change.do) {
    case "set":
      return change.value === undefined ? "same" : { value: change.value };
    case "remove":
      return there ? "gone" : "same";
    case "insert": {
      const list = there?.value ?? [];
      if (!Array.isArray(list)) return "same";
      return { value: list.toSpliced(Math.max(change.at ?? list.length, 0), 0, change.value) };
    }
    case "text":
      if (typeof there?.value !== "string") return "same";
      return { value: there.value.slice(0, change.span.start) + change.text + there.value.slice(change.span.end) };
  }
}

/** A copy of `value` in which what stands at `path` is what `make` gives; everything beside the path is shared. */
function at(
  value: unknown,
  path: Path,
  make: (there: { readonly value: unknown } | undefined) => Result,
  change: ValueChange,
): unknown {
  // From the outside in, then from the inside out: the depth is the user's.
  const holders: unknown[] = [];
  let inner: { readonly value: unknown } | undefined = { value };
  for (const step of path) {
    const holder: unknown = inner?.value ?? undefined;
    holders.push(holder);
    inner = has(holder, step) ? { value: own(holder, String(step)) } : undefined;
  }
  const made = make(inner);
  if (made === "same") return value;
  let now: { readonly value: unknown } | undefined = made === "gone" ? undefined : made;
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const put = placed(holders[depth], path[depth]!, now, depth === path.length - 1 ? after(change) : undefined);
    if (!put) return value;
    now = put;
  }
  return now?.value;
}

function after(change: ValueChange): string | undefined {
  return change.do === "set" ? change.after : undefined;
}

function has(holder: unknown, step: string | number): boolean {
  return typeof holder === "object" && holder !== null && Object.hasOwn(holder, step);
}

/** The holder with another value at a step, or without it; undefined where it can have none there. */
function placed(
  holder: unknown,
  step: string | number,
  inner: { readonly value: unknown } | undefined,
  behind: string | undefined,
): { readonly value: unknown } | undefined {
  if (Array.isArray(holder)) {
    const index = Number(step);
    if (!inner) return { value: holder.toSpliced(index, 1) };
    if (index === holder.length) return { value: [...(holder as unknown[]), inner.value] };
    return has(holder, index) ? { value: holder.with(index, inner.value) } : undefined;
  }
  if (holder !== undefined && !object(holder)) return undefined;
  if (typeof step === "number" && holder === undefined)
    return step === 0 && inner ? { value: [inner.value] } : undefined;
  return { value: withMember(object(holder) ?? {}, String(step), inner, behind) };
}

function withMember(
  holder: Json,
  key: string,
  inner: { readonly value: unknown } | undefined,
  behind: string | undefined,
): Json {
  const isNew = !Object.hasOwn(holder, key);
  const at = isNew && behind !== undefined && Object.hasOwn(holder, behind);
  // Most often a member gets another value: its place stays, and a copy of the whole is the fastest there is.
  if (inner && !at) return define({ ...holder }, key, inner.value);
  const copy: Record<string, unknown> = {};
  for (const each of Object.keys(holder)) {
    if (each !== key) define(copy, each, holder[each]);
    if (at && inner && each === behind) define(copy, key, inner.value);
  }
  return copy;
}

/** A member of any name, `__proto__` included. */
function define(copy: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> {
  if (key === "__proto__")
    Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  else copy[key] = value;
  return copy;
}
