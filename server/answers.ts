import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CodeLens,
  type Connection,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type Position,
  type Range,
  ResponseError,
  type SelectionRange,
  type SemanticTokens,
  type SymbolInformation,
} from "vscode-languageserver";
import { type Document, keepsTraces, type LintSettings, lint, type Problem } from "../engine/index.ts";
import { Coverages } from "./coverage.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { Snapshot } from "./documents.ts";
import { type ActionContext, codeActions, documentOfAction, resolveAction } from "./features/codeAction.ts";
import { codeLenses, documentOfLens, type LensContext, resolveLens } from "./features/codeLens.ts";
import { documentSymbols, flatSymbols } from "./features/documentSymbol.ts";
import { foldingRanges } from "./features/foldingRange.ts";
import { generate } from "./features/generate.ts";
import { hover } from "./features/hover.ts";
import { inlayHints } from "./features/inlayHint.ts";
import { mutate } from "./features/mutate.ts";
import { firstTestOf } from "./features/newFile.ts";
import { run } from "./features/run.ts";
import { selectionRanges } from "./features/selectionRange.ts";
import { semanticTokens } from "./features/semanticTokens.ts";
import { snapshotActions } from "./features/snapshotAction.ts";
import { trace, tracePlace } from "./features/trace.ts";
import { writeCaseAction } from "./features/writeCase.ts";
import * as protocol from "./protocol.ts";
import type { Traces } from "./traces.ts";
import { editedMeanwhile, View, type World } from "./view.ts";
import type { Visits } from "./visits.ts";
import type { Surroundings } from "./workspace.ts";

/** What answers are found in. */
export interface Knowledge extends World {
  readonly connection: Connection;
  readonly diagnostics: Diagnostics;
  readonly visits: Visits;
  readonly traces: Traces;
  /** What a document is checked with. */
  checking(snapshot: Snapshot): Promise<{ readonly settings: LintSettings }>;
  failed(what: string, error: unknown): void;
}

/**
 * What the client asks, each question answered by a file in features/. A document that is not open, or is none of ours,
 * has no answers; to a version that was edited while its answer was looked for the answer is that it was.
 */
export class Answers {
  private readonly known: Knowledge;
  private readonly coverages = new Coverages();

  constructor(known: Knowledge) {
    this.known = known;
  }

  codeLenses(uri: string): CodeLens[] {
    const snapshot = this.known.documents.open(uri);
    return snapshot ? codeLenses(snapshot, this.lensContext(snapshot)) : [];
  }

  resolveLens(lens: CodeLens): CodeLens {
    const uri = documentOfLens(lens);
    const snapshot = uri === undefined ? undefined : this.known.documents.open(uri);
    return snapshot ? resolveLens(lens, snapshot, this.lensContext(snapshot)) : lens;
  }

  async codeActions(params: CodeActionParams): Promise<CodeAction[]> {
    const snapshot = this.ours(params.textDocument.uri);
    const about = snapshot && (await this.actionContext(snapshot));
    if (!snapshot || !about) return [];
    const ofTraces = await this.snapshotActions(snapshot, params, about);
    return [...ofTraces, ...codeActions(snapshot, params, about), ...writeCaseAction(snapshot, params)];
  }

  private async snapshotActions(
    snapshot: Snapshot,
    { range, context: { only, diagnostics } }: CodeActionParams,
    { edits }: ActionContext,
  ): Promise<CodeAction[]> {
    if (!keepsTraces(snapshot.document) || (only && !only.includes(CodeActionKind.QuickFix))) return [];
    const surroundings = await this.known.workspace.surroundings(snapshot);
    return this.isCurrent(snapshot) ? snapshotActions(snapshot, range, diagnostics, surroundings, edits) : [];
  }

  async resolveAction(action: CodeAction): Promise<CodeAction> {
    const uri = documentOfAction(action);
    const snapshot = uri === undefined ? undefined : this.ours(uri);
    const about = snapshot && (await this.actionContext(snapshot));
    return snapshot && about ? resolveAction(action, snapshot, about) : action;
  }

  documentSymbols(uri: string): DocumentSymbol[] | SymbolInformation[] {
    const snapshot = this.known.documents.open(uri);
    if (!snapshot) return [];
    return this.known.client.nestsSymbols ? documentSymbols(snapshot) : flatSymbols(snapshot);
  }

  async hover(uri: string, position: Position): Promise<Hover | null | ResponseError> {
    const around = await this.around(uri);
    if (!around || around instanceof ResponseError) return around ?? null;
    const { snapshot, surroundings } = around;
    const flowIn = surroundings.flowIn ?? snapshot;
    const skills = (await this.known.catalogues.skillsFor(snapshot)) ?? surroundings.context.skills;
    if (!this.isCurrent(snapshot)) return editedMeanwhile();
    const reachedBy = this.known.visits.reaching(flowIn);
    return hover(snapshot, position, {
      problems: this.known.diagnostics.of(snapshot) ?? [],
      tests: snapshot.document.tests && surroundings.context,
      flowIn,
      skills,
      reachedBy: (node) => reachedBy?.(node),
    });
  }

  foldingRanges(uri: string): FoldingRange[] {
    const snapshot = this.ours(uri);
    return snapshot ? foldingRanges(snapshot) : [];
  }

  selectionRanges(uri: string, positions: readonly Position[]): SelectionRange[] | null {
    const snapshot = this.ours(uri);
    return snapshot ? selectionRanges(snapshot, positions) : null;
  }

  async semanticTokens(uri: string, within?: Range): Promise<SemanticTokens | ResponseError> {
    const around = await this.around(uri);
    if (!around || around instanceof ResponseError) return around ?? { data: [] };
    return semanticTokens(around.snapshot, around.surroundings.context, within);
  }

  async inlayHints(uri: string, within: Range): Promise<InlayHint[] | ResponseError> {
    const around = await this.around(uri);
    if (!around || around instanceof ResponseError) return around ?? [];
    return inlayHints(around.snapshot, within, around.surroundings.context);
  }

  async firstTest(uri: string): Promise<protocol.FirstTestResult> {
    const snapshot = this.ours(uri);
    if (!snapshot) return null;
    return firstTestOf(snapshot, await this.known.catalogues.skillsFor(snapshot));
  }

  /** Answers when all tests have been told of. */
  async testsTold(): Promise<null> {
    await this.known.testFiles.upToDate();
    return null;
  }

  run(params: protocol.RunParams, cancelled: CancellationToken): Promise<protocol.RunResult> {
    const { connection, documents, failed, now, traces, workspace } = this.known;
    return run(params, {
      now,
      cancelled,
      find: (uri) => documents.find(uri),
      surroundings: (snapshot, find) => workspace.surroundings(snapshot, find),
      send: (results) =>
        connection.sendNotification(protocol.Results, { run: params.run, results } satisfies protocol.ResultsParams),
      ran: (uri, id, walk) => traces.ran(uri, id, walk),
      failed,
      coverage: params.coverage ? this.coverages.begin(params.run) : undefined,
    });
  }

  trace(params: protocol.TraceParams): Promise<protocol.TraceResult> {
    return trace(params, this.known);
  }

  tracePlace(params: protocol.TracePlaceParams): Promise<protocol.TracePlaceResult> {
    return tracePlace(params, this.known);
  }

  coverage(params: protocol.CoverageParams): protocol.CoverageResult {
    return this.coverages.details(params);
  }

  coverageOver({ run }: protocol.CoverageOverParams): void {
    this.coverages.over(run);
  }

  mutate(params: protocol.MutateParams, cancelled: CancellationToken): Promise<protocol.MutateResult> {
    return mutate(params, {
      world: this.known,
      cancelled,
      tell: (progress) => this.known.connection.sendNotification(protocol.Mutating, progress),
    });
  }

  generate(params: protocol.GenerateParams, cancelled: CancellationToken): Promise<protocol.GenerateResult> {
    return generate(params, new View(this.known, cancelled));
  }

  /** Undefined when the document was edited meanwhile. */
  private async actionContext(snapshot: Snapshot): Promise<ActionContext | undefined> {
    const { client, diagnostics, workspace } = this.known;
    const [{ settings }, workspaceFile] = await Promise.all([
      this.known.checking(snapshot),
      workspace.workspaceFile(snapshot.uri),
    ]);
    if (!this.isCurrent(snapshot)) return undefined;
    const check = (document: Document): Problem[] => lint(document, settings);
    return {
      problems: diagnostics.of(snapshot) ?? check(snapshot.document),
      check,
      settings: workspaceFile,
      edits: {
        versioned: client.versionsEdits,
        creates: client.createsFiles,
        later: client.resolvesActions,
      },
    };
  }

  private lensContext(snapshot: Snapshot): LensContext {
    const { testFiles, visits } = this.known;
    return {
      testFiles: testFiles.of(snapshot.key),
      reachedBy: visits.reaching(snapshot),
      takenBy: visits.taking(snapshot),
    };
  }

  /** An open document that Flowproof knows. */
  private ours(uri: string): Snapshot | undefined {
    const snapshot = this.known.documents.open(uri);
    return snapshot?.document.format ? snapshot : undefined;
  }

  /** The same with what its tests walk with; an error when it was edited meanwhile. */
  private async around(
    uri: string,
  ): Promise<{ readonly snapshot: Snapshot; readonly surroundings: Surroundings } | ResponseError | undefined> {
    const snapshot = this.ours(uri);
    if (!snapshot) return undefined;
    const surroundings = await this.known.workspace.surroundings(snapshot);
    return this.isCurrent(snapshot) ? { snapshot, surroundings } : editedMeanwhile();
  }

  private isCurrent(snapshot: Snapshot): boolean {
    return this.known.documents.current(snapshot);
  }
}
