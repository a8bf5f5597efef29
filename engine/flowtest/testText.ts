import type { Json } from "../text/value.ts";

/** What stands around the cases of a new file of flow tests: the names of files, relative to it. */
export interface Around {
  readonly flow: string;
  readonly skills?: string;
}

/** The text of a new file of flow tests, laid out for people: what fits on a line stands on one. */
export function testText({ flow, skills }: Around, cases: readonly Json[]): string {
  return `${laidOut({ flow, ...(skills !== undefined && { skills }), cases }, 0)}\n`;
}

/** How far a line goes, as far as it can be broken. */
const WIDEST = 110;
/** The file, its cases and each of them take several lines even where one would do. */
const ALWAYS_BROKEN = 3;

function laidOut(value: unknown, depth: number, before = 0): string {
  const flat = JSON.stringify(value);
  if (typeof value !== "object" || value === null) return flat;
  const entries = Object.entries(value);
  const isList = Array.isArray(value);
  if (entries.length === 0) return flat;
  const indent = "  ".repeat(depth);
  // With the blanks that a line gets; most that is too long for it is so without them.
  if (depth >= ALWAYS_BROKEN && indent.length + before + flat.length <= WIDEST) {
    const line = flatText(value);
    if (indent.length + before + line.length <= WIDEST) return line;
  }
  const lines = entries.map(([key, member]) => {
    const name = isList ? "" : `${JSON.stringify(key)}: `;
    return `${indent}  ${name}${laidOut(member, depth + 1, name.length)}`;
  });
  return `${isList ? "[" : "{"}\n${lines.join(",\n")}\n${indent}${isList ? "]" : "}"}`;
}

/** JSON on one line with blanks in it. */
function flatText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[${value.map(flatText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value);
  if (members.length === 0) return "{}";
  return `{ ${members.map(([key, member]) => `${JSON.stringify(key)}: ${flatText(member)}`).join(", ")} }`;
}
