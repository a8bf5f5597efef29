/** Whether a text holds a token that is replaced before or during a call: `{{…}}`. */
export function isToken(written: string): boolean {
  return written.includes("{{");
}

/** Whether a text is one that templates have where a person is to write something: `<NAME>`, `[NAME]`, `${NAME}`, `YOUR_…`. */
export function toBeFilledIn(written: string): boolean {
  return /^\s*(?:<[^<>]*>|\[[^[\]]*\]|\$\{[^{}]*\}|__\w+__|YOUR[_-].*)\s*$/.test(written);
}
