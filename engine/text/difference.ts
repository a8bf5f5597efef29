/** What one text has in place of the other's: `before[start, oldEnd)` became `after[start, newEnd)`. */
export interface Difference {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * The smallest single replacement that turns `before` into `after`. Halves the texts and compares the halves whole, which
 * runs at memory speed, instead of comparing character by character: on texts of megabytes that is the difference
 * between being noticed and not.
 */
export function difference(before: string, after: string): Difference {
  const shorter = Math.min(before.length, after.length);
  const start = longest(shorter, (n, known) => before.slice(known, n) === after.slice(known, n));
  const end = longest(
    shorter - start,
    (n, known) =>
      before.slice(before.length - n, before.length - known) === after.slice(after.length - n, after.length - known),
  );
  return { start, oldEnd: before.length - end, newEnd: after.length - end };
}

/** The largest n up to `most` for which `same` holds from what is known to hold on. */
function longest(most: number, same: (n: number, known: number) => boolean): number {
  let known = 0;
  let unknown = most;
  while (known < unknown) {
    const middle = (known + unknown + 1) >> 1;
    if (same(middle, known)) known = middle;
    else unknown = middle - 1;
  }
  return known;
}
