import type { Place } from "../flow/problem.ts";
import { departure } from "./departure.ts";
import type { Walked } from "./drive.ts";
import { callCount, calls } from "./expect/calls.ts";
import { notSays, says } from "./expect/speech.ts";
import { results, variables } from "./expect/values.ts";
import { decisions, endedAt, notVisits, outcome, path, trace, visits } from "./expect/walk.ts";
import type { Expectations } from "./model.ts";

/** One expectation that a walk did not meet. */
export interface Failure {
  /** What differed, in a sentence. */
  readonly message: string;
  /** Two texts to lay side by side; where an expectation is about a part, both show that part. */
  readonly expected: string;
  readonly actual: string;
  /** The expectation, or the item of it, that was not met. */
  readonly place: Place;
}

/** One member of what a case can expect, and how it is judged. */
export type Check = (walked: Walked, expected: Expectations) => Iterable<Failure>;

/** In the order in which differences are told: how it ended, the way there, then what was said and done. */
const checks: readonly Check[] = [
  outcome,
  endedAt,
  path,
  visits,
  notVisits,
  decisions,
  variables,
  results,
  says,
  notSays,
  calls,
  callCount,
  trace,
];

/**
 * Everything in which a walk differs from what was expected of it. Where a path was expected, the first difference also
 * says where the walk left it, because that is where to look.
 */
export function judge(walked: Walked, expected: Expectations): Failure[] {
  const failures = checks.flatMap((check) => [...check(walked, expected)]);
  const [first, ...rest] = failures;
  const left = first && expected.path && departure(walked, expected.path.value);
  return !left || first.message === left ? failures : [{ ...first, message: `${first.message}. ${left}` }, ...rest];
}
