/**
 * Text that a terminal shows and does not obey: a name out of somebody's file could move the cursor, or colour what comes
 * after it. Control characters become U+FFFD, but for line feeds and tabs.
 */
export function printable(text: string): string {
  return text.replace(control, "\ufffd");
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/[\r\n\t]+/g, " "));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
