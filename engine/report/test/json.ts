import { type ReportedCase, type ReportedWalk, summaryOf } from "./report.ts";
import type { Reporter } from "./reporter.ts";

/**
 * `{version: 1, cases: […], summary: {passed, failed, errored, skipped, not_run}}` and, where it applies, `shard`, `seed`
 * and `rounds`. It holds all that any other reporter tells, so that reports of several machines can be merged.
 */
export const json: Reporter = {
  name: "json",
  summary: "for programs, and for flowproof merge-reports: all that is known",
  walks: "all",
  tell({ cases, shard, seed, rounds }) {
    const report = { version: 1, shard, seed, rounds, cases: cases.map(caseJson), summary: summaryOf(cases) };
    return `${JSON.stringify(report, null, 2)}\n`;
  },
};

function caseJson({ walk, durationMs, failures, failedRounds, ...rest }: ReportedCase): object {
  const { id, file, name, status, message, line, column, tags, position } = rest;
  return {
    id,
    file,
    name,
    status,
    duration_ms: Number(durationMs.toFixed(3)),
    message,
    ...(failures.length > 0 && { failures }),
    line,
    column,
    tags,
    position,
    failed_rounds: failedRounds,
    ...walkJson(walk),
  };
}

function walkJson(walk: ReportedWalk | undefined): object {
  return {
    outcome: walk?.outcome ?? null,
    ended_at_step_id: walk?.endedAt ?? null,
    trace: walk?.trace ?? [],
    says: walk?.says ?? [],
    calls: walk?.calls ?? [],
    variables: walk?.variables ?? {},
    named_results: walk?.results ?? {},
    fragile: walk?.fragile ?? [],
    unused_turns: walk?.unusedTurns ?? 0,
    conversation: walk?.conversation ?? [],
  };
}
