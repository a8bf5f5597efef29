/** More than this nobody reads; an editor asks again when more has been typed. */
const MOST = 1000;

/** What is offered of a long list. */
export interface Capped<T> {
  readonly kept: readonly T[];
  /** Whether more would fit what has been typed. */
  readonly cut: boolean;
}

/** All of a list, or of a long one the first that fit what has been typed: letters in this order, whatever their case. */
export function capped<T>(all: readonly T[], typed: string, wordsOf: (one: T) => string): Capped<T> {
  if (all.length <= MOST) return { kept: all, cut: false };
  const wanted = typed.toLowerCase();
  const kept: T[] = [];
  for (const one of all) {
    if (!hasInOrder(wordsOf(one).toLowerCase(), wanted)) continue;
    if (kept.length === MOST) break;
    kept.push(one);
  }
  // Also where all of them fit now: a letter less, and others do.
  return { kept, cut: true };
}

function hasInOrder(words: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = words.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
