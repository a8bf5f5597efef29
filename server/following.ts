import { affected, type Case, caseIds, type Ran, ran } from "../engine/index.ts";
import { Batches } from "./batches.ts";
import type { Documents, Snapshot } from "./documents.ts";
import { Play, type PlayHost } from "./play.ts";
import { type FollowParams, mostTraces, type RerunParams, type ResultsParams, type RunTarget } from "./protocol.ts";
import { Slices } from "./slices.ts";
import type { TestFile, TestFiles } from "./testFiles.ts";
import { asFolder, type Key, keyOf } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

export interface FollowingHost extends PlayHost {
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly testFiles: Pick<TestFiles, "all" | "upToDate">;
  /** Cases begin to run again. */
  begins(rerun: RerunParams): Promise<void>;
  told(results: ResultsParams): Promise<void>;
  /** What began has come to its end. */
  ended(run: string): Promise<void>;
  failed(what: string, error: unknown): void;
}

/** So many milliseconds without an edit are a pause; a result comes less than 100 ms after the last key. */
const PAUSE = 50;

/** Cases that are run again whenever a change can affect them. */
export class Following {
  private readonly host: FollowingHost;
  private readonly follows = new Map<string, Follow>();

  constructor(host: FollowingHost) {
    this.host = host;
  }

  /** Runs the cases once, and from then on those that a change can affect. */
  begin(params: FollowParams): void {
    this.end(params.follow);
    const follow = new Follow(this.host, params);
    this.follows.set(params.follow, follow);
    follow.look();
  }

  end(follow: string): void {
    this.follows.get(follow)?.dispose();
    this.follows.delete(follow);
  }

  /** Some file is another one now, in the editor or on disk. */
  touched(): void {
    for (const follow of this.follows.values()) follow.touched();
  }

  dispose(): void {
    for (const follow of [...this.follows.keys()]) this.end(follow);
  }
}

/** What is known of the cases of a file: with what each was run last, and what it has read of that. */
interface Known {
  /** The very versions they were compared with last. */
  readonly from: readonly unknown[];
  readonly cases: Map<string, Ran>;
}

/** The cases of a file that have to run. */
interface Due {
  readonly uri: string;
  readonly play: Play;
  readonly cases: readonly { readonly testCase: Case; readonly id: string }[];
  readonly known: Known;
}

/** One choice of cases that are followed. */
class Follow {
  private readonly host: FollowingHost;
  private readonly params: FollowParams;
  private readonly known = new Map<Key, Known>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the changes: what was begun before the last one is outdated. */
  private changes = 0;
  private working: Promise<void> = Promise.resolve();
  private reruns = 0;

  constructor(host: FollowingHost, params: FollowParams) {
    this.host = host;
    this.params = params;
  }

  touched(): void {
    this.changes++;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), PAUSE);
  }

  /** Runs what has to run, as soon as what is outdated has stopped. */
  look(): void {
    const now = this.changes;
    this.working = this.working
      .then(() => this.work(() => this.changes !== now))
      .catch((error) => this.host.failed("Running tests again", error));
  }

  dispose(): void {
    this.changes++;
    clearTimeout(this.timer);
  }

  private async work(outdated: () => boolean): Promise<void> {
    await this.host.testFiles.upToDate();
    const slices = new Slices(this.host.now);
    const files = this.host.testFiles.all();
    this.forgetAllBut(files);
    const due: Due[] = [];
    for (const file of files) {
      if (outdated()) return;
      const found = await this.dueIn(file, slices, outdated);
      if (found) due.push(found);
    }
    if (due.length > 0 && !outdated()) await this.run(due, slices, outdated);
  }

  private async run(due: readonly Due[], slices: Slices, outdated: () => boolean): Promise<void> {
    const { host, params } = this;
    const run = `${params.follow}.${++this.reruns}`;
    const files = due.map(({ uri, cases }) => ({ uri, ids: cases.map(({ id }) => id) }));
    const traced = files.reduce((sum, { ids }) => sum + ids.length, 0) <= mostTraces;
    await host.begins({ follow: params.follow, run, files });
    const batches = new Batches(host.now, (results) => host.told({ run, results }));
    try {
      for (const { uri, play, cases, known } of due)
        for (const { testCase, id } of cases) {
          if (slices.over) await slices.next();
          if (outdated()) return;
          const result = play.run(testCase, id);
          known.cases.set(id, ran(play.given(testCase, id), result));
          const good = result.status === "passed" || result.status === "skipped";
          await batches.add(play.verdict(testCase, result, uri, { traced: traced || !good }));
        }
    } finally {
      await batches.flush();
      await host.ended(run);
    }
  }

  /** The cases of a file that are new, or that a change since they ran can affect; undefined where nothing has to run. */
  private async dueIn(file: TestFile, slices: Slices, outdated: () => boolean): Promise<Due | undefined> {
    const isFollowed = this.chosenIn(file);
    const snapshot = isFollowed && (await this.host.documents.find(file.uri));
    const { tests } = snapshot?.document ?? {};
    if (!isFollowed || !snapshot || !tests) return undefined;
    const around = await this.host.workspace.surroundings(snapshot);
    if (await this.isHalfWritten([snapshot.key, ...around.uses])) return undefined;
    const { flow, skills, why, snapshots } = around.context;
    const from = [snapshot.document, flow, skills, why, snapshots];
    const before = this.known.get(file.key);
    const ids = caseIds(snapshot.uri, tests.cases);
    const same = before?.from.every((each, i) => each === from[i]);
    if (before && same && ids.every((id) => before.cases.has(id) || !isFollowed(id))) return undefined;
    const play = new Play(snapshot, around, this.host);
    const known: Known = { from, cases: new Map() };
    const cases: { testCase: Case; id: string }[] = [];
    for (const [i, id] of ids.entries()) {
      if (slices.over) await slices.next();
      if (outdated()) return undefined;
      if (!isFollowed(id)) continue;
      const testCase = tests.cases[i]!;
      const given = play.given(testCase, id);
      const last = before?.cases.get(id);
      if (last && !affected(last, given)) known.cases.set(id, { ...given, read: last.read });
      else cases.push({ testCase, id });
    }
    this.known.set(file.key, known);
    return cases.length > 0 ? { uri: file.uri, play, cases, known } : undefined;
  }

  /** Which of a file's cases are followed; undefined for none. */
  private chosenIn({ key }: TestFile): ((id: string) => boolean) | undefined {
    const { include, exclude = [] } = this.params;
    const named = (target: RunTarget): RunTarget =>
      target.filter(({ uri }) => keyOf(uri) === key || key.startsWith(asFolder(uri)));
    const [wanted, unwanted] = [include && named(include), named(exclude)];
    if (wanted?.length === 0 || unwanted.some(({ ids }) => !ids)) return undefined;
    const ids = wanted?.some((each) => !each.ids) ? undefined : wanted && new Set(wanted.flatMap((each) => each.ids!));
    const without = new Set(unwanted.flatMap((each) => each.ids!));
    return (id) => (ids?.has(id) ?? true) && !without.has(id);
  }

  /**
   * Whether one of these files is no JSON at the moment: somebody is writing there, and of what is read of it nothing is
   * certain. The last results stand until it is (Flowproof's choice).
   */
  private async isHalfWritten(keys: Iterable<Key>): Promise<boolean> {
    const { documents } = this.host;
    const found = await Promise.all(
      Array.from(keys, (key): Promise<Snapshot | undefined> | Snapshot => documents.open(key) ?? documents.find(key)),
    );
    return found.some((snapshot) => snapshot?.broken);
  }

  private forgetAllBut(files: readonly TestFile[]): void {
    const left = new Set(files.map(({ key }) => key));
    for (const key of this.known.keys()) if (!left.has(key)) this.known.delete(key);
  }
}
