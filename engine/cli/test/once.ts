import { coverageReport } from "../../report/coverage/report.ts";
import { isBad, type TestReport } from "../../report/test/report.ts";
import { findFiles } from "../files.ts";
import type { Io } from "../io.ts";
import { Project } from "../project.ts";
import type { Asked } from "./asked.ts";
import { failsGate, Measuring, writeCoverage } from "./coverage.ts";
import { Crew, threadsFor } from "./jobs.ts";
import { output, walksFor } from "./output.ts";
import { type PlayOptions, play, type Watcher } from "./play.ts";
import { inRounds } from "./rounds.ts";
import { type Chosen, select, sizeOf } from "./select.ts";
import { share } from "./share.ts";
import { keepsAny, SnapshotWriter } from "./snapshots.ts";

/** Runs what was asked for, tells it, and gives the exit code. */
export async function runOnce(asked: Asked, io: Io): Promise<number> {
  const { part, accept, bail, coverage: wish, reports } = asked;
  const project = new Project(io);
  const all = await select(project, findFiles(asked.paths, io.cwd), asked.wanted);
  const chosen = part ? share(all, part) : all;

  const covers = wish !== undefined || reports.some(({ reporter }) => reporter.covers);
  const measuring = covers ? new Measuring(project) : undefined;
  const snapshots = new SnapshotWriter(accept);
  const watchers: Watcher[] = measuring ? [measuring.watch] : [];
  if (accept && keepsAny(chosen)) watchers.push(snapshots.note);
  const played = await playAll(chosen, { walks: walksFor(reports), bail, watchers, accept }, asked, io);

  const measured = measuring?.measured;
  const coverage = measured?.map(coverageReport);
  const report: TestReport = { shard: part && { ...part, all: sizeOf(all) }, ...played, coverage };
  output(report, reports, io, { covered: wish !== undefined });
  snapshots.finish(chosen, project, io);
  if (measured && wish?.folder !== undefined) writeCoverage(measured, wish.folder, io);
  const below = coverage && wish ? failsGate(coverage, wish.gate, io) : false;
  return below || report.cases.some(isBad) ? 1 : 0;
}

async function playAll(
  chosen: readonly Chosen[],
  how: PlayOptions,
  { rounds, jobs }: Asked,
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
