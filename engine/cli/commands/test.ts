import { seeds } from "../../flowtest/shuffle.ts";
import { coverageReport } from "../../report/coverage/report.ts";
import { isBad, type TestReport } from "../../report/test/report.ts";
import { type Command, numberIn, type Parsed } from "../command.ts";
import { findFiles } from "../files.ts";
import type { Io } from "../io.ts";
import { Project } from "../project.ts";
import { coverageWish, failsGate, Measuring, refuseGate, writeCoverage } from "../test/coverage.ts";
import { Crew, jobsIn, threadsFor, worthwhile } from "../test/jobs.ts";
import { output, reporterHelp, wishes } from "../test/output.ts";
import { type PlayOptions, play, type Watcher } from "../test/play.ts";
import { inRounds, type RoundOptions } from "../test/rounds.ts";
import { type Chosen, select, sizeOf } from "../test/select.ts";
import { shardIn, share } from "../test/share.ts";
import { accepted, keepsAny, SnapshotWriter } from "../test/snapshots.ts";
import { wantedBy } from "../test/wanted.ts";

/** How often --until-failure tries where nothing says. */
const untilFailure = 1000;

export const test: Command = {
  name: "test",
  summary: "runs flow tests",
  help: `Runs flow tests: walks each case through its flow, without cloud, model or audio.

Usage: flowproof test [paths or globs…] [options]

A folder means every test file below it, without what .gitignore names and without node_modules; no path means
this folder, "-" means standard input.

Which cases:
  --grep TEXT         only cases whose name contains TEXT, whatever the case of its letters
  --tag TAG           only cases with this tag; with several (--tag a --tag b, or a,b) those that have any of them;
                      with "!" in front, such as --tag '!slow', only cases without it
  --shard I/N         only the I-th of N parts of these cases, for N machines; flowproof merge-reports joins them

How:
  --bail [N]          runs no more after the first case, or N cases, that failed or errored
  --random            files and cases in random order; the seed is told
  --seed SEED         the order of this seed, a number below ${seeds}
  --repeat N          runs everything N times; a case is told as its first result that failed or errored
  --until-failure     runs everything until something fails, at most ${untilFailure} times or --repeat N. A walk reads no
                      clock and draws no random number, so a case that fails once fails every time; one that does not
                      has found a mistake of Flowproof's
  --jobs N            so many threads; auto (the default) starts further ones only where they pay: there is one for
                      every ${worthwhile} cases, at most as many as there are processors

Coverage, of each flow that the cases walk: what they come through, of what any case could:
  --coverage          prints a table, and writes lcov.info and cobertura.xml
  --coverage-dir DIR  to this folder; "coverage" where nothing says
  --min-nodes N       exit code 1 unless the cases come to N percent of the nodes that can be reached, in each flow
  --min-transitions N the same of transitions
                      Of a part of the cases (--shard) both are asked of flowproof merge-reports

Traces that are kept beside the tests ("trace": "snapshot"):
  --update            writes them anew as they are now, and removes those that no case expects any more
  --ci                a case whose trace is not kept fails, as it does where the environment says CI; elsewhere its trace
                      is written

What is told, as many as are wanted, each --reporter NAME or --reporter NAME=FILE:
${reporterHelp}

Exit code 0: nothing failed or errored, and there was at least one case. 1: something did. 2: could not do its work.`,
  options: {
    grep: { type: "string" },
    tag: { type: "string", multiple: true },
    shard: { type: "string" },
    bail: { type: "string", implied: "1" },
    random: { type: "boolean" },
    seed: { type: "string" },
    repeat: { type: "string" },
    "until-failure": { type: "boolean" },
    jobs: { type: "string" },
    coverage: { type: "boolean" },
    "coverage-dir": { type: "string" },
    "min-nodes": { type: "string" },
    "min-transitions": { type: "string" },
    update: { type: "boolean" },
    ci: { type: "boolean" },
    reporter: { type: "string", multiple: true },
  },

  async run({ paths, options }, io) {
    const asked = wishes(options.reporter, io);
    const shard = typeof options.shard === "string" ? shardIn(options.shard) : undefined;
    const rounds = roundsIn(options);
    const jobs = jobsIn(typeof options.jobs === "string" ? options.jobs : "auto");
    const wish = coverageWish(options);
    if (shard && wish) refuseGate(wish.gate);
    const project = new Project(io);
    const covers = wish !== undefined || asked.some(({ reporter }) => reporter.covers);
    const measuring = covers ? new Measuring(project) : undefined;
    const watchers: Watcher[] = measuring ? [measuring.watch] : [];
    const walks = asked.some(({ reporter }) => reporter.walks === "all") ? "all" : "bad";
    const accept = accepted(options, io);
    const how: PlayOptions = { walks, bail: numberIn(options, "bail", 1), watchers, accept };

    const all = await select(project, findFiles(paths, io.cwd), wantedBy(options));
    const chosen = shard ? share(all, shard) : all;
    const snapshots = new SnapshotWriter(accept);
    if (accept && keepsAny(chosen)) watchers.push(snapshots.note);
    const played = await playAll(chosen, how, rounds, jobs, io);
    const measured = measuring?.measured;
    const coverage = measured?.map(coverageReport);
    const report: TestReport = { shard: shard && { ...shard, all: sizeOf(all) }, ...played, coverage };
    output(report, asked, io, { covered: wish !== undefined });
    snapshots.finish(chosen, project, io);
    if (measured && wish?.folder !== undefined) writeCoverage(measured, wish.folder, io);
    const below = coverage && wish ? failsGate(coverage, wish.gate, io) : false;
    return below || report.cases.some(isBad) ? 1 : 0;
  },
};

function roundsIn(options: Parsed["options"]): RoundOptions {
  const until = options["until-failure"] === true;
  const seed = numberIn(options, "seed", 0, seeds - 1);
  return {
    times: numberIn(options, "repeat", 1) ?? (until ? untilFailure : 1),
    untilFailure: until,
    seed: seed ?? (options.random ? Math.floor(Math.random() * seeds) : undefined),
  };
}

async function playAll(
  chosen: readonly Chosen[],
  how: PlayOptions,
  rounds: RoundOptions,
  jobs: number | "auto",
  io: Io,
): Promise<TestReport> {
  // Whoever watches needs the results themselves, and standard input is read but once.
  const alone = how.watchers?.length !== 0 || chosen.some(({ path }) => path === "-");
  const threads = alone ? 1 : threadsFor(sizeOf(chosen), jobs);
  if (threads === 1) return inRounds(chosen, rounds, async (files) => play(files, how));
  const crew = new Crew(threads, io.cwd);
  try {
    return await inRounds(chosen, rounds, (files) => crew.play(files, how));
  } finally {
    await crew.dismiss();
  }
}
