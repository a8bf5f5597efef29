import type { Documents, Snapshot } from "./documents.ts";
import { testCases } from "./features/tests.ts";
import type { TestCase } from "./protocol.ts";
import { MOST_BYTES, Scan, worthReading } from "./scan.ts";
import { Slices } from "./slices.ts";
import { type Key, keyOf } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

/** A file with flow tests in it, as lenses and the Test Explorer need it. */
export interface TestFile {
  readonly key: Key;
  readonly uri: string;
  readonly cases: readonly TestCase[];
  /** The flow the cases walk, where it is a file of its own. */
  readonly flow: Key | undefined;
  /** Whether the file itself says which flow, rather than the workspace. */
  readonly namesFlow: boolean;
  /** The skill catalogue that it names. */
  readonly skills: Key | undefined;
}

export interface TestFilesHost {
  readonly documents: Documents;
  readonly workspace: Workspace;
  now(): number;
  /** The tests of a file, or which flow and skills they walk with, are other than before; undefined for a file without tests. */
  changed(now: TestFile | undefined, before: TestFile | undefined): void;
  failed(what: string, error: unknown): void;
  /** A file was looked into, with or without tests in it. */
  seen(snapshot: Snapshot): void;
  /** A file is there no more, or none of ours. */
  gone(key: Key): void;
}

/** Every file that is known to hold flow tests, as it is in the editor or else on disk, and the way from a flow to them. */
export class TestFiles {
  private readonly host: TestFilesHost;
  private readonly files = new Map<Key, TestFile>();
  /** The flows of files that are no JSON at the moment, of whose cases nothing is certain. */
  private readonly broken = new Map<Key, Key>();
  private readonly scan: Scan;
  /** The versions of open documents that have been looked at. */
  private readonly noted = new WeakSet<Snapshot>();
  /** The version of a file that is being looked at; an older one is dropped, however long it took. */
  private readonly noting = new Map<Key, Snapshot>();
  private timesGiven = 0;

  constructor(host: TestFilesHost) {
    this.host = host;
    this.scan = new Scan({
      slices: new Slices(host.now),
      load: (uri) => host.documents.load(uri, MOST_BYTES),
      found: (uri, snapshot) => this.found(uri, snapshot),
      failed: (uri, error) => host.failed(`Reading ${uri}`, error),
    });
  }

  /** Waits until every file that was listed is known, and every open document as it is now. */
  async upToDate(): Promise<void> {
    await this.scan.idle();
    await this.noteOpen();
  }

  /** Waits until every open document is known as it is now. */
  async noteOpen(): Promise<void> {
    for (const key of this.host.documents.keys()) {
      const snapshot = this.host.documents.open(key);
      if (!snapshot || this.noted.has(snapshot)) continue;
      await this.note(snapshot);
    }
  }

  /** All files with tests, in the order of their names. */
  all(): TestFile[] {
    return inOrder([...this.files.values()]);
  }

  /** The files whose tests walk a flow, in the order of their names. */
  of(flow: Key): TestFile[] {
    return inOrder([...this.files.values()].filter((file) => file.flow === flow));
  }

  /** Files with tests of a flow that cannot be read to the end as they are, in the order of their names. */
  brokenOf(flow: Key): Key[] {
    return [...this.broken].flatMap(([key, walked]) => (walked === flow ? [key] : [])).sort();
  }

  /** How many tests a flow has: the one number that lenses and the status show. */
  count(flow: Key): number {
    return this.of(flow).reduce((sum, { cases }) => sum + cases.length, 0);
  }

  /** Looks into files that are not open, in the background, as far as they may hold tests. */
  read(uris: readonly string[]): void {
    this.scan.add(worthReading(uris, (uri) => this.host.workspace.pathInside(keyOf(uri))));
  }

  /** Looks again at a file that is not open, or not any more. */
  reconsider(uri: string): void {
    const key = keyOf(uri);
    if (this.host.documents.isOpen(uri)) return;
    if (this.host.workspace.has(key)) this.read([uri]);
    else this.remove(key);
  }

  /** Keeps in mind what tests a file holds. */
  async note(snapshot: Snapshot): Promise<void> {
    const { key, uri, document } = snapshot;
    const { documents, workspace } = this.host;
    this.noting.set(key, snapshot);
    let flow: string | undefined;
    let given: number;
    do {
      given = this.timesGiven;
      flow = document.tests && (await workspace.flowOf(snapshot));
    } while (given !== this.timesGiven); // a workspace file changed while it was asked
    // By now there may be a newer version, or none at all.
    if (this.noting.get(key) !== snapshot) return;
    this.noting.delete(key);
    if (snapshot.version === undefined ? documents.isOpen(uri) || !workspace.has(key) : !documents.current(snapshot))
      return;
    this.noted.add(snapshot);
    this.host.seen(snapshot);
    if (flow !== undefined && snapshot.broken) this.broken.set(key, keyOf(flow));
    else this.broken.delete(key);
    const skills = workspace.skillsOf(snapshot);
    this.set({
      key,
      uri,
      cases: testCases(snapshot),
      flow: flow && keyOf(flow),
      namesFlow: document.tests?.flow !== undefined,
      skills: skills && keyOf(skills),
    });
  }

  /** A workspace file has changed: tests that name no flow may walk another now. */
  async giveFlows(): Promise<void> {
    const given = ++this.timesGiven;
    for (const file of [...this.files.values()]) {
      if (file.namesFlow) continue;
      const flow = await this.host.workspace.flowGiven(file.uri);
      if (given !== this.timesGiven) return; // it has changed again, and all are looked at anew
      if (this.files.get(file.key) === file) this.set({ ...file, flow: flow && keyOf(flow) });
    }
  }

  /** Forgets files that the workspace has no more, but for those that are open. */
  prune(): void {
    for (const key of this.files.keys()) if (!this.host.workspace.has(key)) this.remove(key);
  }

  /** Forgets a file that is gone, unless it is open. */
  remove(key: Key): void {
    this.scan.remove(key);
    if (this.host.documents.isOpen(key)) return;
    this.noting.delete(key);
    this.host.gone(key);
    this.broken.delete(key);
    const before = this.files.get(key);
    if (!before) return;
    this.files.delete(key);
    this.host.changed(undefined, before);
  }

  private async found(uri: string, snapshot: Snapshot | undefined): Promise<void> {
    if (this.host.documents.isOpen(uri)) return;
    if (snapshot) await this.note(snapshot);
    else this.remove(keyOf(uri));
  }

  private set(file: TestFile): void {
    const before = this.files.get(file.key);
    const now = file.cases.length > 0 ? file : undefined;
    if (before === now || (before && now && same(before, now))) return;
    if (now) this.files.set(file.key, now);
    else this.files.delete(file.key);
    this.host.changed(now, before);
  }
}

function inOrder(files: TestFile[]): TestFile[] {
  return files.sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

function same(a: TestFile, b: TestFile): boolean {
  if (a.flow !== b.flow || a.namesFlow !== b.namesFlow || a.skills !== b.skills) return false;
  return JSON.stringify(a.cases) === JSON.stringify(b.cases);
}
