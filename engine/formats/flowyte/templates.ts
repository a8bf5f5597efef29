import type { Path } from "../../text/json.ts";
import { object } from "../../text/value.ts";

/** The texts with a brace in them in a value, in reading order: itself, or anywhere inside lists and objects. */
export function templatesIn(value: unknown, path: Path): (readonly [text: string, path: Path])[] {
  const found: (readonly [string, Path])[] = [];
  // Not by recursion: nesting is the user's, the stack is ours.
  const open: [value: unknown, path: Path][] = [[value, path]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [at, where] = next;
    if (typeof at === "string") {
      if (at.includes("{") || at.includes("}")) found.push([at, where]);
    } else if (Array.isArray(at)) {
      for (let i = at.length - 1; i >= 0; i--) open.push([at[i], [...where, i]]);
    } else {
      for (const [key, member] of Object.entries(object(at) ?? {}).reverse()) open.push([member, [...where, key]]);
    }
  }
  return found;
}
