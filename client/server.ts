import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import {
  Files,
  type FilesParams,
  FirstTest,
  type FirstTestParams,
  type FirstTestResult,
  type InitializationOptions,
  Mutate,
  type MutateParams,
  type MutateResult,
  Mutating,
  type MutatingParams,
  Read,
  type ReadParams,
  Results,
  type ResultsParams,
  Run,
  type RunParams,
  type RunResult,
  type Skeleton,
  Skeletons,
  Status,
  type StatusParams,
  Tests,
  type TestsParams,
} from "../server/protocol.ts";
import { documentSelector, onlyWorkedOn } from "./documents.ts";
import { findJsonFiles, jsonFiles, onDidChangeFolders, readText } from "./files.ts";

/** Makes the language client of one kind of extension host; loads it only when called. */
export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/** The language server, as the rest of the client knows it: what it tells, and what it can be asked. */
export class Server implements vscode.Disposable {
  private readonly tests = new vscode.EventEmitter<TestsParams>();
  private readonly status = new vscode.EventEmitter<StatusParams>();
  private readonly results = new vscode.EventEmitter<ResultsParams>();
  private readonly mutating = new vscode.EventEmitter<MutatingParams>();
  private readonly stopped = new vscode.EventEmitter<void>();
  readonly onTests = this.tests.event;
  readonly onStatus = this.status.event;
  readonly onResults = this.results.event;
  readonly onMutating = this.mutating.event;
  /** It has ended, by itself or on request; what it told is no longer kept up to date. */
  readonly onStopped = this.stopped.event;

  private client: Promise<BaseLanguageClient> | undefined;
  /** What lives as long as the language client. */
  private readonly disposables: vscode.Disposable[] = [
    this.tests,
    this.status,
    this.results,
    this.mutating,
    this.stopped,
  ];

  private readonly createClient: CreateClient;
  private readonly log: vscode.LogOutputChannel;

  constructor(createClient: CreateClient, log: vscode.LogOutputChannel) {
    this.createClient = createClient;
    this.log = log;
  }

  /** Returns at once; questions asked meanwhile wait. */
  start(): void {
    this.client = this.connect();
    this.client.catch((error) => this.log.error("Could not start the language server", error));
  }

  async restart(): Promise<void> {
    this.log.info("Restarting the language server");
    const client = await this.client?.catch(() => undefined);
    if (!client) return this.start();
    if (client.needsStop()) await client.stop();
    await client.start();
  }

  run(params: RunParams, token: vscode.CancellationToken): Promise<RunResult> {
    return this.ask(Run, params, token);
  }

  skeletons(): Promise<Skeleton[]> {
    return this.ask(Skeletons, {});
  }

  firstTest(params: FirstTestParams): Promise<FirstTestResult> {
    return this.ask(FirstTest, params);
  }

  mutate(params: MutateParams, token: vscode.CancellationToken): Promise<MutateResult | null> {
    return this.ask(Mutate, params, token);
  }

  async stop(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    if (client?.needsStop()) await client.stop();
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private async ask<T>(method: string, params: object, token?: vscode.CancellationToken): Promise<T> {
    if (!this.client) throw new Error("The language server was not started");
    return (await this.client).sendRequest<T>(method, params, token);
  }

  private async connect(): Promise<BaseLanguageClient> {
    // Activation ends first: in a bundle, loading a module would otherwise be part of it.
    await new Promise((next) => setTimeout(next, 0));
    const watcher = vscode.workspace.createFileSystemWatcher(jsonFiles);
    this.disposables.push(watcher);
    const client = await this.createClient({
      documentSelector,
      outputChannel: this.log,
      initializationOptions: {
        reads: true,
        editorChecksJson: vscode.extensions.getExtension("vscode.json-language-features") !== undefined,
      } satisfies InitializationOptions,
      synchronize: { fileEvents: watcher },
      middleware: onlyWorkedOn,
    });
    const tellFiles = async () => {
      if (!client.isRunning()) return;
      const params: FilesParams = { uris: (await findJsonFiles()).map(String) };
      if (client.isRunning()) await client.sendNotification(Files, params);
    };
    const failed = (error: unknown) => this.log.error("Could not tell the server which files there are", error);
    this.disposables.push(
      client.onRequest(Read, ({ uri }: ReadParams) => readText(uri)),
      client.onNotification(Tests, (params: TestsParams) => this.tests.fire(params)),
      client.onNotification(Status, (params: StatusParams) => this.status.fire(params)),
      client.onNotification(Results, (params: ResultsParams) => this.results.fire(params)),
      client.onNotification(Mutating, (params: MutatingParams) => this.mutating.fire(params)),
      client.onDidChangeState(() => (client.isRunning() ? tellFiles().catch(failed) : this.stopped.fire())),
      onDidChangeFolders(() => tellFiles().catch(failed)),
    );
    await client.start();
    return client;
  }
}
