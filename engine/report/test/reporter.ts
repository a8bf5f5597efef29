import { json } from "./json.ts";
import { pretty } from "./pretty.ts";
import type { TestReport } from "./report.ts";

/** A way of telling what came of a run. */
export interface Reporter {
  /** What `--reporter` calls it. */
  readonly name: string;
  /** A few words for `--help`. */
  readonly summary: string;
  /** Which walks it tells: those of all cases, or of those that failed or errored. */
  readonly walks: "all" | "bad";
  tell(report: TestReport, look: Look): string;
}

/** What a reporter cannot know from the report. */
export interface Look {
  /** Whether a terminal shows it. */
  readonly colours: boolean;
}

export const reporters: readonly Reporter[] = [pretty, json];
