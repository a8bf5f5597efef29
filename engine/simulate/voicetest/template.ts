import { pySpace, pyText } from "./pyText.ts";

/** A `{{variable}}` or `{%snippet%}` in a text, with its offsets. */
export interface Placeholder {
  readonly kind: "variable" | "snippet";
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

// Word characters are letters, digits and the underscore of any script, as Python has them: no dot, no dash.
const word = "([\\p{L}\\p{N}_]+)";
const variable = new RegExp(`\\{\\{${pySpace}*${word}${pySpace}*\\}\\}`, "gu");
const snippet = new RegExp(`\\{%${pySpace}*${word}${pySpace}*%\\}`, "gu");

/** Whether a placeholder can name something that is called like this. */
export function canBeSaid(name: string): boolean {
  return sayable.test(name);
}

const sayable = new RegExp(`^${word}$`, "u");

/** The placeholders of a text in reading order; those of one kind never overlap with those of the other. */
export function placeholders(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  for (let at = text.indexOf("{"); at >= 0; at = text.indexOf("{", at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next !== BRACE && next !== PERCENT) continue;
    const pattern = next === BRACE ? variableHere : snippetHere;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const end = at + match[0].length;
    found.push({ kind: next === BRACE ? "variable" : "snippet", name: match[1]!, start: at, end });
    at = end - 1;
  }
  return found;
}

const BRACE = 123;
const PERCENT = 37;
const variableHere = new RegExp(variable.source, "uy");
const snippetHere = new RegExp(snippet.source, "uy");

/**
 * A prompt as the model gets it: snippets first, then variables in the result, one pass each (vendor contract). A
 * snippet inside a snippet and a placeholder inside a variable's value stay as they are, unknown names too.
 */
export function expand(
  text: string,
  snippets: ReadonlyMap<string, string>,
  variables: ReadonlyMap<string, unknown>,
): string {
  return text
    .replace(snippet, (written, name: string) => snippets.get(name) ?? written)
    .replace(variable, (written, name: string) => (variables.has(name) ? pyText(variables.get(name)) : written));
}
