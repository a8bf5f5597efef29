import * as vscode from "vscode";
import {
  type CaseTarget,
  type TraceAbout,
  type TraceParams,
  type TracePlaceResult,
  type TraceResult,
  traceLanguage,
} from "../../server/protocol.ts";
import type { Server } from "../server.ts";

/** What a trace's document is called and shown under; the query says which walk it is. */
const traceScheme = "flowproof-trace";

/**
 * Walks of cases as documents that are only to be read: their text, what folds, where each piece leads. A document follows
 * its case: it is written anew when the case has run again.
 */
export class TraceDocuments
  implements vscode.TextDocumentContentProvider, vscode.FoldingRangeProvider, vscode.DocumentLinkProvider<TraceLink>
{
  private readonly server: Pick<Server, "onResults" | "trace" | "tracePlace">;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  /** What the documents that are open show, by their URIs. */
  private readonly shown = new Map<string, NonNullable<TraceResult>>();
  private readonly disposables: vscode.Disposable[];

  constructor(server: Pick<Server, "onResults" | "trace" | "tracePlace">) {
    this.server = server;
    const selector = { scheme: traceScheme };
    this.disposables = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(traceScheme, this),
      vscode.languages.registerFoldingRangeProvider(selector, this),
      vscode.languages.registerDocumentLinkProvider(selector, this),
      vscode.languages.registerDefinitionProvider(selector, {
        provideDefinition: (document, position) => this.placeAt(document, position),
      }),
      server.onResults(({ results }) => this.follow(results)),
    ];
  }

  /** Opens the document of a walk, without showing it; undefined where there is no such walk. */
  async open(params: TraceParams): Promise<OpenTrace | undefined> {
    const trace = await this.server.trace(params);
    if (!trace) return undefined;
    const uri = uriFor(params, trace.name);
    if (this.isOpen(uri)) this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.languageId !== traceLanguage) await vscode.languages.setTextDocumentLanguage(document, traceLanguage);
    return { uri, trace };
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const params = paramsOf(uri);
    const trace = params && (await this.server.trace(params));
    if (!trace) return "This case has not run, or is not there any more\n";
    this.forgetClosed();
    this.shown.set(uri.toString(), trace);
    return trace.text;
  }

  provideFoldingRanges({ uri }: vscode.TextDocument): vscode.FoldingRange[] {
    const folds = this.shown.get(uri.toString())?.folds ?? [];
    return folds.map(({ from, to }) => new vscode.FoldingRange(from, to, vscode.FoldingRangeKind.Region));
  }

  provideDocumentLinks({ uri }: vscode.TextDocument): TraceLink[] {
    const target = paramsOf(uri);
    const links = (target && this.shown.get(uri.toString())?.links) ?? [];
    return links.map(({ range: { start, end }, about }) => {
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      return { range, about, case: target!, tooltip: tooltipFor(about) };
    });
  }

  /** Where a link leads is asked when somebody follows it: files change while a trace is shown. */
  async resolveDocumentLink(link: TraceLink): Promise<TraceLink> {
    const place = await this.placeOf(link);
    if (!place) return link;
    const { line, character } = place.range.start;
    link.target = place.uri.with({ fragment: `L${line + 1},${character + 1}` });
    return link;
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  /** What the piece at a position is about, else what the line begins with. */
  private async placeAt(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location | undefined> {
    const links = this.provideDocumentLinks(document).filter(({ range }) => range.start.line === position.line);
    const link = links.find(({ range }) => range.contains(position)) ?? links[0];
    return link && this.placeOf(link);
  }

  private async placeOf({ about, case: { uri, id } }: TraceLink): Promise<vscode.Location | undefined> {
    const place: TracePlaceResult = await this.server.tracePlace({ uri, id, about });
    if (!place) return undefined;
    const { start, end } = place.range;
    return new vscode.Location(
      vscode.Uri.parse(place.uri),
      new vscode.Range(start.line, start.character, end.line, end.character),
    );
  }

  private follow(ran: readonly CaseTarget[]): void {
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === traceScheme);
    if (open.length === 0) return;
    const cases = new Set(ran.map(keyFor));
    for (const { uri } of open) {
      const target = paramsOf(uri);
      if (target && cases.has(keyFor(target))) this.changed.fire(uri);
    }
  }

  /** Not as soon as one is closed: a document that is given its language is closed and opened again. */
  private forgetClosed(): void {
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    for (const uri of this.shown.keys()) if (!open.has(uri)) this.shown.delete(uri);
  }

  private isOpen(uri: vscode.Uri): boolean {
    return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
  }
}

/** A trace whose document is open. */
export interface OpenTrace {
  readonly uri: vscode.Uri;
  readonly trace: NonNullable<TraceResult>;
}

class TraceLink extends vscode.DocumentLink {
  declare readonly about: TraceAbout;
  declare readonly case: CaseTarget;
}

/** The case that a trace's document is about; undefined for any other document. */
export function paramsOf({ scheme, query }: vscode.Uri): TraceParams | undefined {
  if (scheme !== traceScheme) return undefined;
  const [uri, id, which] = JSON.parse(query) as [string, string, TraceParams["which"]];
  return { uri, id, which };
}

/** The tab is called like the last part of the path. */
function uriFor({ uri, id, which }: TraceParams, name: string): vscode.Uri {
  const walk = which === "last" ? "trace" : "previous trace";
  const path = `/${name.replace(/[/\\]/g, "-")} (${walk})`;
  return vscode.Uri.from({ scheme: traceScheme, path, query: JSON.stringify([uri, id, which]) });
}

function tooltipFor(about: TraceAbout): string {
  if (about.in === "case") return "Go to Test";
  return about.transition === undefined ? "Go to Node" : "Go to Transition";
}

function keyFor({ uri, id }: CaseTarget): string {
  return `${uri}\n${id}`;
}
