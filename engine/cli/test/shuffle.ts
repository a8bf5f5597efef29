import type { Chosen } from "./select.ts";

/** Seeds are below this, so that they can be read out and typed. */
export const seeds = 1_000_000_000;

/** The files in an order drawn from a seed, and the cases of each as well: the same seed, the same order. */
export function shuffled(files: readonly Chosen[], seed: number): Chosen[] {
  const random = generator(seed);
  return inRandomOrder(files, random).map((file) => ({ ...file, cases: inRandomOrder(file.cases, random) }));
}

/** Fisher and Yates. */
function inRandomOrder<T>(items: readonly T[], random: () => number): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

/** Numbers from 0 to below 1: mulberry32, which is the same on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
