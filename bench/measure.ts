/** The median time of one call in milliseconds, after warming up; runs for about `budget` milliseconds. */
export function median(work: () => unknown, budget = 1500): number {
  const until = performance.now() + budget / 3;
  do work();
  while (performance.now() < until);
  const times: number[] = [];
  const end = performance.now() + budget;
  do {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  } while (performance.now() < end || times.length < 5);
  times.sort((a, b) => a - b);
  return times[times.length >> 1]!;
}

/** Prints rows of text and numbers in columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  "))
    .join("\n");
}
