import { seeds } from "../../flowtest/shuffle.ts";
import { isBad, type ReportedCase } from "../../report/test/report.ts";
import type { Chosen } from "./select.ts";
import { shuffled } from "./shuffle.ts";

export interface RoundOptions {
  /** How often, at most. */
  readonly times: number;
  /** No further round after one in which a case failed or errored. */
  readonly untilFailure: boolean;
  /** What the order of the first round is drawn from; each further one has the next seed. */
  readonly seed?: number;
}

/** What several rounds came to. */
export interface Rounds {
  readonly cases: readonly ReportedCase[];
  /** How many there were. */
  readonly rounds: number;
  /** What the order of the cases that are told was drawn from. */
  readonly seed?: number;
}

/**
 * Runs the cases again and again. Of each case its first result that is bad is told, with how many were; failing that, its
 * last. Until a failure, it is the round that failed.
 */
export async function inRounds(
  files: readonly Chosen[],
  { times, untilFailure, seed }: RoundOptions,
  playRound: (files: readonly Chosen[]) => Promise<readonly ReportedCase[]>,
): Promise<Rounds> {
  const told = new Map<number, ReportedCase>();
  for (let round = 1; ; round++) {
    const drawn = seed === undefined ? undefined : (seed + round - 1) % seeds;
    const cases = await playRound(drawn === undefined ? files : shuffled(files, drawn));
    const failed = cases.some(isBad);
    if (untilFailure && (failed || round === times)) return { cases, rounds: round, seed: drawn };
    if (untilFailure) continue;
    if (times === 1) return { cases, rounds: 1, seed: drawn };
    for (const one of cases) told.set(one.position, worse(told.get(one.position), one));
    if (round === times) return { cases: [...told.values()], rounds: round, seed };
  }
}

function worse(before: ReportedCase | undefined, now: ReportedCase): ReportedCase {
  if (!before) return isBad(now) ? { ...now, failedRounds: 1 } : now;
  const failedRounds = (before.failedRounds ?? 0) + (isBad(now) ? 1 : 0);
  if (failedRounds === 0) return before.status === "not_run" ? now : before;
  return { ...(isBad(before) ? before : now), failedRounds };
}
