import type { RunWith } from "../../flowtest/run.ts";
import { seeds } from "../../flowtest/shuffle.ts";
import { numberIn, type Parsed, Usage } from "../command.ts";
import type { Io } from "../io.ts";
import { type CoverageWish, coverageWish, refuseGate } from "./coverage.ts";
import { jobsIn } from "./jobs.ts";
import { type Wish, wishes, withPage } from "./output.ts";
import type { RoundOptions } from "./rounds.ts";
import type { Wanted } from "./select.ts";
import { type Part, partIn } from "./share.ts";
import { accepted } from "./snapshots.ts";
import { wantedBy } from "./wanted.ts";

/** What a command line asks of a run of tests. */
export interface Asked {
  readonly paths: readonly string[];
  readonly wanted: Wanted;
  readonly part?: Part;
  readonly bail?: number;
  readonly rounds: RoundOptions;
  readonly jobs: number | "auto";
  readonly coverage?: CoverageWish;
  /** Traces that pass although they are not the ones kept. */
  readonly accept: RunWith["accept"];
  readonly reports: readonly Wish[];
}

/** How often --until-failure tries where nothing says. */
export const untilFailure = 1000;

/** Throws Usage. */
export function askedBy({ paths, options }: Parsed, io: Io): Asked {
  if (options.watch) refuseBeside(options, paths);
  const part = typeof options.shard === "string" ? partIn(options.shard) : undefined;
  const coverage = coverageWish(options);
  const reports = wishes(options.reporter, io);
  if (part && coverage) refuseGate(coverage.gate);
  return {
    paths,
    wanted: wantedBy(options),
    part,
    bail: numberIn(options, "bail", 1),
    rounds: roundsIn(options),
    jobs: jobsIn(typeof options.jobs === "string" ? options.jobs : "auto"),
    coverage,
    accept: accepted(options, io),
    reports: coverage?.folder === undefined ? reports : withPage(reports, coverage.folder, io),
  };
}

/** What there is beside --watch: it runs in its own order and until it is stopped, and writes nothing over. */
function refuseBeside(options: Parsed["options"], paths: readonly string[]): void {
  const fine = new Set(["watch", "grep", "tag", "ci", "reporter"]);
  const other = Object.keys(options).find((name) => !fine.has(name));
  if (other !== undefined) throw new Usage(`--watch and --${other} do not go together`);
  if (paths.includes("-")) throw new Usage("--watch watches files; standard input is none");
}

function roundsIn(options: Parsed["options"]): RoundOptions {
  const until = options["until-failure"] === true;
  const seed = numberIn(options, "seed", 0, seeds - 1);
  return {
    times: numberIn(options, "repeat", 1) ?? (until ? untilFailure : 1),
    untilFailure: until,
    seed: seed ?? (options.random ? Math.floor(Math.random() * seeds) : undefined),
  };
}
