import { github } from "./github.ts";
import { html } from "./html/page.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
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
  /** It tells what the cases cover even where nobody asks for that. */
  readonly covers?: boolean;
  /** In pieces: a report can be larger than a text can be. */
  tell(report: TestReport, look: Look, write: (piece: string) => void): void;
}

/** What a reporter cannot know from the report. */
export interface Look {
  /** Whether a terminal shows it. */
  readonly colours: boolean;
  /** What stands before the files' names to name them from the root of the repository: "" or "part/of/it/". */
  readonly fromRoot?: string;
  /** When the report is made, as people read it. */
  readonly when?: string;
  /** Flowproof's. */
  readonly version?: string;
}

export const reporters: readonly Reporter[] = [pretty, json, junit, github, html];
