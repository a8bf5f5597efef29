// What lives here: a memory of what every file held when, which says of an answer whether it was ever true.

import {
  type CodeLens,
  LSPErrorCodes,
  type PublishDiagnosticsParams,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { edited } from "./edited.ts";
import { isInside, rangesIn, rangesInNumbers } from "./ranges.ts";

/** Each opening of a document begins below all versions it had before, with room for so many edits. */
export const OPENING = 1_000;

/** What a file held, and from which step on; a version only while it was open. */
interface Held {
  readonly text: string;
  readonly version?: number;
  readonly since: number;
}

export class Witness {
  /** What was not true, in words. */
  readonly wrong: string[] = [];
  private readonly past = new Map<string, Held[]>();
  /** The number of the step that is being done. */
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** A file holds something else now. */
  note(uri: string, held: Omit<Held, "since">): void {
    const past = this.past.get(uri) ?? [];
    past.push({ ...held, since: this.now() });
    this.past.set(uri, past);
  }

  /** Only what could have been overtaken, was taken back, or has a reason that a person can read, is refused. */
  refusal(what: string, error: unknown, cancelled: boolean): void {
    const expected: number[] = [LSPErrorCodes.ContentModified];
    if (cancelled) expected.push(LSPErrorCodes.RequestCancelled);
    if (/rename/i.test(what)) expected.push(LSPErrorCodes.RequestFailed);
    if (!(error instanceof ResponseError) || !expected.includes(error.code)) this.fail(`${what} was refused: ${error}`);
  }

  /** An answer is about what files held at some moment since it was asked for. */
  answer(method: string, uri: string, answer: unknown, asked: number): void {
    const named = [
      // A lens keeps the range it had when lenses were asked for.
      ...rangesIn(method === "codeLens/resolve" ? (answer as CodeLens).command : answer, uri),
      ...(/foldingRange|semanticTokens/.test(method) ? rangesInNumbers(answer).map((range) => ({ uri, range })) : []),
    ];
    for (const at of new Set(named.map((one) => one.uri))) {
      const ranges = named.filter((one) => one.uri === at).map(({ range }) => range);
      // One text has to fit them all: an answer is about one moment.
      if (this.during(asked, at).some(({ text }) => ranges.every((range) => isInside(text, range)))) continue;
      this.fail(`${method} answered about no text that ${at} had meanwhile: ${JSON.stringify(answer).slice(0, 2000)}`);
    }
    if (method === "textDocument/rename") this.checkEdit(method, answer as WorkspaceEdit | null, asked);
    if (method === "textDocument/codeAction")
      for (const { title, edit } of answer as { title: string; edit?: WorkspaceEdit }[])
        this.checkEdit(title, edit ?? null, asked);
  }

  /** An edit names the version it is for, and what was JSON is JSON after it. */
  private checkEdit(what: string, edit: WorkspaceEdit | null, asked: number): void {
    if (edit?.changes) this.fail(`${what} is for no version in particular`);
    for (const change of edit?.documentChanges ?? []) {
      if (!("textDocument" in change)) continue;
      const { uri, version } = change.textDocument;
      const texts = this.during(asked, uri).filter((held) => (held.version ?? null) === version);
      if (texts.length === 0) this.fail(`${what} is for version ${version} of ${uri}, which it never was meanwhile`);
      else if (!texts.some(({ text }) => !isJson(text) || isJson(edited(text, change.edits as TextEdit[]))))
        this.fail(`${what} breaks ${uri}: ${JSON.stringify(change.edits)}`);
    }
  }

  /** Every version that was told of is one that was shown, in order, and its problems lie in its text. */
  published(told: readonly PublishDiagnosticsParams[]): void {
    const last = new Map<string, number>();
    for (const { uri, version, diagnostics } of told) {
      if (version === undefined) {
        if (diagnostics.length > 0) this.fail(`problems of ${uri} were told for no version`);
        continue; // it was closed
      }
      const shown = this.past.get(uri)?.find((held) => held.version === version);
      const before = last.get(uri) ?? version;
      const sameOpening = Math.floor(before / OPENING) === Math.floor(version / OPENING);
      if (sameOpening ? version < before : version > before) this.fail(`${version} of ${uri} came after ${before}`);
      last.set(uri, version);
      if (!shown) this.fail(`there never was a version ${version} of ${uri}`);
      else
        for (const { range, message } of diagnostics)
          if (!isInside(shown.text, range)) this.fail(`"${message}" lies outside of version ${version} of ${uri}`);
    }
  }

  /** What a file held from a step on until now; a file nobody spoke of is empty. */
  private during(since: number, uri: string): Held[] {
    const past = this.past.get(uri) ?? [{ text: "", since: 0 }];
    const first = past.findLastIndex((held) => held.since <= since);
    return past.slice(Math.max(0, first));
  }

  private fail(what: string): void {
    this.wrong.push(`after step ${this.now()}: ${what}`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
