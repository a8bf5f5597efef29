// What was gathered on the way: variables, and results of tools.

import type { Expected } from "../model.ts";
import { shown, shownPath, spread } from "../shown.ts";
import { cutTo, difference } from "../subset.ts";
import type { Check, Failure } from "./check.ts";
import { within } from "./place.ts";

/** A variable expected to be null may as well not be bound: there is no other way to write that (Flowproof's choice). */
export const variables: Check = function* ({ state }, { variables: wanted }) {
  if (!wanted) return;
  for (const [name, expected] of Object.entries(wanted.value)) {
    if (expected === null && !state.variables.has(name)) continue;
    yield* compare("Variable", "is not set", state.variables, name, expected, wanted);
  }
};

export const results: Check = function* ({ state }, { results: wanted }) {
  if (!wanted) return;
  for (const [name, expected] of Object.entries(wanted.value))
    yield* compare("Result", "is missing", state.results, name, expected, wanted);
};

function* compare(
  what: string,
  absent: string,
  values: ReadonlyMap<string, unknown>,
  name: string,
  expected: unknown,
  { place }: Expected<unknown>,
): Iterable<Failure> {
  const actual = values.get(name);
  const differs = values.has(name) ? difference(expected, actual) : { path: [], expected, actual: undefined };
  if (!differs) return;
  const found = differs.actual === undefined ? absent : `is ${shown(differs.actual)}`;
  yield {
    message: `${what} ${JSON.stringify(name)}${shownPath(differs.path)} ${found}, expected ${shown(differs.expected)}`,
    expected: spread(expected),
    actual: values.has(name) ? spread(cutTo(expected, actual)) : "",
    place: within(place, name, ...differs.path),
  };
}
