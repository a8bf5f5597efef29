import type { Diagnostic, PublishDiagnosticsParams } from "vscode-languageserver";
import { type LintSettings, lint, type Problem } from "../engine/index.ts";
import type { Documents, Snapshot } from "./documents.ts";
import { toDiagnostic } from "./toLsp.ts";
import { type Key, keyOf } from "./uris.ts";

/** What a document is checked with, and the files this was found in. */
export interface Checking {
  readonly settings: LintSettings;
  readonly uses: ReadonlySet<Key>;
}

export interface DiagnosticsHost {
  readonly documents: Documents;
  publish(params: PublishDiagnosticsParams): void;
  checking(snapshot: Snapshot): Promise<Checking>;
  /** Called for each version that is looked at, before its diagnostics are worked out. */
  settled(snapshot: Snapshot): void;
  failed(what: string, error: unknown): void;
}

/** How long a document is left alone after an edit, in milliseconds. */
const QUIET = 100;

/** Debounce, cancel and publish of problems, for every open document. */
export class Diagnostics {
  private readonly host: DiagnosticsHost;
  private readonly timers = new Map<Key, ReturnType<typeof setTimeout>>();
  /**
   * The check that is under way for a document: an older one finds that it is not this any more, and gives up. Its value
   * is what has changed since it began.
   */
  private readonly latest = new Map<Key, Set<Key>>();
  private readonly uses = new Map<Key, ReadonlySet<Key>>();
  private readonly published = new Set<Key>();
  /** The problems that were published last. */
  private readonly found = new Map<Key, { readonly snapshot: Snapshot; readonly problems: readonly Problem[] }>();

  constructor(host: DiagnosticsHost) {
    this.host = host;
  }

  /** A document was opened: checked at once. */
  opened(uri: string): void {
    void this.check(keyOf(uri));
  }

  /** A document was edited: checked when the user pauses, and so is every open document that looks into it. */
  changed(uri: string): void {
    this.soon(keyOf(uri));
    this.touched(uri);
  }

  /** A file has other text than before: open documents that look into it are checked again. */
  touched(uri: string): void {
    const key = keyOf(uri);
    for (const changes of this.latest.values()) changes.add(key);
    for (const [user, uses] of this.uses) if (uses.has(key) && user !== key) this.soon(user);
  }

  /** What an open document is checked with is other than before. */
  again(uri: string): void {
    if (this.host.documents.isOpen(uri)) this.soon(keyOf(uri));
  }

  /** Anything may be different. */
  all(): void {
    for (const key of this.host.documents.keys()) this.soon(key);
  }

  /** The problems of a document, if this very version of it has been checked. */
  of(snapshot: Snapshot): readonly Problem[] | undefined {
    const last = this.found.get(snapshot.key);
    return last?.snapshot === snapshot ? last.problems : undefined;
  }

  closed(uri: string): void {
    const key = keyOf(uri);
    this.found.delete(key);
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.latest.delete(key);
    this.uses.delete(key);
    if (this.published.delete(key)) this.host.publish({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.latest.clear();
  }

  private soon(key: Key): void {
    clearTimeout(this.timers.get(key));
    this.latest.delete(key);
    this.timers.set(
      key,
      setTimeout(() => void this.check(key), QUIET),
    );
  }

  private async check(key: Key): Promise<void> {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    const changes = new Set<Key>();
    this.latest.set(key, changes);
    try {
      const snapshot = this.host.documents.open(key);
      if (!snapshot) return;
      this.host.settled(snapshot);
      const { settings, uses } = await this.host.checking(snapshot);
      if (this.latest.get(key) !== changes || !this.host.documents.current(snapshot)) return;
      this.uses.set(key, uses);
      // What has changed while it was looked into is looked into again.
      if ([...changes].some((change) => uses.has(change))) this.soon(key);
      const problems = lint(snapshot.document, settings);
      this.found.set(key, { snapshot, problems });
      this.publish(
        snapshot,
        problems.map((problem) => toDiagnostic(snapshot, problem)),
      );
    } catch (error) {
      this.host.failed("Checking a document", error);
    } finally {
      if (this.latest.get(key) === changes) this.latest.delete(key);
    }
  }

  private publish(snapshot: Snapshot, diagnostics: Diagnostic[]): void {
    // Of a file that never was ours nothing is said, not even that it has no problems.
    if (!snapshot.document.format && !this.published.has(snapshot.key)) return;
    this.published.add(snapshot.key);
    this.host.publish({ uri: snapshot.uri, version: snapshot.version, diagnostics });
  }
}
