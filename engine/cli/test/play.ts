import type { Case } from "../../flowtest/model.ts";
import { type CaseResult, type RunWith, runCase } from "../../flowtest/run.ts";
import { isBad, positionsIn, type ReportedCase, reported } from "../../report/test/report.ts";
import type { Chosen } from "./select.ts";

/** A case that was run. */
export interface Played {
  readonly chosen: Chosen;
  readonly one: Case;
  readonly result: CaseResult;
}

/** Looks at every case as it is run, on its way into the report. */
export type Watcher = (played: Played) => void;

export interface PlayOptions {
  /** Which walks the report is to hold. */
  readonly walks: "all" | "bad";
  /** After how many cases that failed or errored no other is run. */
  readonly bail?: number;
  readonly watchers?: readonly Watcher[];
  /** Traces that pass although they are not the ones kept; see RunWith. */
  readonly accept?: RunWith["accept"];
}

/** Runs cases one after another, in the order given; `not_run` are those that `bail` left out. */
export function play(
  files: readonly Chosen[],
  { walks, bail = 0, watchers = [], accept }: PlayOptions,
): ReportedCase[] {
  const cases: ReportedCase[] = [];
  let bad = 0;
  for (const chosen of files) {
    const { path, file, document, context } = chosen;
    const { flow, skills, why, snapshots } = context;
    const at = positionsIn(document);
    // Beside what is read from standard input nothing can be written.
    const accepts = path === "-" ? undefined : accept;
    for (const { one, id, position } of chosen.cases) {
      const facts = { tags: one.tags, position, at };
      if (bail > 0 && bad >= bail) {
        cases.push(notRun({ id, file, name: one.name, tags: one.tags, position, ...at(one.place) }));
        continue;
      }
      const result = runCase(one, flow, { skills, now, file, id, why, snapshots, accept: accepts });
      for (const watch of watchers) watch({ chosen, one, result });
      if (isBad(result)) bad++;
      cases.push(reported(result, facts, walks));
    }
  }
  return cases;
}

/** A case that came after the last that was to be run. */
export function notRun(one: Omit<ReportedCase, "status" | "durationMs" | "failures" | "fragile">): ReportedCase {
  const { id, file, name, tags, position, line, column } = one;
  const message = "Not run: --bail had stopped the run";
  const nothing = { durationMs: 0, failures: [], fragile: [] };
  return { id, file, name, status: "not_run", message, ...nothing, tags, position, line, column };
}

function now(): number {
  return performance.now();
}
