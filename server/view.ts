import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { Catalogues } from "./catalogues.ts";
import type { Documents, Snapshot } from "./documents.ts";
import type { FlowFiles } from "./flowFiles.ts";
import type { Client } from "./host.ts";
import { Slices } from "./slices.ts";
import type { TestFiles } from "./testFiles.ts";
import { type Key, keyOf } from "./uris.ts";
import type { Surroundings, Workspace } from "./workspace.ts";

/** All that the server knows of files, for features that look beyond the document they are asked about. */
export interface World {
  /** Milliseconds since some moment. */
  now(): number;
  readonly client: Client;
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly testFiles: TestFiles;
  readonly flowFiles: FlowFiles;
  readonly catalogues: Catalogues;
}

/** What one request sees: each file is looked up once, and stays what it was then. */
export class View {
  readonly world: World;
  private readonly cancelled: CancellationToken;
  private readonly slices: Slices;
  private readonly found = new Map<Key, Promise<Snapshot | undefined>>();
  private readonly seen = new Set<Snapshot>();
  private readonly around = new Map<Snapshot, Promise<Surroundings>>();

  constructor(world: World, cancelled: CancellationToken) {
    this.world = world;
    this.cancelled = cancelled;
    this.slices = new Slices(world.now);
  }

  /** An open document. */
  open(uri: string): Snapshot | undefined {
    const snapshot = this.world.documents.open(uri);
    if (!snapshot) return undefined;
    this.seen.add(snapshot);
    this.found.set(snapshot.key, Promise.resolve(snapshot));
    return snapshot;
  }

  /** A file, open or not. */
  find(uri: string): Promise<Snapshot | undefined> {
    const key = keyOf(uri);
    let found = this.found.get(key);
    if (!found) {
      found = this.world.documents.find(uri).then((snapshot) => {
        if (snapshot) this.seen.add(snapshot);
        return snapshot;
      });
      this.found.set(key, found);
    }
    return found;
  }

  /** What the tests of a document walk with. */
  surroundings(snapshot: Snapshot): Promise<Surroundings> {
    let around = this.around.get(snapshot);
    if (!around) {
      around = this.world.workspace.surroundings(snapshot, (uri) => this.find(uri));
      this.around.set(snapshot, around);
    }
    return around;
  }

  /** Lets edits through from time to time during long work; whether somebody still waits for it. */
  async wanted(): Promise<boolean> {
    if (this.slices.over) await this.slices.next();
    return !this.cancelled.isCancellationRequested;
  }

  /** Why an answer would be of no use any more: nobody waits for it, or what it speaks of has been edited meanwhile. */
  outdated(): ResponseError | undefined {
    if (this.cancelled.isCancellationRequested) return givenUp();
    const { documents } = this.world;
    for (const snapshot of this.seen) {
      const current = snapshot.version === undefined ? !documents.isOpen(snapshot.uri) : documents.current(snapshot);
      if (!current) return editedMeanwhile();
    }
    return undefined;
  }
}

/** The answer for somebody who does not wait for it. */
export function givenUp(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled");
}

/** The answer about what is not there any more. Editors keep what they show, and ask again. */
export function editedMeanwhile(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, "A file was edited meanwhile");
}
