import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import {
  Coverage,
  CoverageOver,
  type CoverageOverParams,
  type CoverageParams,
  type CoverageResult,
  Debug,
  DebugMessage,
  type DebugParams,
  Files,
  type FilesParams,
  FirstTest,
  type FirstTestParams,
  type FirstTestResult,
  Follow,
  type FollowParams,
  Generate,
  type GenerateParams,
  type GenerateResult,
  type InitializationOptions,
  Mutate,
  type MutateParams,
  type MutateResult,
  Mutating,
  type MutatingParams,
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
  type Skeleton,
  Skeletons,
  Status,
  type StatusParams,
  Tests,
  type TestsParams,
  TestsTold,
  Trace,
  type TraceParams,
  TracePlace,
  type TracePlaceParams,
  type TracePlaceResult,
  type TraceResult,
  Unfollow,
  type UnfollowParams,
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
  private readonly rerun = new vscode.EventEmitter<RerunParams>();
  private readonly rerunEnded = new vscode.EventEmitter<RerunEndedParams>();
  private readonly started = new vscode.EventEmitter<void>();
  private readonly debugMessages = new vscode.EventEmitter<DebugParams>();
  private readonly stopped = new vscode.EventEmitter<void>();
  readonly onTests = this.tests.event;
  readonly onStatus = this.status.event;
  readonly onResults = this.results.event;
  readonly onMutating = this.mutating.event;
  readonly onRerun = this.rerun.event;
  readonly onRerunEnded = this.rerunEnded.event;
  /** It is there, for the first time or anew, and knows nothing of what it was asked before. */
  readonly onStarted = this.started.event;
  readonly onDebugMessage = this.debugMessages.event;
  /** It has ended, by itself or on request; what it told is no longer kept up to date. */
  readonly onStopped = this.stopped.event;

  private client: Promise<BaseLanguageClient> | undefined;
  /** The client while its server is there. */
  private running: BaseLanguageClient | undefined;
  /** What lives as long as the language client. */
  private readonly disposables: vscode.Disposable[] = [
    this.tests,
    this.status,
    this.results,
    this.mutating,
    this.rerun,
    this.rerunEnded,
    this.started,
    this.debugMessages,
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

  /** Every test that there is has been told of when this is done. */
  async testsTold(): Promise<void> {
    await this.ask(TestsTold, {});
  }

  /** A server that is not there yet, or not any more, is told when it is: see `onStarted`. */
  follow(params: FollowParams): Promise<void> {
    return this.tell(Follow, params);
  }

  unfollow(params: UnfollowParams): Promise<void> {
    return this.tell(Unfollow, params);
  }

  coverage(params: CoverageParams, token: vscode.CancellationToken): Promise<CoverageResult> {
    return this.ask(Coverage, params, token);
  }

  /** A server that has ended has forgotten anyway. */
  coverageOver(params: CoverageOverParams): Promise<void> {
    return this.tell(CoverageOver, params);
  }

  /** Carries a message of a debug session; one to a server that is gone is lost with it. */
  async debug(params: DebugParams): Promise<void> {
    try {
      await (await this.client)?.sendNotification(Debug, params);
    } catch (error) {
      this.log.error("Could not reach the debug session", error);
    }
  }

  skeletons(): Promise<Skeleton[]> {
    return this.ask(Skeletons, {});
  }

  firstTest(params: FirstTestParams): Promise<FirstTestResult> {
    return this.ask(FirstTest, params);
  }

  generate(params: GenerateParams, token: vscode.CancellationToken): Promise<GenerateResult | null> {
    return this.ask(Generate, params, token);
  }

  mutate(params: MutateParams, token: vscode.CancellationToken): Promise<MutateResult | null> {
    return this.ask(Mutate, params, token);
  }

  trace(params: TraceParams): Promise<TraceResult> {
    return this.ask(Trace, params);
  }

  tracePlace(params: TracePlaceParams): Promise<TracePlaceResult> {
    return this.ask(TracePlace, params);
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

  private async tell(method: string, params: object): Promise<void> {
    await this.running?.sendNotification(method, params);
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
      client.onNotification(DebugMessage, (params: DebugParams) => this.debugMessages.fire(params)),
      client.onNotification(Results, (params: ResultsParams) => this.results.fire(params)),
      client.onNotification(Mutating, (params: MutatingParams) => this.mutating.fire(params)),
      client.onNotification(Rerun, (params: RerunParams) => this.rerun.fire(params)),
      client.onNotification(RerunEnded, (params: RerunEndedParams) => this.rerunEnded.fire(params)),
      client.onDidChangeState(() => {
        this.running = client.isRunning() ? client : undefined;
        if (!this.running) return this.stopped.fire();
        tellFiles().catch(failed);
        this.started.fire();
      }),
      onDidChangeFolders(() => tellFiles().catch(failed)),
    );
    await client.start();
    return client;
  }
}
