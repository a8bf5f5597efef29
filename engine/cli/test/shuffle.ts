import { generator, inRandomOrder } from "../../flowtest/shuffle.ts";
import type { Chosen } from "./select.ts";

/** The files in an order drawn from a seed, and the cases of each as well: the same seed, the same order. */
export function shuffled(files: readonly Chosen[], seed: number): Chosen[] {
  const random = generator(seed);
  return inRandomOrder(files, random).map((file) => ({ ...file, cases: inRandomOrder(file.cases, random) }));
}
