import { distance } from "./nearest.ts";

/**
 * The one candidate that `word` surely was to be, written with a slip: with other capitals or separators, or with one
 * letter more, less, other or swapped in one of its parts. Digits are no slip (`date_1`, `date_2`), nor are letters of a
 * short part (`min_age`, `max_age`): there two names are as likely (Flowproof's choice).
 */
export function slip(word: string, candidates: readonly string[]): string | undefined {
  const parts = partsOf(word);
  const squashed = parts.join("");
  let found: string | undefined;
  for (const candidate of split(candidates)) {
    if (candidate.name === word || Math.abs(candidate.squashed.length - squashed.length) > 1) continue;
    if (candidate.squashed !== squashed && !oneLetterOff(parts, candidate.parts)) continue;
    if (found !== undefined) return undefined;
    found = candidate.name;
  }
  return found;
}

interface Split {
  readonly name: string;
  readonly parts: readonly string[];
  readonly squashed: string;
}

const known = new WeakMap<readonly string[], readonly Split[]>();

/** The candidates in their parts; one list of them serves many words. */
function split(candidates: readonly string[]): readonly Split[] {
  let found = known.get(candidates);
  if (!found) {
    found = candidates.map((name) => {
      const parts = partsOf(name);
      return { name, parts, squashed: parts.join("") };
    });
    known.set(candidates, found);
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
  let i = 0;
  while (i < a.length - 1 && a[i] === b[i]) i++;
  for (let rest = i + 1; rest < a.length; rest++) if (a[rest] !== b[rest]) return false;
  const [one, other] = [a[i]!, b[i]!];
  if (one.length < SHORT || other.length < SHORT) return false;
  // One letter cannot be both the first and the last; that settles most pairs.
  if (one[0] !== other[0] && one.at(-1) !== other.at(-1)) return false;
  return one.replace(/\d/g, "") !== other.replace(/\d/g, "") && distance(one, other, 2) < 2;
}
