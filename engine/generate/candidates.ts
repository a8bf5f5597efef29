import { isShallow } from "./shallow.ts";
import { keyOf, type ValuePath } from "./solve.ts";

/** Values worth trying for what conditions read, gathered from what they compare it with. */
export class Candidates {
  private readonly known = new Map<string, Known>();
  private readonly done = new Map<string, readonly unknown[]>();

  /** The values on both sides of a comparison with a number. */
  near(path: ValuePath, number: number): void {
    if (Number.isFinite(number)) this.at(path).numbers.add(number);
  }

  add(path: ValuePath, ...values: readonly unknown[]): void {
    for (const value of values) if (isShallow(value)) this.at(path).values.push(value);
  }

  /** A text that a value begins with, or has in it: then so does one made of all of them. */
  piece(path: ValuePath, piece: unknown, isFirst = false): void {
    if (typeof piece !== "string") return;
    const { pieces } = this.at(path);
    if (isFirst) pieces.unshift(piece);
    else pieces.push(piece);
  }

  of(path: ValuePath): readonly unknown[] {
    const key = keyOf(path);
    let found = this.done.get(key);
    if (!found) {
      const { values, numbers, pieces } = this.at(path);
      const all = new Map<string, unknown>();
      const together = pieces.length > 1 ? [pieces.slice(0, MOST).join(" ")] : [];
      for (const value of [...around([...numbers]), ...values.slice(0, MOST), ...together])
        all.set(JSON.stringify(value) ?? "", value);
      found = [...all.values()];
      this.done.set(key, found);
    }
    return found;
  }

  private at(path: ValuePath): Known {
    const key = keyOf(path);
    let found = this.known.get(key);
    if (!found) {
      found = { values: [], numbers: new Set(), pieces: [] };
      this.known.set(key, found);
    }
    return found;
  }
}

interface Known {
  readonly values: unknown[];
  readonly numbers: Set<number>;
  readonly pieces: string[];
}

// People compare a variable with a handful of values.
const MOST = 1_000;

/** Numbers themselves, the next ones above and below, and one between each two. */
function around(numbers: number[]): number[] {
  const sorted = numbers.sort((a, b) => a - b);
  return sorted.flatMap((number, i) => {
    const next = sorted[i + 1];
    const between = next === undefined ? [] : [Math.floor((number + next) / 2), (number + next) / 2];
    return [number + 1, number, number - 1, ...between];
  });
}
