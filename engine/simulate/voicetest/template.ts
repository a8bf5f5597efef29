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

/** The placeholders of a text, variables first, each kind in reading order. */
export function placeholders(text: string): Placeholder[] {
  const found: Placeholder[] = [];
  for (const [kind, pattern] of [["variable", variable] as const, ["snippet", snippet] as const])
    for (const { 0: written, 1: name, index } of text.matchAll(pattern))
      found.push({ kind, name: name!, start: index, end: index + written.length });
  return found;
}

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
