import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { isBad, type ReportedCase } from "../../report/test/report.ts";
import { Usage } from "../command.ts";
import { notRun, type PlayOptions, play } from "./play.ts";
import type { Chosen } from "./select.ts";
import { share } from "./share.ts";
import type { Errand, Reply, Work } from "./worker.ts";

/**
 * Fewer cases than this to each thread do not pay for starting it and reading the files there once more. Of 100,000 cases
 * the first thread has 3.2 seconds of work alone and 1.9 with three others, but all of them together have 7.9 instead of
 * 5.7: a processor that has nothing else to do is worth that, one that collects garbage for the first is not.
 */
export const worthwhile = 25_000;

/** How many threads are wanted; "auto" is as many as pay for the number of cases. Throws Usage. */
export function jobsIn(text: string): number | "auto" {
  if (text === "auto") return "auto";
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Usage(`--jobs is "${text}"; expected a number from 1 to 999, or auto`);
  return Number(text);
}

/** How many threads run so many cases. */
export function threadsFor(cases: number, wanted: number | "auto"): number {
  if (wanted !== "auto") return Math.max(1, Math.min(wanted, cases));
  return Math.max(1, Math.min(Math.floor(availableParallelism() / 2), Math.floor(cases / worthwhile)));
}

/** Threads that run cases together, this one among them. What comes of it is the same as in one thread. */
export class Crew {
  private readonly others: readonly Worker[];

  /** `cwd` is what files are named from. */
  constructor(threads: number, cwd: string) {
    const work: Work = { flowproof: "runs cases", cwd };
    // Bundled, this file is part of the command, and the command knows what to do in a thread.
    const bundle = new URL("./cli.js", import.meta.url);
    this.others = Array.from({ length: threads - 1 }, () => new Worker(bundle, { workerData: work }));
  }

  /** Nobody may watch: results stay in their threads, reports come back. */
  async play(files: readonly Chosen[], options: Omit<PlayOptions, "watchers">): Promise<ReportedCase[]> {
    const count = this.others.length + 1;
    const elsewhere = this.others.map((worker, i) => send(worker, share(files, { index: i + 2, count }), options));
    // Waited for from now on, so that one that fails while this thread is busy is no rejection that nobody handles.
    const together = Promise.all(elsewhere);
    together.catch(() => {});
    const here = play(share(files, { index: 1, count }), options);
    return cutAfter([...here, ...(await together).flat()], options.bail ?? 0);
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.others.map((worker) => worker.terminate()));
  }
}

function send(
  worker: Worker,
  files: readonly Chosen[],
  { walks, bail }: PlayOptions,
): Promise<readonly ReportedCase[]> {
  const errand: Errand = {
    files: files.map(({ path, cases }) => ({
      path,
      cases: cases.map(({ id, index, position }) => ({ id, index, position })),
    })),
    walks,
    bail,
  };
  return new Promise((done, failed) => {
    worker.once("error", failed);
    worker.once("message", (reply: Reply) => {
      worker.off("error", failed);
      if ("cases" in reply) done(reply.cases);
      else failed(new Usage(reply.why));
    });
    worker.postMessage(errand);
  });
}

/** Each thread stopped by its own failures; what a single one would not have run is not told either. */
function cutAfter(cases: ReportedCase[], bail: number): ReportedCase[] {
  if (bail === 0) return cases;
  let bad = 0;
  return cases.map((one) => {
    if (bad >= bail) return notRun(one);
    if (isBad(one)) bad++;
    return one;
  });
}
