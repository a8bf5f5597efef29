import type { Place } from "../../flow/problem.ts";
import type { Expected } from "../model.ts";

/** The place of a part of what stands at `place`; the whole, where only offsets are known. */
export function within(place: Place, ...steps: readonly (string | number)[]): Place {
  return "path" in place ? { path: [...place.path, ...steps] } : place;
}

/** Where the `index`th item of an expected list is written. */
export function itemPlace(expected: Expected<unknown>, index: number): Place {
  return expected.items?.[index] ?? expected.place;
}
