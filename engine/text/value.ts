// Decoded JSON as a parser meets it: anything may stand under any key.

import type { Path } from "./json.ts";

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object with keys, or undefined; lists are none. */
export function object(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** An own property, whatever its name. */
export function own(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Json)[key] : undefined;
}

/** What stands at a path below the value; undefined where the path breaks off. */
export function ownAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => own(at, String(step)), value);
}

/** The value as text, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The value as a list; empty for anything else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
