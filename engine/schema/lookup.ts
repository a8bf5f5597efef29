// Ways about in a schema, and in values that anybody may have written.

import { own } from "../text/value.ts";
import type { Schema } from "./model.ts";

/** The keys an object may have, by any of the definitions that the schema refers to. */
export function knownKeys(part: Schema, schema: Schema): Set<string> {
  const known = new Set(Object.keys(part.properties ?? {}));
  for (const { $ref } of [part, ...(part.oneOf ?? [])])
    if ($ref) for (const key of knownKeys(definition($ref, schema), schema)) known.add(key);
  return known;
}

export function definition($ref: string, schema: Schema): Schema {
  return lookUp(schema, $ref.split("/").slice(1));
}

export function property(schema: Schema, name: string): Schema | undefined {
  const found = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
  return found === true ? undefined : found;
}

export function lookUp(schema: Schema, steps: readonly string[]): Schema {
  let found: unknown = schema;
  for (const step of steps) found = own(found, step);
  return (found ?? {}) as Schema;
}

export function keysOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
