import type { TextEdit } from "../../text/edit.ts";
import type { Comparison, Read, Test } from "./expression.ts";
import { jsonNumber, type ValuePath } from "./value.ts";

/** A word or sign of a condition. */
export type Token = { readonly start: number; readonly end: number; readonly text: string } & (
  | { readonly kind: "path"; readonly path: ValuePath; readonly braced: boolean }
  | { readonly kind: "literal"; readonly value: unknown }
  | { readonly kind: "compare"; readonly by: Comparison }
  | { readonly kind: "test"; readonly by: Test }
  | { readonly kind: "and" | "or" | "not" | "(" | ")" | "[" | "]" | "," | "end" }
  | { readonly kind: "bad"; readonly message: string; readonly right?: TextEdit }
);

/**
 * The words and signs of a condition, then one of kind `end`. Reading stops at the first that is no part of the
 * language, which is the last token and of kind `bad`.
 */
export function conditionTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    blanks.lastIndex = at;
    blanks.test(text);
    at = blanks.lastIndex;
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    tokens.push(token);
    if (token.kind === "bad") return tokens;
    at = token.end;
  }
  tokens.push({ kind: "end", text: "", start: text.length, end: text.length });
  return tokens;
}

/** What a path reads, and where: the path itself, inside its braces. */
export function readOf(token: Token & { readonly kind: "path" }): Read {
  const start = token.braced ? token.start + token.text.search(/[A-Za-z_]/) : token.start;
  return { path: token.path, start, end: start + token.path.join(".").length };
}

// Each pattern is anchored at the place it is tried and reads on without going back, so reading a text is linear.
const blanks = /\s*/y;
const path = /[A-Za-z_]\w*(?:\.(?:[A-Za-z_]\w*|\d+))*/y;
const braced = /\{\s*([A-Za-z_]\w*(?:\.(?:[A-Za-z_]\w*|\d+))*)\s*\}/y;
const twiceBraced = /\{\{\s*[A-Za-z_]\w*(?:\.(?:[A-Za-z_]\w*|\d+))*\s*\}\}/y;
const numberLike = /-?\.?\d[\w.]*(?:[-+:][\w.]+)*/y; // dates and times too, to say what is wrong with them
const sign = /[=!<>&|~]+|./suy;

type Meaning =
  | { readonly kind: "compare"; readonly by: Comparison }
  | { readonly kind: "test"; readonly by: Test }
  | { readonly kind: "literal"; readonly value: boolean | null }
  | { readonly kind: "and" | "or" | "not" };

const signs = new Map<string, Meaning>([
  ["==", { kind: "compare", by: "==" }],
  ["=", { kind: "compare", by: "==" }],
  ["!=", { kind: "compare", by: "!=" }],
  [">", { kind: "compare", by: ">" }],
  [">=", { kind: "compare", by: ">=" }],
  ["<", { kind: "compare", by: "<" }],
  ["<=", { kind: "compare", by: "<=" }],
  ["&&", { kind: "and" }],
  ["||", { kind: "or" }],
  ["!", { kind: "not" }],
]);

/** The words of the language, which no variable can have as its name. Case counts: `AND` is a name. */
export const words: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["and", { kind: "and" }],
  ["or", { kind: "or" }],
  ["not", { kind: "not" }],
  ["contains", { kind: "compare", by: "contains" }],
  ["starts_with", { kind: "compare", by: "starts_with" }],
  ["in", { kind: "compare", by: "in" }],
  ["exists", { kind: "test", by: "exists" }],
  ["is_empty", { kind: "test", by: "is_empty" }],
  ["true", { kind: "literal", value: true }],
  ["false", { kind: "literal", value: false }],
  ["null", { kind: "literal", value: null }],
]);

/** Signs of other languages, and what they are here. */
const foreign = new Map([
  ["===", "=="],
  ["!==", "!="],
  ["<>", "!="],
  ["~=", "contains"],
  ["=>", ">="],
  ["=<", "<="],
  ["&", "and"],
  ["|", "or"],
]);

function tokenAt(text: string, start: number): Token {
  const char = text[start]!;
  if (char === '"' || char === "'") return quoted(text, start, char);
  if (char === "{") return bracedAt(text, start);
  if ("()[],".includes(char)) return { kind: char as "(", text: char, start, end: start + 1 };
  const word = match(path, text, start);
  if (word) return wordToken(word, { text: word, start, end: start + word.length });
  const number = match(numberLike, text, start);
  if (number) {
    const at = { text: number, start, end: start + number.length };
    const value = jsonNumber(number);
    if (value !== undefined) return { kind: "literal", value, ...at };
    const message = `${show(number)} is not a number; text stands in quotes`;
    return { kind: "bad", message, right: { ...at, text: `'${number}'` }, ...at };
  }
  return signToken(text, start);
}

/** A word of the language, or a path; inside braces it can only be a path. */
function wordToken(word: string, at: { text: string; start: number; end: number }): Token {
  const path = word.split(".");
  const braced = at.text !== word;
  const meaning = words.get(path[0]!);
  if (!meaning) return { kind: "path", path, braced, ...at };
  if (!braced && path.length === 1) return { ...meaning, ...at };
  return { kind: "bad", message: `"${path[0]}" is a word of the language and cannot name a variable`, ...at };
}

function bracedAt(text: string, start: number): Token {
  const whole = match(braced, text, start);
  if (whole) return wordToken(whole.slice(1, -1).trim(), { text: whole, start, end: start + whole.length });
  const at = { text: "{", start, end: start + 1 };
  if (text[start + 1] === "{") {
    const name = match(twiceBraced, text, start)?.slice(2, -2).trim();
    const right = name && { start, end: twiceBraced.lastIndex, text: `{${name}}` };
    return { kind: "bad", message: "A variable stands in single braces: {name}", ...(right && { right }), ...at };
  }
  if (!text.includes("}", start)) return { kind: "bad", message: 'This "{" is never closed with "}"', ...at };
  const end = text.indexOf("}", start) + 1;
  const inside = text.slice(start, end);
  return {
    kind: "bad",
    message: `${show(inside)} does not name a variable; one is written {name}`,
    ...at,
    text: inside,
    end,
  };
}

/** Text in single or double quotes; a backslash stands for the character after it, or for a line end or tab. */
function quoted(text: string, start: number, quote: string): Token {
  let value = "";
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i]!;
    if (char === quote) return { kind: "literal", value, text: text.slice(start, i + 1), start, end: i + 1 };
    if (char !== "\\") value += char;
    else if (i + 1 < text.length) {
      const escaped = text[++i]!;
      value += escapes.get(escaped) ?? escaped;
    }
  }
  const end = text.length;
  const message = `This text is never closed with ${quote}`;
  return { kind: "bad", message, right: { start: end, end, text: quote }, text: quote, start, end };
}
const escapes = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
]);

function signToken(text: string, start: number): Token {
  let run = match(sign, text, start)!;
  // "a==!b" and "!!a" are two signs each; a "!" at the end of a run, or of a run of them, stands for itself.
  if (/^!+$/.test(run)) run = "!";
  else if (!foreign.has(run)) run = run.replace(/(?<=.)!+$/, "");
  const at = { text: run, start, end: start + run.length };
  const known = signs.get(run);
  if (known) return { ...known, ...at };
  const meant = foreign.get(run);
  if (meant)
    return { kind: "bad", message: `"${run}" is written "${meant}" here`, right: { ...at, text: meant }, ...at };
  if (run === ".")
    return { kind: "bad", message: 'A "." joins two names, or a name and a number: items.0.name', ...at };
  return { kind: "bad", message: `${show(run)} has no meaning in a condition; text stands in quotes`, ...at };
}

/** A piece of a condition as messages quote it. */
export function show(piece: string): string {
  return `"${piece.length > 40 ? `${piece.slice(0, 40)}…` : piece}"`;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
