import type { Stop } from "../engine/index.ts";

/** A text with stops in it as the protocol writes snippets. */
export function snippetOf(text: string, stops: readonly Stop[]): string {
  let snippet = "";
  let at = 0;
  for (const { start, end, group, choices } of stops) {
    const inner = text.slice(start, end);
    snippet += escaped(text.slice(at, start));
    if (choices && choices.length > 1) snippet += `\${${group}|${choices.map(asChoice).join(",")}|}`;
    else snippet += inner === "" ? `$${group}` : `\${${group}:${escaped(inner)}}`;
    at = end;
  }
  return snippet + escaped(text.slice(at));
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

function asChoice(text: string): string {
  return text.replace(/[\\,|]/g, "\\$&");
}
