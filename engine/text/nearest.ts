/**
 * The candidate a person most likely meant by `word`: the one with the fewest letters inserted, dropped, changed or
 * swapped, compared without case; failing that, the only one that is `word` with an ending, or without its own, such as
 * `end-1` for `end`. `undefined` when nothing is near enough to offer: a wrong suggestion costs more trust than none
 * (Flowproof's choice: at most a third of the letters).
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  const related: string[] = [];
  for (const candidate of candidates) {
    const offered = candidate.toLowerCase();
    if (extendsName(offered, wanted) || extendsName(wanted, offered)) related.push(candidate);
    if (candidate === word || Math.abs(candidate.length - word.length) >= fewest) continue;
    const edits = distance(wanted, offered, fewest);
    if (edits < fewest) {
      fewest = edits;
      best = candidate;
    }
  }
  return best ?? (related.length === 1 ? related[0] : undefined);
}

/** Whether `longer` is `name` and then a further part: `end-1`, `end_1`, `end.1` and `end 1` of `end`. */
function extendsName(longer: string, name: string): boolean {
  return name.length > 1 && longer.startsWith(name) && "-_. ".includes(longer.charAt(name.length) || "x");
}

/** Damerau-Levenshtein distance (adjacent swaps count one), or `limit` as soon as it cannot stay below it. */
export function distance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, beforeLast[j - 2]! + 1);
      row.push(edits);
      if (edits < smallest) smallest = edits;
    }
    if (smallest >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
