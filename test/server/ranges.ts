// What lives here: the places that an answer of the server names, whatever it is an answer to.

import type { Position, Range } from "vscode-languageserver/node";

/** A place in a file that an answer names. */
export interface Named {
  readonly uri: string;
  readonly range: Range;
}

/** Every range and position anywhere in an answer about a file; each belongs to the file that is named nearest around it. */
export function rangesIn(answer: unknown, uri: string): Named[] {
  const found: Named[] = [];
  look(answer, uri, found);
  return found;
}

function look(value: unknown, uri: string, found: Named[]): void {
  if (Array.isArray(value)) for (const one of value) look(one, uri, found);
  else if (isRange(value)) found.push({ uri, range: value });
  else if (isPosition(value)) found.push({ uri, range: { start: value, end: value } });
  else if (typeof value === "object" && value !== null) {
    const members = value as Readonly<Record<string, unknown>>;
    const own = uriOf(members) ?? uri;
    for (const [key, member] of Object.entries(members)) {
      if (key === "changes") for (const [at, edits] of Object.entries(member as object)) look(edits, at, found);
      else look(member, key === "originSelectionRange" ? uri : own, found);
    }
  }
}

function uriOf({ uri, targetUri, textDocument }: Readonly<Record<string, unknown>>): string | undefined {
  const named = uri ?? targetUri ?? (textDocument as { uri?: unknown } | undefined)?.uri;
  return typeof named === "string" ? named : undefined;
}

function isRange(value: unknown): value is Range {
  const { start, end } = (value ?? {}) as Partial<Range>;
  return isPosition(start) && isPosition(end);
}

function isPosition(value: unknown): value is Position {
  const { line, character } = (value ?? {}) as Partial<Position>;
  return typeof line === "number" && typeof character === "number";
}

/** The ranges of lines, as foldings have them, and of tokens, as numbers that count from the one before. */
export function rangesInNumbers(answer: unknown): Range[] {
  if (Array.isArray(answer))
    return answer.flatMap(({ startLine, endLine }) =>
      startLine === undefined
        ? []
        : [{ start: { line: startLine, character: 0 }, end: { line: endLine, character: 0 } }],
    );
  const { data } = (answer ?? {}) as { data?: number[] };
  const ranges: Range[] = [];
  if (!Array.isArray(data)) return ranges;
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [down, along, length] = data.slice(i) as [number, number, number];
    if (down > 0) character = 0;
    line += down;
    character += along;
    ranges.push({ start: { line, character }, end: { line, character: character + length } });
  }
  return ranges;
}

/** Whether a range lies inside a text, the right way round. */
export function isInside(text: string, { start, end }: Range): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  const there = ({ line, character }: Position): boolean => line >= 0 && character <= (lines[line]?.length ?? -1);
  const forward = start.line < end.line || (start.line === end.line && start.character <= end.character);
  return forward && there(start) && there(end);
}
