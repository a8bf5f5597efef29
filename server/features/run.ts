import type { CancellationToken } from "vscode-languageserver";
import { type Case, caseIds, generator, inRandomOrder, seeds } from "../../engine/index.ts";
import { Batches } from "../batches.ts";
import type { RunCoverage } from "../coverage.ts";
import type { Snapshot } from "../documents.ts";
import { stackOf } from "../guard.ts";
import { Play, type PlayHost } from "../play.ts";
import type { CaseVerdict, RunParams, RunResult } from "../protocol.ts";
import { Slices } from "../slices.ts";
import { keyOf, nameOf } from "../uris.ts";
import type { Find, Surroundings } from "../workspace.ts";

export interface RunHost extends PlayHost {
  readonly cancelled: CancellationToken;
  readonly find: Find;
  surroundings(snapshot: Snapshot, find: Find): Promise<Surroundings>;
  send(results: readonly CaseVerdict[]): Promise<void>;
  failed(what: string, error: unknown): void;
  /** Where what cases cover is kept, if anybody wants to know. */
  readonly coverage?: RunCoverage;
}

/**
 * Runs cases as they stand in the editor, or else on disk; every file is read once a round. In slices: a run of any length
 * holds up no edit, and can be cancelled.
 */
export async function run(params: RunParams, host: RunHost): Promise<RunResult> {
  const slices = new Slices(host.now);
  for (let number = 1; ; number++) {
    const round = new Round(params, number, host, slices);
    const counts = await round.play();
    const cancelled = host.cancelled.isCancellationRequested;
    const over = cancelled || counts.failed + counts.errored > 0 || number >= (params.rounds ?? 1);
    if (over) return { ...counts, cancelled, rounds: number, coverage: host.coverage?.files() };
  }
}

/** Everything once. */
class Round {
  private readonly params: RunParams;
  /** Which one it is, from 1. */
  private readonly number: number;
  private readonly host: RunHost;
  private readonly slices: Slices;
  private readonly batches: Batches;
  private readonly random: (() => number) | undefined;
  private readonly found = new Map<string, Promise<Snapshot | undefined>>();
  private readonly counts = { passed: 0, failed: 0, errored: 0, skipped: 0 };

  constructor(params: RunParams, number: number, host: RunHost, slices: Slices) {
    const { seed } = params;
    this.params = params;
    this.number = number;
    this.host = host;
    this.slices = slices;
    this.batches = new Batches(host.now, (verdicts) => host.send(verdicts));
    // Each round has an order of its own, as with the command's --random.
    if (seed !== undefined) this.random = generator((seed + number - 1) % seeds);
  }

  async play(): Promise<Omit<RunResult, "cancelled" | "rounds">> {
    for (const { uri, ids } of this.inOrder(this.params.files)) {
      if (this.host.cancelled.isCancellationRequested) break;
      await this.file(uri, ids);
    }
    await this.batches.flush();
    return this.counts;
  }

  /** Runs the cases of a file, or those of them that are named. */
  private async file(uri: string, wanted: readonly string[] | undefined): Promise<void> {
    const left = new Set(wanted);
    try {
      const snapshot = await this.find(uri);
      const { tests } = snapshot?.document ?? {};
      if (snapshot && tests) {
        const around = await this.host.surroundings(snapshot, (at) => this.find(at));
        const play = new Play(snapshot, around, this.host);
        for (const [testCase, id] of this.inOrder(chosen(tests.cases, caseIds(snapshot.uri, tests.cases), wanted))) {
          if (this.slices.over) await this.slices.next();
          if (this.host.cancelled.isCancellationRequested) return;
          left.delete(id);
          const result = play.run(testCase, id);
          this.host.coverage?.add(testCase, result, uri, snapshot, around);
          await this.tell(result.status, (traced) => play.verdict(testCase, result, uri, { traced }));
        }
      }
      const why = snapshot ? `${nameOf(uri)} has no such case any more` : `Could not read ${nameOf(uri)}`;
      for (const id of left) await this.tell("errored", () => errored(uri, id, why));
    } catch (error) {
      this.host.failed(`Running ${uri}`, error);
      const why = `Flowproof failed here: ${stackOf(error)}`;
      for (const id of left) await this.tell("errored", () => errored(uri, id, why));
    }
  }

  private inOrder<T>(items: readonly T[]): readonly T[] {
    return this.random ? inRandomOrder(items, this.random) : items;
  }

  private find(uri: string): Promise<Snapshot | undefined> {
    const key = keyOf(uri);
    let found = this.found.get(key);
    if (!found) {
      found = this.host.find(uri);
      this.found.set(key, found);
    }
    return found;
  }

  /** Counts a verdict and has it sent; that a case has passed once more is no news. */
  private async tell(status: CaseVerdict["status"], verdict: (traced: boolean) => CaseVerdict): Promise<void> {
    this.counts[status]++;
    const good = status === "passed" || status === "skipped";
    if (good && this.number > 1) return;
    await this.batches.add(verdict(!good || this.params.traces !== "failed"));
  }
}

function chosen(
  cases: readonly Case[],
  ids: readonly string[],
  wanted: readonly string[] | undefined,
): (readonly [Case, id: string])[] {
  const those = wanted && new Set(wanted);
  return cases.flatMap((testCase, i) => (!those || those.has(ids[i]!) ? [[testCase, ids[i]!] as const] : []));
}

function errored(uri: string, id: string, message: string): CaseVerdict {
  return { uri, id, status: "errored", duration: 0, message, failures: [], trace: [] };
}
