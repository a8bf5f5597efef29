import { departure } from "./departure.ts";
import type { Walked } from "./drive.ts";
import { callCount, calls } from "./expect/calls.ts";
import type { Check, Failure } from "./expect/check.ts";
import { notSays, says } from "./expect/speech.ts";
import { results, variables } from "./expect/values.ts";
import { decisions, endedAt, notVisits, outcome, path, trace, visits } from "./expect/walk.ts";
import type { Expectations } from "./model.ts";

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

export type { Failure } from "./expect/check.ts";
