import { lookUp, spoken, type ValuePath, type Variables } from "./value.ts";

/** A text with placeholders, as read. */
export interface Template {
  /** Text to say as it is, and placeholders, in order. */
  readonly parts: readonly (string | Placeholder)[];
  /** The placeholder that the whole text consists of, if it does. */
  readonly whole?: Placeholder;
  /** Offsets of braces that belong to no pair; they are said as they are. */
  readonly strays: readonly number[];
}

/** `{name}` or `{name.path.0}`, with the offsets of the path inside its braces. */
export interface Placeholder {
  readonly path: ValuePath;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a template. `{{` and `}}` are single braces; blanks inside braces do not count; what stands in braces and is no
 * path is text.
 */
export function parseTemplate(text: string): Template {
  const parts: (string | Placeholder)[] = [];
  const open: number[] = []; // braces that are text and may find their partner
  const strays: number[] = [];
  let plain = "";
  let at = 0;
  for (;;) {
    brace.lastIndex = at;
    const next = brace.exec(text)?.index ?? text.length;
    plain += text.slice(at, next);
    if (next === text.length) break;
    const char = text[next]!;
    at = next + 1;
    if (text[at] === char) {
      plain += char;
      at++;
      continue;
    }
    const placeholder = char === "{" ? placeholderAt(text, next) : undefined;
    if (placeholder) {
      if (plain !== "") parts.push(plain);
      plain = "";
      parts.push(placeholder.found);
      at = placeholder.next;
      continue;
    }
    plain += char;
    if (char === "{") open.push(next);
    else if (open.pop() === undefined) strays.push(next);
  }
  if (plain !== "") parts.push(plain);
  const sole = parts.length === 1 ? parts[0] : undefined;
  return {
    parts,
    whole: typeof sole === "object" ? sole : undefined,
    strays: [...strays, ...open].sort((a, b) => a - b),
  };
}

/** Whether a placeholder can name a variable that is called like this. */
export function canBeSaid(name: string): boolean {
  return sayable.test(name);
}

const brace = /[{}]/g;
const sayable = /^[A-Za-z_]\w*$/;
const inBraces = /\{\s*([A-Za-z_]\w*(?:\.(?:[A-Za-z_]\w*|\d+))*)\s*\}/y;

function placeholderAt(text: string, at: number): { found: Placeholder; next: number } | undefined {
  inBraces.lastIndex = at;
  const match = inBraces.exec(text);
  if (!match) return undefined;
  const start = text.indexOf(match[1]!, at);
  return { found: { path: match[1]!.split("."), start, end: start + match[1]!.length }, next: inBraces.lastIndex };
}

/** The text of a template, and the paths in it that led nowhere and were left empty. */
export function fill(template: Template, variables: Variables): { text: string; unbound: readonly string[] } {
  let text = "";
  const unbound: string[] = [];
  for (const part of template.parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const value = lookUp(variables, part.path);
    if (value === undefined) unbound.push(part.path.join("."));
    else text += spoken(value);
  }
  return { text, unbound };
}
