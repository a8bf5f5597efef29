import {
  type Connection,
  type DidChangeTextDocumentParams,
  FileChangeType,
  type FileEvent,
  type TextDocumentItem,
} from "vscode-languageserver";
import { isCatalogueName } from "../engine/index.ts";
import { Answers } from "./answers.ts";
import { anyCatalogueBeside, Catalogues } from "./catalogues.ts";
import { checkingOf } from "./checking.ts";
import { Diagnostics } from "./diagnostics.ts";
import { Documents, type Snapshot } from "./documents.ts";
import { LensRefresh } from "./features/codeLens.ts";
import { status } from "./features/status.ts";
import { FlowFiles } from "./flowFiles.ts";
import { Following } from "./following.ts";
import { stackOf } from "./guard.ts";
import type { Client, Host } from "./host.ts";
import * as protocol from "./protocol.ts";
import { Settings } from "./settings.ts";
import { type TestFile, TestFiles } from "./testFiles.ts";
import { Traces } from "./traces.ts";
import { asFolder, type Key, keyOf } from "./uris.ts";
import type { World } from "./view.ts";
import { Visits } from "./visits.ts";
import { Workspace } from "./workspace.ts";

/** One run of the server, from `initialize` to `shutdown`: what it knows, and what follows when something changes. */
export class Session {
  /** What the client asks. */
  readonly answers: Answers;
  /** What features that look beyond their document ask. */
  readonly world: World;
  private readonly connection: Connection;
  private readonly host: Host;
  private readonly client: Client;
  private readonly documents: Documents;
  private readonly workspace: Workspace;
  private readonly settings: Settings;
  private readonly testFiles: TestFiles;
  private readonly flowFiles = new FlowFiles();
  private readonly catalogues: Catalogues;
  private readonly diagnostics: Diagnostics;
  private readonly visits: Visits;
  private readonly following: Following;
  private readonly traces = new Traces();
  private readonly lensRefresh: LensRefresh;

  constructor(connection: Connection, host: Host, client: Client) {
    this.connection = connection;
    this.host = host;
    this.client = client;
    const failed = (what: string, error: unknown): void => this.log(what, error);
    const documents = new Documents((uri, most) => this.readText(uri, most));
    const workspace = new Workspace(documents);
    workspace.setFolders(client.folders);
    this.documents = documents;
    this.workspace = workspace;
    this.settings = new Settings(connection, client.answersConfiguration);
    this.testFiles = new TestFiles({
      documents,
      workspace,
      failed,
      now: host.now,
      changed: (now, before) => this.testsChanged(now, before),
      seen: (snapshot) => this.flowFiles.note(snapshot),
      gone: (key) => this.flowFiles.remove(key),
    });
    this.catalogues = new Catalogues({ documents, workspace, testFiles: this.testFiles });
    const { catalogues, settings, testFiles, flowFiles } = this;
    const checking = (snapshot: Snapshot) =>
      checkingOf(snapshot, { catalogues, client, host, settings, workspace, failed });
    this.diagnostics = new Diagnostics({
      documents,
      failed,
      publish: (params) => this.background("Publishing problems", connection.sendDiagnostics(params)),
      checking,
      settled: (snapshot) => this.settled(snapshot),
    });
    this.lensRefresh = new LensRefresh(connection, client.refreshesLenses);
    this.visits = new Visits({
      documents,
      workspace,
      testFiles,
      now: host.now,
      changed: () => this.lensRefresh.ask(),
      failed,
    });
    this.following = new Following({
      documents,
      workspace,
      testFiles,
      now: host.now,
      begins: (rerun) => connection.sendNotification(protocol.Rerun, rerun),
      told: (results) => connection.sendNotification(protocol.Results, results),
      ended: (run) => connection.sendNotification(protocol.RerunEnded, { run } satisfies protocol.RerunEndedParams),
      ran: (uri, id, walk) => this.traces.ran(uri, id, walk),
      failed,
    });
    this.world = { now: host.now, client, documents, workspace, testFiles, flowFiles, catalogues };
    this.answers = new Answers({
      ...this.world,
      connection,
      diagnostics: this.diagnostics,
      visits: this.visits,
      traces: this.traces,
      checking,
      failed,
    });
  }

  started(): void {
    this.list(this.client.folders);
  }

  ended(): void {
    this.diagnostics.dispose();
    this.following.dispose();
  }

  // What the client tells.

  opened(item: TextDocumentItem): void {
    this.forgetWhatIsNotWatched();
    this.documents.didOpen(item);
    this.diagnostics.opened(item.uri);
    this.diagnostics.touched(item.uri); // it may come with changes that were never saved
    this.following.touched();
  }

  changed(params: DidChangeTextDocumentParams): void {
    this.documents.didChange(params);
    this.following.touched();
    this.diagnostics.changed(params.textDocument.uri);
  }

  saved(): void {
    this.forgetWhatIsNotWatched();
  }

  closed(uri: string): void {
    const gaveSettings = this.documents.open(uri)?.document.settings !== undefined;
    this.documents.didClose(uri);
    this.following.touched();
    this.diagnostics.closed(uri);
    this.diagnostics.touched(uri);
    this.settings.forget(uri);
    this.testFiles.reconsider(uri);
    if (gaveSettings) this.giveFlows();
  }

  /** The JSON files of the workspace, all of them. */
  listed(uris: readonly string[]): void {
    // Files listed before have been read, and are watched.
    const known = new Set(this.client.watches ? this.workspace.keys() : []);
    this.workspace.setFiles(uris);
    // A whole folder may have gone or come back without a word about the files in it.
    this.documents.forgetAll();
    this.following.touched();
    this.diagnostics.all();
    this.testFiles.prune();
    this.flowFiles.prune((key) => this.workspace.has(key) || this.documents.isOpen(key));
    this.testFiles.read(uris.filter((uri) => !known.has(keyOf(uri))));
  }

  watched(events: readonly FileEvent[]): void {
    for (const { uri, type } of events) {
      if (type === FileChangeType.Deleted) this.deleted(uri);
      else if (uri.endsWith(".json")) {
        this.workspace.addFile(uri);
        this.altered(uri);
        this.testFiles.reconsider(uri);
      }
    }
    if (events.some(({ uri }) => uri.endsWith("/flowproof.json"))) this.giveFlows();
  }

  foldersChanged(uris: readonly string[]): void {
    this.workspace.setFolders(uris);
    this.diagnostics.all();
    this.giveFlows();
    this.list(uris);
  }

  /** Some cases are to be run again whenever a change can affect them. */
  follow(params: protocol.FollowParams): void {
    this.following.begin(params);
  }

  unfollow({ follow }: protocol.UnfollowParams): void {
    this.following.end(follow);
  }

  configurationChanged(settings: unknown): void {
    this.settings.changed(settings);
    this.diagnostics.all();
  }

  // What follows.

  private settled(snapshot: Snapshot): void {
    this.background("Noting the tests of a document", this.testFiles.note(snapshot));
    if (snapshot.document.settings) this.giveFlows();
    this.tellStatus(snapshot);
    this.retrace(snapshot.key);
  }

  /** What a file of tests or skills holds is other than before: its tests may come to other nodes of their flow. */
  private retrace(key: Key): void {
    for (const file of this.testFiles.all()) {
      if (file.flow === undefined || (file.key !== key && file.skills !== key)) continue;
      const flow = this.documents.open(file.flow);
      if (flow) this.visits.touched(flow);
    }
  }

  private testsChanged(now: TestFile | undefined, before: TestFile | undefined): void {
    const { uri, key } = (now ?? before)!;
    // Of an edit of an open file it is known already.
    if (!this.documents.isOpen(uri)) this.following.touched();
    if (!now) this.traces.forget(key);
    if (now?.cases !== before?.cases)
      this.tell(protocol.Tests, { uri, cases: now?.cases ?? [] } satisfies protocol.TestsParams);
    for (const flow of new Set([now?.flow, before?.flow])) {
      const snapshot = flow === undefined ? undefined : this.documents.open(flow);
      if (!snapshot) continue;
      this.tellStatus(snapshot);
      this.lensRefresh.ask();
      if (skillsFor(flow, now) !== skillsFor(flow, before)) this.diagnostics.again(snapshot.uri);
    }
  }

  private tellStatus(snapshot: Snapshot): void {
    const label = status(snapshot, this.testFiles.count(snapshot.key));
    this.tell(protocol.Status, { uri: snapshot.uri, label } satisfies protocol.StatusParams);
  }

  private giveFlows(): void {
    this.background("Giving tests their flows", this.testFiles.giveFlows());
  }

  private deleted(uri: string): void {
    const folder = asFolder(uri); // a folder may go without a word about the files in it
    const known = this.workspace.has(keyOf(uri));
    const gone = known ? [] : this.workspace.keys().filter((key) => key.startsWith(folder));
    for (const key of [keyOf(uri), ...gone]) {
      this.workspace.removeFile(key);
      this.altered(key);
      this.testFiles.remove(key);
    }
  }

  /** A file has changed on disk, which matters to nobody as long as it is open. */
  private altered(uri: string): void {
    if (isCatalogueName(uri)) this.diagnostics.touched(anyCatalogueBeside(uri));
    if (this.documents.isOpen(uri)) return;
    this.documents.forget(uri);
    this.following.touched();
    this.diagnostics.touched(uri);
    this.retrace(keyOf(uri));
  }

  /** Where nobody tells that a file has changed, a file is read again when the user turns to the next one. */
  private forgetWhatIsNotWatched(): void {
    if (!this.client.watches) this.documents.forgetAll();
  }

  private list(folders: readonly string[]): void {
    if (!this.host.list || this.client.reads) return;
    this.background(
      "Listing the files of the workspace",
      this.host.list(folders).then((uris) => this.listed(uris)),
    );
  }

  private async readText(uri: string, most?: number): Promise<string | undefined> {
    if (!this.client.reads) return this.host.read?.(uri, most);
    try {
      const params: protocol.ReadParams = { uri, most };
      const found = await this.connection.sendRequest<protocol.ReadResult>(protocol.Read, params);
      return most !== undefined && found && found.text.length > most ? undefined : found?.text;
    } catch {
      return undefined; // the client could not say: there is no text to be had
    }
  }

  private tell(method: string, params: object): void {
    this.background(`Sending ${method}`, this.connection.sendNotification(method, params));
  }

  /** Work that nobody waits for. */
  private background(what: string, work: Promise<unknown>): void {
    work.catch((error) => this.log(what, error));
  }

  private log(what: string, error: unknown): void {
    this.connection.console.error(`${what} failed: ${stackOf(error)}`);
  }
}

/** The catalogue that a test file names for a flow, if that is the flow it walks. */
function skillsFor(flow: string | undefined, file: TestFile | undefined): string | undefined {
  return file?.flow === flow ? file?.skills : undefined;
}
