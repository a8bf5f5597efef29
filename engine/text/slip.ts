import { distance } from "./nearest.ts";

/**
 * The one candidate that `word` surely was to be, written with a slip: with other capitals or separators, or with one
 * letter more, less, other or swapped in one of its parts. Digits are no slip (`date_1`, `date_2`), nor are letters of a
 * short part (`min_age`, `max_age`): there two names are as likely (Flowproof's choice).
 */
export function slip(word: string, candidates: Iterable<string>): string | undefined {
  const parts = partsOf(word);
  const squashed = parts.join("");
  let found: string | undefined;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > parts.length) continue;
    const others = partsOf(candidate);
    if (others.join("") !== squashed && !oneLetterOff(parts, others)) continue;
    if (found !== undefined) return undefined;
    found = candidate;
  }
  return found;
}

/** The lower-case words of a name: of `userName`, `user_name` and `user-name`, two. */
function partsOf(name: string): string[] {
  return name
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, "_")
    .toLowerCase()
    .split(/[-_. ]+/);
}

const SHORT = 4;

function oneLetterOff(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const i = a.findIndex((part, at) => part !== b[at]);
  if (i < 0 || a.slice(i + 1).some((part, at) => part !== b[i + 1 + at])) return false;
  const [one, other] = [a[i]!, b[i]!];
  if (Math.min(one.length, other.length) < SHORT || one.replace(/\d/g, "") === other.replace(/\d/g, "")) return false;
  return distance(one, other, 2) < 2;
}
