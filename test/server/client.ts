// What lives here: a client of the language server for tests. It speaks the protocol as an editor does, to a real
// process, and waits for what the server tells instead of waiting for time to pass.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import {
  type CodeLens,
  createProtocolConnection,
  type DocumentSymbol,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  type LogMessageParams,
  MessageType,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type RegistrationParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import {
  Files,
  Read,
  type ReadParams,
  Rerun,
  RerunEnded,
  type RerunEndedParams,
  type RerunParams,
  Results,
  type ResultsParams,
  Run,
  type RunParams,
  type RunResult,
  Status,
  type StatusParams,
  Tests,
  type TestsParams,
} from "../../server/protocol.ts";

/** What a test waits for comes in milliseconds; after this long it never will. */
const PATIENCE = 20_000;

const root = join(import.meta.dirname, "../..");

export interface Start {
  /** The workspace folders, as URIs. */
  readonly folders?: readonly string[];
  /** What is on disk, by URI. */
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Record<string, unknown>;
  readonly capabilities?: InitializeParams["capabilities"];
  /** Answers of `workspace/configuration` for the section `flowproof`. */
  readonly settings?: unknown;
  /** What is run, in place of the server's main file. */
  readonly args?: readonly string[];
  readonly transport?: "stdio" | "ipc";
}

const everything: InitializeParams["capabilities"] = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
  textDocument: {
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
  },
};

/** Something the server told, as it came. */
type Told =
  | { kind: "diagnostics"; params: PublishDiagnosticsParams }
  | { kind: "tests"; params: TestsParams }
  | { kind: "status"; params: StatusParams }
  | { kind: "results"; params: ResultsParams }
  | { kind: "rerun"; params: RerunParams }
  | { kind: "rerunEnded"; params: RerunEndedParams }
  | { kind: "refresh"; params: undefined }
  | { kind: "log"; params: LogMessageParams };
type Params<K extends Told["kind"]> = Extract<Told, { kind: K }>["params"];

export class Client {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  /** What is on disk, by URI; may be changed at any time, `watched` tells the server. */
  readonly files: Map<string, string>;
  settings: unknown;
  folders: readonly string[];
  /** URIs of files that the server asked for, in order. */
  readonly reads: string[] = [];
  /** Holds an answer to `Read` back until it is done; the text is what was there when it was asked for. */
  slow: (uri: string) => Promise<void> | undefined = () => undefined;
  /** Methods the server registered for. */
  readonly registered: string[] = [];
  told: Told[] = [];
  initialized!: InitializeResult;
  /** Called when something more was told. */
  private waiting: (() => void)[] = [];
  private readonly ended: Promise<number | null>;
  /** The notification that was sent last, on its way. */
  private sending: Promise<void> = Promise.resolve();

  static async start(start: Start = {}): Promise<Client> {
    const client = new Client(start);
    await client.initialize(start);
    return client;
  }

  private constructor({ files = {}, settings = null, folders = [], args, transport = "stdio" }: Start) {
    this.files = new Map(Object.entries(files));
    this.settings = settings;
    this.folders = folders;
    const ipc = transport === "ipc";
    const line = args ?? [join(root, "server/main.ts"), ipc ? "--node-ipc" : "--stdio"];
    this.process = spawn(process.execPath, line, {
      stdio: ipc ? ["ignore", "inherit", "inherit", "ipc"] : ["pipe", "pipe", "inherit"],
    });
    this.ended = once(this.process, "exit").then(([code]) => {
      this.wake();
      this.connection.dispose(); // whoever waits for an answer need not any more
      return code as number | null;
    });
    const { stdin, stdout } = this.process;
    if (ipc)
      this.connection = createProtocolConnection(
        new IPCMessageReader(this.process),
        new IPCMessageWriter(this.process),
      );
    else {
      const reader = new StreamMessageReader(stdout!);
      // Its timer for the rest of a message outlives a server that ended in the middle of one.
      reader.partialMessageTimeout = 0;
      this.connection = createProtocolConnection(reader, new StreamMessageWriter(stdin!));
    }
    this.listen();
  }

  private listen(): void {
    const tell = (told: Told) => {
      this.told.push(told);
      this.wake();
    };
    const { connection } = this;
    connection.onNotification("textDocument/publishDiagnostics", (params) => tell({ kind: "diagnostics", params }));
    connection.onNotification(Tests, (params) => tell({ kind: "tests", params }));
    connection.onNotification(Status, (params) => tell({ kind: "status", params }));
    connection.onNotification(Results, (params) => tell({ kind: "results", params }));
    connection.onNotification(Rerun, (params) => tell({ kind: "rerun", params }));
    connection.onNotification(RerunEnded, (params) => tell({ kind: "rerunEnded", params }));
    connection.onNotification("window/logMessage", (params) => tell({ kind: "log", params }));
    connection.onRequest("workspace/codeLens/refresh", () => {
      tell({ kind: "refresh", params: undefined });
      return null;
    });
    connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    connection.onRequest("workspace/workspaceFolders", () => this.folders.map((uri) => ({ uri, name: uri })));
    connection.onRequest("client/registerCapability", ({ registrations }: RegistrationParams) => {
      this.registered.push(...registrations.map(({ method }) => method));
      return null;
    });
    connection.onRequest(Read, async ({ uri }: ReadParams) => {
      this.reads.push(uri);
      const text = this.files.get(uri);
      await this.slow(uri);
      return text === undefined ? null : { text };
    });
    connection.listen();
  }

  private async initialize({ options = { reads: true }, capabilities = everything }: Start): Promise<void> {
    const params: InitializeParams = {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions: options,
      workspaceFolders: this.folders.map((uri) => ({ uri, name: uri })),
    };
    this.initialized = await this.connection.sendRequest("initialize", params);
    await this.connection.sendNotification("initialized", {});
  }

  // What an editor tells.

  open(uri: string, text: string, { version = 1, languageId = "json" } = {}): void {
    this.send("textDocument/didOpen", { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): void {
    this.send("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.send("textDocument/didClose", { textDocument: { uri } });
  }

  /** All files on disk, as the client lists them. */
  list(uris: readonly string[] = [...this.files.keys()]): void {
    this.send(Files, { uris });
  }

  /** Writes a file, or deletes it, and tells of it as a watcher does. */
  write(uri: string, text: string | undefined): void {
    let type: FileChangeType = this.files.has(uri) ? FileChangeType.Changed : FileChangeType.Created;
    if (text !== undefined) this.files.set(uri, text);
    else {
      this.files.delete(uri);
      type = FileChangeType.Deleted;
    }
    this.send("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });
  }

  send(method: string, params: unknown): void {
    this.sending = this.connection.sendNotification(method, params as object);
  }

  // What an editor asks.

  async lenses(uri: string): Promise<CodeLens[]> {
    return this.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
  }

  async symbols(uri: string): Promise<DocumentSymbol[]> {
    return this.connection.sendRequest("textDocument/documentSymbol", { textDocument: { uri } });
  }

  async run(files: RunParams["files"], run = "run"): Promise<RunResult & { verdicts: ResultsParams["results"] }> {
    const result = await this.connection.sendRequest<RunResult>(Run, { run, files } satisfies RunParams);
    const verdicts = this.all("results").flatMap((params) => (params.run === run ? params.results : []));
    return { ...result, verdicts };
  }

  // What the server tells.

  /** The problems told for a version of a document; of a file, whatever is told next when there is no version. */
  diagnostics(uri: string, version: number | undefined): Promise<PublishDiagnosticsParams> {
    return this.when("diagnostics", (params) => params.uri === uri && params.version === version);
  }

  tests(uri: string, fits: (params: TestsParams) => boolean = () => true): Promise<TestsParams> {
    return this.when("tests", (params) => params.uri === uri && fits(params));
  }

  status(uri: string, label: string | undefined): Promise<StatusParams> {
    return this.when("status", (params) => params.uri === uri && params.label === label);
  }

  /** Makes a change and waits until the status says so; what was told before does not count. */
  async statusAfter(change: () => void, uri: string, label: string | undefined): Promise<void> {
    this.told = this.told.filter(({ kind }) => kind !== "status");
    change();
    await this.status(uri, label);
  }

  /** The first that was or will be told and fits, of those that no one has waited for before. */
  async when<K extends Told["kind"]>(kind: K, fits: (params: Params<K>) => boolean): Promise<Params<K>> {
    const deadline = setTimeout(() => this.wake(), PATIENCE);
    const until = performance.now() + PATIENCE;
    try {
      for (;;) {
        const at = this.told.findIndex((told) => told.kind === kind && fits(told.params as Params<K>));
        if (at >= 0) return this.told.splice(at, 1)[0]!.params as Params<K>;
        if (this.process.exitCode !== null) throw new Error(`The server ended with ${this.process.exitCode}`);
        if (performance.now() >= until) throw new Error(`Waited for ${kind} in vain; told was ${this.recent()}`);
        await new Promise<void>((resolve) => this.waiting.push(resolve));
      }
    } finally {
      clearTimeout(deadline);
    }
  }

  private wake(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const look of waiting) look();
  }

  private recent(): string {
    return JSON.stringify(this.told.slice(-10), null, 2).slice(-4000);
  }

  /** All of a kind that were told and waited for by no one. */
  all<K extends Told["kind"]>(kind: K): Params<K>[] {
    return this.told.flatMap((told) => (told.kind === kind ? [told.params as Params<K>] : []));
  }

  /** Errors in the server's log: there should be none. */
  errors(): string[] {
    return this.all("log").flatMap(({ type, message }) => (type === MessageType.Error ? [message] : []));
  }

  /**
   * Waits until the server has dealt with all that was sent before: notifications keep their order, and a request is
   * answered behind them. The debounce of diagnostics is not waited for.
   */
  async settled(): Promise<void> {
    await this.symbols("untitled:nothing");
  }

  /** Ends the server as an editor does; its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest("shutdown");
    this.send("exit", undefined);
    return this.ended;
  }

  /** Ends the server whatever became of the test; one that has ended already is left alone. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode === null) {
      await this.sending; // what was sent before has gone out by then
      this.connection.dispose(); // what it asks from here on is not answered to a process that is gone
      this.process.kill();
    }
    await this.ended;
  }

  /** Its exit code, once it has ended by itself. */
  exit(): Promise<number | null> {
    return this.ended;
  }
}
