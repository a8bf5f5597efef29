// What lives here: texts of users and of ours as Markdown, for cards.

/** A text as it is, whatever Markdown would make of it. */
export function plain(text: string): string {
  const flat = text.replace(/[\\`*_{}[\]<>|~$]/g, "\\$&").replace(/\s*\n\s*/g, " ");
  return flat.replace(/^(\s*)([#>+-])|^(\s*\d+)([.)])/, "$1$3\\$2$4");
}

/** A text in the letters of code. */
export function code(text: string): string {
  const flat = text.replace(/\s*\n\s*/g, " ");
  const ticks = "`".repeat(1 + Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length)));
  const space = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return flat === "" ? '`""`' : `${ticks}${space}${flat}${space}${ticks}`;
}

/** A text of several lines in the letters of code, coloured as a language is. */
export function fenced(text: string, language: string): string {
  const fence = "`".repeat(Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** The first lines of a text as a quotation, shortened where it is long. */
export function quoted(text: string, { lines = 4, letters = 300 } = {}): string {
  const all = text.trim().split(/\r?\n/);
  let shown = all.slice(0, lines).join("\n");
  const cut = all.length > lines || shown.length > letters;
  if (shown.length > letters) shown = [...shown].slice(0, letters).join("");
  return `${shown
    .split("\n")
    .map((line) => `> ${plain(line)}`)
    .join("  \n")}${cut ? " …" : ""}`;
}

/** A list in one line, shortened where there are many. */
export function listed(items: readonly string[], most = 8): string {
  const shown = items.slice(0, most).join(", ");
  return items.length > most ? `${shown} and ${items.length - most} more` : shown;
}
