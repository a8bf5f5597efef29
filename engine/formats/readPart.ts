import { Kind } from "../text/json.ts";
import { parseTree } from "../text/scan.ts";

/** The object in a part of a text, by itself. */
export interface Part {
  readonly value: unknown;
  /** Whether it is JSON to the letter. */
  readonly strict: boolean;
}

/**
 * The object that a part of a text holds, half-written as it may be; undefined where one cannot tell that it ends with the
 * part, because a bracket or a quote may take in more of the text, or less.
 */
export function readPart(part: string): Part | undefined {
  try {
    return { value: JSON.parse(part), strict: true };
  } catch {
    return closesItself(part) ? { value: parseTree(part).value(0), strict: false } : undefined;
  }
}

/** Whether the scanner comes out of the part as it does out of an object: whatever follows is then read the same. */
function closesItself(part: string): boolean {
  // A list and an object around it show which brackets would have closed something outside.
  const [before, after] = ['[{"":', "}]"];
  const { kinds, ends, size, next } = parseTree(before + part + after);
  const [list, object, inner] = [0, 1, 3];
  const end = before.length + part.length;
  return (
    kinds[inner] === Kind.object &&
    next[inner] === size &&
    ends[inner] === end &&
    ends[object] === end + 1 &&
    ends[list] === end + 2
  );
}
