import { formats } from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";
import type { Slices } from "./slices.ts";
import { type Key, keyOf } from "./uris.ts";

/** Larger files are not looked at for tests until they are opened. */
export const MOST_BYTES = 1_000_000;
const MOST_FILES = 5_000;
/** How many files are read at a time: enough to hide the way to the client, not enough to be noticed. */
const AT_ONCE = 8;

const telling = formats.flatMap((format) => format.names ?? []);

/**
 * The files among `uris` that may hold tests, those first whose name says so. `pathOf` gives a file's path inside the
 * workspace, because a project may itself lie below a hidden folder.
 */
export function worthReading(uris: readonly string[], pathOf: (uri: string) => string): string[] {
  const named: string[] = [];
  const others: string[] = [];
  for (const uri of uris) {
    const path = pathOf(uri);
    if (!path.endsWith(".json") || skipped.test(path)) continue;
    (telling.some((end) => path.endsWith(end)) ? named : others).push(uri);
  }
  return [...named, ...others].slice(0, MOST_FILES);
}
const skipped = /(^|\/)(node_modules\/|\.[^/]+\/|package\.json$|package-lock\.json$|tsconfig[^/]*\.json$)/;

export interface ScanHost {
  readonly slices: Slices;
  load(uri: string): Promise<Snapshot | undefined>;
  /** What is in a file; undefined where there is none. */
  found(uri: string, snapshot: Snapshot | undefined): Promise<void>;
  failed(uri: string, error: unknown): void;
}

/** Reads files in the background, a few at a time, in the order in which they were asked for. */
export class Scan {
  private readonly host: ScanHost;
  private readonly waiting = new Map<Key, string>();
  /** The last reading of each file that has not come to its end; an older one, or one that was taken back, is dropped. */
  private readonly reading = new Map<Key, object>();
  private working = 0;
  private done: (() => void)[] = [];

  constructor(host: ScanHost) {
    this.host = host;
  }

  add(uris: Iterable<string>): void {
    for (const uri of uris) this.waiting.set(keyOf(uri), uri);
    for (; this.working < Math.min(AT_ONCE, this.waiting.size); this.working++) void this.work();
  }

  /** When everything that it was asked for so far, and what was asked for meanwhile, has been read. */
  idle(): Promise<void> {
    if (this.working === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.done.push(resolve);
    });
  }

  remove(key: Key): void {
    this.waiting.delete(key);
    this.reading.delete(key);
  }

  private async work(): Promise<void> {
    const { slices } = this.host;
    for (const [key, uri] of this.waiting) {
      this.waiting.delete(key);
      await this.look(key, uri);
      if (slices.over) await slices.next();
    }
    this.working--;
    if (this.working > 0) return;
    const { done } = this;
    this.done = [];
    for (const resolve of done) resolve();
  }

  private async look(key: Key, uri: string): Promise<void> {
    const reading = {};
    this.reading.set(key, reading);
    try {
      const snapshot = await this.host.load(uri);
      if (this.reading.get(key) === reading) await this.host.found(uri, snapshot);
    } catch (error) {
      this.host.failed(uri, error);
    } finally {
      if (this.reading.get(key) === reading) this.reading.delete(key);
    }
  }
}
