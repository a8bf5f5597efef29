import { compactJson, isBlank, jsonNumber } from "./value.ts";

/**
 * Whether two values are equal. Numbers, and text that is a JSON number, by number; null equals null and unbound only;
 * a list or object by its JSON; the rest as text, without case and without blanks around it, so that a boolean equals
 * its word.
 */
export function equal(left: unknown, right: unknown): boolean {
  const [nothingLeft, nothingRight] = [left ?? null, right ?? null].map((each) => each === null);
  if (nothingLeft || nothingRight) return nothingLeft === nothingRight;
  if (typeof left === "object" || typeof right === "object") return compactJson(left) === compactJson(right);
  const [a, b] = [numberIn(left), numberIn(right)];
  if (a !== undefined && b !== undefined) return a === b;
  return folded(String(left)) === folded(String(right));
}

/**
 * How two values stand to each other, negative when the left one is less: numbers by number, texts that begin with an
 * ISO date by their characters. Undefined for anything else.
 */
export function ordered(left: unknown, right: unknown): number | undefined {
  const [a, b] = [numberIn(left), numberIn(right)];
  if (a !== undefined && b !== undefined) return a < b ? -1 : a > b ? 1 : 0;
  if (typeof left !== "string" || typeof right !== "string") return undefined;
  const [first, second] = [left.trim(), right.trim()];
  return isoDate.test(first) && isoDate.test(second) ? byCodePoint(first, second) : undefined;
}

/** Whether a value is text that begins with an ISO date. */
export function isDate(value: unknown): value is string {
  return typeof value === "string" && isoDate.test(value.trim());
}
const isoDate = /^\d{4}-\d{2}-\d{2}/;

/** Whether a list has a member that equals `part`, or a text has it in it, whatever the case. Numbers are text here. */
export function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(whole)) return whole.some((member) => equal(member, part));
  const [text, sought] = [asText(whole), asText(part)];
  return text !== undefined && sought !== undefined && text.toLowerCase().includes(sought.toLowerCase());
}

/** Whether a text begins with another, whatever the case. What is not text begins with nothing. */
export function startsWith(whole: unknown, part: unknown): boolean {
  if (typeof whole !== "string" || typeof part !== "string") return false;
  return whole.toLowerCase().startsWith(part.toLowerCase());
}

/** Unbound, null, blank, or a list or object with nothing in it. */
export function isEmpty(value: unknown): boolean {
  return isBlank(value) || hasNothingInIt(value);
}

/** Whether a value standing alone counts as true; `false`, `no` and `0` do not as words either. */
export function isTrue(value: unknown): boolean {
  if (isEmpty(value) || value === false || value === 0) return false;
  return typeof value !== "string" || !falseWords.has(folded(value));
}
export const falseWords: ReadonlySet<string> = new Set(["false", "no", "0"]);

function hasNothingInIt(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** The number a value is, or wholly spells as JSON would. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" ? jsonNumber(value.trim()) : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

/** A text as it is compared: without case, and without blanks around it. */
export function folded(text: string): string {
  return text.trim().toLowerCase();
}

// JavaScript compares UTF-16 units, which puts the characters beyond U+FFFF before some that are below it.
function byCodePoint(a: string, b: string): number {
  for (let i = 0; ; ) {
    const [x, y] = [a.codePointAt(i), b.codePointAt(i)];
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? -1 : 1;
    if (x !== y) return x - y;
    i += x > 0xffff ? 2 : 1;
  }
}
