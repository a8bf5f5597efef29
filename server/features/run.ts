import type { CancellationToken, Location } from "vscode-languageserver";
import { type Case, type CaseResult, caseIds, type Flow, locate, runCase, traceLines } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { stackOf } from "../guard.ts";
import type { CaseVerdict, RunParams, RunResult } from "../protocol.ts";
import { Slices } from "../slices.ts";
import { keyOf, nameOf } from "../uris.ts";
import type { Find, Surroundings } from "../workspace.ts";

export interface RunHost {
  now(): number;
  readonly cancelled: CancellationToken;
  readonly find: Find;
  surroundings(snapshot: Snapshot, find: Find): Promise<Surroundings>;
  send(results: readonly CaseVerdict[]): Promise<void>;
  failed(what: string, error: unknown): void;
}

/** Verdicts are told when this many are there, or this many milliseconds have passed. */
const BATCH = 200;
const DELAY = 50;

/**
 * Runs cases as they stand in the editor, or else on disk; every file is read once a run. In slices: a run of any length
 * holds up no edit, and can be cancelled.
 */
export async function run(params: RunParams, host: RunHost): Promise<RunResult> {
  const one = new TestRun(host);
  for (const { uri, ids } of params.files) {
    if (host.cancelled.isCancellationRequested) break;
    await one.file(uri, ids);
  }
  return one.end();
}

class TestRun {
  private readonly host: RunHost;
  private readonly slices: Slices;
  private readonly found = new Map<string, Promise<Snapshot | undefined>>();
  private readonly counts = { passed: 0, failed: 0, errored: 0, skipped: 0 };
  private batch: CaseVerdict[] = [];
  private sent: number;

  constructor(host: RunHost) {
    this.host = host;
    this.slices = new Slices(host.now);
    this.sent = host.now();
  }

  /** Runs the cases of a file, or those of them that are named. */
  async file(uri: string, wanted: readonly string[] | undefined): Promise<void> {
    const left = new Set(wanted);
    try {
      const snapshot = await this.find(uri);
      const { tests } = snapshot?.document ?? {};
      if (snapshot && tests) {
        const around = await this.host.surroundings(snapshot, (at) => this.find(at));
        const ids = caseIds(snapshot.uri, tests.cases);
        const play = new Play(snapshot, around, this.host.now);
        for (const [i, id] of ids.entries()) {
          if (wanted && !left.delete(id)) continue;
          if (this.slices.over) await this.slices.next();
          if (this.host.cancelled.isCancellationRequested) return;
          await this.tell(play.verdict(tests.cases[i]!, id, uri));
        }
      }
      const why = snapshot ? `${nameOf(uri)} has no such case any more` : `Could not read ${nameOf(uri)}`;
      for (const id of left) await this.tell(errored(uri, id, why));
    } catch (error) {
      this.host.failed(`Running ${uri}`, error);
      for (const id of left) await this.tell(errored(uri, id, `Flowproof failed here: ${stackOf(error)}`));
    }
  }

  async end(): Promise<RunResult> {
    await this.flush();
    return { ...this.counts, cancelled: this.host.cancelled.isCancellationRequested };
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

  private async tell(verdict: CaseVerdict): Promise<void> {
    this.counts[verdict.status]++;
    this.batch.push(verdict);
    if (this.batch.length >= BATCH || this.host.now() - this.sent >= DELAY) await this.flush();
  }

  private async flush(): Promise<void> {
    const { batch } = this;
    this.batch = [];
    this.sent = this.host.now();
    if (batch.length > 0) await this.host.send(batch);
  }
}

/** The cases of one file, played and told in terms of the editor. */
class Play {
  private readonly snapshot: Snapshot;
  private readonly around: Surroundings;
  private readonly now: () => number;
  private readonly nodes = new Map<Flow, Map<string, Location>>();

  constructor(snapshot: Snapshot, around: Surroundings, now: () => number) {
    this.snapshot = snapshot;
    this.around = around;
    this.now = now;
  }

  verdict(one: Case, id: string, uri: string): CaseVerdict {
    const { document } = this.snapshot;
    const { flow, skills, why } = this.around.context;
    const result = runCase(one, flow, { skills, now: this.now, file: uri, id, why });
    return {
      uri,
      id,
      status: result.status,
      duration: result.durationMs,
      message: result.message,
      failures: result.failures.map(({ message, expected, actual, place }) => ({
        message,
        expected,
        actual,
        range: this.snapshot.range(locate(document, place)),
      })),
      trace: this.trace(one, result),
    };
  }

  private trace(one: Case, result: CaseResult): CaseVerdict["trace"] {
    const flow = one.flow ?? this.around.context.flow;
    if (!flow) return [];
    const places = this.placesIn(flow, one.flow ? this.snapshot : this.around.flowIn);
    return traceLines(result, flow).map(({ text, node }) => ({
      text,
      at: node === undefined ? undefined : places.get(node),
    }));
  }

  /** Where the nodes of a flow are written; worked out once, many cases walk the same ones. */
  private placesIn(flow: Flow, file: Snapshot | undefined): ReadonlyMap<string, Location> {
    let places = this.nodes.get(flow);
    if (!places) {
      places = new Map();
      if (file)
        for (const [id, { idPlace }] of flow.byId)
          places.set(id, { uri: file.uri, range: file.range(locate(file.document, idPlace)) });
      this.nodes.set(flow, places);
    }
    return places;
  }
}

function errored(uri: string, id: string, message: string): CaseVerdict {
  return { uri, id, status: "errored", duration: 0, message, failures: [], trace: [] };
}
