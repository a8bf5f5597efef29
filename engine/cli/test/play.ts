import { type CaseResult, runCase } from "../../flowtest/run.ts";
import { positionsIn, type ReportedCase, reported } from "../../report/test/report.ts";
import type { Chosen } from "./select.ts";

/** A case that was run. */
export interface Played {
  readonly chosen: Chosen;
  readonly result: CaseResult;
}

/** Looks at every case as it is run, on its way into the report. */
export type Watcher = (played: Played) => void;

export interface PlayOptions {
  /** Which walks the report is to hold. */
  readonly walks: "all" | "bad";
  readonly watchers: readonly Watcher[];
}

/** Runs cases one after another, in the order given. */
export function play(files: readonly Chosen[], { walks, watchers }: PlayOptions): ReportedCase[] {
  const cases: ReportedCase[] = [];
  for (const chosen of files) {
    const { file, document, context } = chosen;
    const { flow, skills, why } = context;
    const at = positionsIn(document);
    for (const { one, id, position } of chosen.cases) {
      const result = runCase(one, flow, { skills, now: () => performance.now(), file, id, why });
      for (const watch of watchers) watch({ chosen, result });
      cases.push(reported(result, { tags: one.tags, position, at }, walks));
    }
  }
  return cases;
}
