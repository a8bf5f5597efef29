// The words for values and for what a schema wants. Nothing here knows Ajv.

import type { Schema } from "./model.ts";

/** A value as a sentence shows it: short, and never the inside of an object. */
export function shown(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** A value with its type, where the value alone does not tell it. */
export function shownWithType(value: unknown): string {
  if (typeof value === "string") return `${quoted(value)}, a string`;
  if (typeof value === "number") return `${value}, a number`;
  if (typeof value === "boolean") return `${value}, a boolean`;
  return shown(value);
}

/** In double quotes and on one line; a long text is cut. */
export function quoted(text: string): string {
  const beginning = [...text.slice(0, 100)].slice(0, 40).join("");
  return JSON.stringify(beginning === text ? text : `${beginning}…`);
}

/** What a schema wants to see, as the end of a sentence: "a number above 0 and at most 600, or null". */
export function wanted(schema: Schema): string {
  if (schema["x-expected"]) return schema["x-expected"];
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (schema.enum && !schema["x-severity"]) {
    const values = `one of ${choices(schema)}`;
    return types.includes("null") ? `${values}, or null` : values;
  }
  const words = types.filter((type) => type !== "null").map((type) => wantedType(type, schema));
  const all = words.join(" or ");
  if (!types.includes("null")) return all;
  return `${all}${/ (above|at|from) /.test(all) ? "," : ""} or null`;
}

function wantedType(type: string, schema: Schema): string {
  if (type === "number" || type === "integer")
    return `${type === "integer" ? "a whole number" : "a number"}${bounds(schema)}`;
  if (type === "array") return schema.items?.type === "string" ? "a list of strings" : "a list";
  if (type === "object") return "an object";
  if (type === "boolean") return "true or false";
  return "a string";
}

function bounds({ minimum, exclusiveMinimum, maximum }: Schema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  const parts = [];
  if (minimum !== undefined) parts.push(`at least ${minimum}`);
  if (exclusiveMinimum !== undefined) parts.push(`above ${exclusiveMinimum}`);
  if (maximum !== undefined) parts.push(`at most ${maximum}`);
  if (parts.length === 0) return "";
  return `${exclusiveMinimum === undefined ? " of" : ""} ${parts.join(" and ")}`;
}

/** The values of an enum, those left out that are accepted but better not written. */
export function choices(schema: Schema): string {
  return (schema.enum ?? []).filter((value) => !schema["x-aliases"]?.includes(String(value))).join(", ");
}

export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
