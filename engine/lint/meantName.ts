import type { Flow } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";
import { nearest } from "../text/nearest.ts";
import { slip } from "../text/slip.ts";
import { changeTo } from "./changeTo.ts";
import type { Report } from "./rule.ts";

/** The name that a misspelt one was most likely to be. */
export interface MeantName {
  readonly name: string;
  /** A mere slip, which may be mended unseen. */
  readonly sure: boolean;
}

const known = new WeakMap<object, Map<string, MeantName | undefined>>();

// How many names are compared with misspelt ones in one flow; see `meant`.
const MOST_COMPARED = 50_000;

/**
 * Which of `names` a word was to be; looked for once for each word and what it is `of` in all flows of one shape. With
 * `onlySure`, only mere slips count.
 */
export function meantName(
  flow: Flow,
  of: string,
  word: string,
  names: readonly string[],
  onlySure = false,
): MeantName | undefined {
  let words = known.get(flow.shape);
  if (!words) {
    words = new Map();
    known.set(flow.shape, words);
  }
  const key = `${of} ${word}`;
  if (!words.has(key))
    words.set(key, words.size * names.length > MOST_COMPARED ? undefined : find(word, names, onlySure));
  return words.get(key);
}

function find(word: string, names: readonly string[], onlySure: boolean): MeantName | undefined {
  const sure = slip(word, names);
  if (sure !== undefined) return { name: sure, sure: true };
  const name = onlySure ? undefined : nearest(word, names);
  return name === undefined ? undefined : { name, sure: false };
}

/** The question at the end of a message. */
export function didYouMean(meant: MeantName | undefined): string {
  return meant ? `; did you mean "${meant.name}"?` : "";
}

/** What a report needs to write the name that was meant at a stretch of text, or in place of a whole one. */
export function writing(
  meant: MeantName | undefined,
  place: Place,
): Pick<NonNullable<Parameters<Report>[2]>, "fixes" | "suggestion"> {
  if (!meant) return {};
  if (meant.sure) return { suggestion: meant.name };
  const change = changeTo(meant.name, place);
  return change ? { fixes: [change] } : {};
}
