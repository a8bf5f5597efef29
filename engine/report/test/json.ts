import { type ReportedCase, type ReportedWalk, summaryOf } from "./report.ts";
import type { Reporter } from "./reporter.ts";

/**
 * `{version: 1, cases: […], summary: {passed, failed, errored, skipped, not_run}}` and, where it applies, `shard`, `seed`,
 * `rounds` and `coverage: [{flow, nodes, transitions, conditions, missed}]`. It holds all that any other reporter tells, so that reports of several machines can be merged.
 */
export const json: Reporter = {
  name: "json",
  summary: "for programs, and for flowproof merge-reports: all that is known",
  walks: "all",
  tell({ cases, shard, seed, rounds, coverage }, _, write) {
    const head = JSON.stringify({ version: 1, shard, seed, rounds });
    write(`${head.slice(0, -1)},"cases":[`);
    for (const [i, one] of cases.entries()) write(`${i === 0 ? "" : ","}\n${caseLine(one)}`);
    const covered = coverage ? `\n"coverage":${JSON.stringify(coverage)},` : "";
    write(`\n],${covered}\n"summary":${JSON.stringify(summaryOf(cases))}}\n`);
  },
};

/** A line a case. */
function caseLine(one: ReportedCase): string {
  try {
    return JSON.stringify(caseJson(one));
  } catch {
    // A value nested too deep to be written; the case is told without its walk.
    return JSON.stringify(caseJson({ ...one, walk: undefined }));
  }
}

function caseJson({ walk, durationMs, failures, failedRounds, ...rest }: ReportedCase): object {
  const { id, file, name, status, message, line, column, tags, position, fragile } = rest;
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
    fragile,
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
    unused_turns: walk?.unusedTurns ?? 0,
    conversation: walk?.conversation ?? [],
  };
}
