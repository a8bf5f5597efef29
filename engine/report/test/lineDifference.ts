import type { Paint } from "../paint.ts";
import { printableLine } from "../printable.ts";

/** So many lines are shown at most of what went, and of what came: the first ones tell where they part. */
const MOST = 6;

/** Where two texts part, line by line: the line before, what is not there any more, what is there instead. */
export function lineDifference(expected: string, actual: string, paint: Paint): string[] {
  const was = expected.split("\n");
  const is = actual.split("\n");
  let from = 0;
  while (from < was.length && from < is.length && was[from] === is[from]) from++;
  let same = 0;
  while (same < was.length - from && same < is.length - from && was.at(-1 - same) === is.at(-1 - same)) same++;
  return [
    ...was.slice(Math.max(0, from - 1), from).map((line) => paint.dim(`  ${printableLine(line)}`)),
    ...shown(was.slice(from, was.length - same)).map((line) => paint.red(`- ${line}`)),
    ...shown(is.slice(from, is.length - same)).map((line) => paint.green(`+ ${line}`)),
  ];
}

function shown(lines: readonly string[]): string[] {
  const told = lines.slice(0, MOST).map(printableLine);
  return lines.length > MOST ? [...told, `… ${lines.length - MOST} more`] : told;
}
