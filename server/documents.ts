import type { DidChangeTextDocumentParams, Position, Range, TextDocumentItem } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type Document, Lines, read, reread, type Span } from "../engine/index.ts";
import { type Key, keyOf, pathOf } from "./uris.ts";

/**
 * One version of a file: its text, what is read from it when that is first asked for, and where it stands. It stays as it
 * is when the file changes.
 */
export class Snapshot {
  readonly key: Key;
  /** As the client spells it. */
  readonly uri: string;
  /** Undefined for a file that is not open. */
  readonly version: number | undefined;
  readonly languageId: string;
  readonly text: string;
  private known: Document | undefined;
  private lines: Lines | undefined;
  private positions: TextDocument;
  private readonly positionsVersion: number;

  constructor(text: TextDocument, open: boolean, previous?: Document) {
    this.key = keyOf(text.uri);
    this.uri = text.uri;
    this.version = open ? text.version : undefined;
    this.languageId = text.languageId;
    this.text = text.getText();
    if (previous) this.known = reread(previous, this.text);
    this.positions = text;
    this.positionsVersion = text.version;
  }

  get document(): Document {
    this.known ??= read(this.text, pathOf(this.uri));
    return this.known;
  }

  /** Whether the text is not JSON, so that only some of it may have been understood. */
  get broken(): boolean {
    return this.document.problems.some(({ severity }) => severity === "error");
  }

  range(span: Span): Range {
    if (this.version === undefined) return { start: this.positionOf(span.start), end: this.positionOf(span.end) };
    const positions = this.ownPositions();
    return { start: positions.positionAt(span.start), end: positions.positionAt(span.end) };
  }

  offsetAt(position: Position): number {
    return this.ownPositions().offsetAt(position);
  }

  // A closed file is asked for a few places, mostly in reading order; the line starts of an open one are there anyway.
  private positionOf(offset: number): Position {
    this.lines ??= new Lines(this.text);
    // The protocol knows no place inside a line end.
    const inside = this.text[offset] === "\n" && this.text[offset - 1] === "\r";
    const { line, column } = this.lines.position(inside ? offset - 1 : offset);
    return { line: line - 1, character: column - 1 };
  }

  // An open document is edited in place and keeps its line starts up to date; they are borrowed until it has moved on.
  private ownPositions(): TextDocument {
    if (this.positions.version !== this.positionsVersion)
      this.positions = TextDocument.create(this.uri, this.languageId, this.positionsVersion, this.text);
    return this.positions;
  }
}

/** Reads a file that is not open; undefined where there is none, or it cannot be read, or has more bytes than `most`. */
export type ReadText = (uri: string, most?: number) => Promise<string | undefined>;

interface Open {
  readonly text: TextDocument;
  snapshot?: Snapshot;
}

/** How many closed files are kept: a project has a few flows, and a rename looks into all tests that share one. */
const KEPT = 500;

/** Text to Document, parsed once a version; what is open in the editor stands over what is saved. */
export class Documents {
  private readonly opened = new Map<Key, Open>();
  private readonly closed = new Map<Key, Promise<Snapshot | undefined>>();
  private readonly readText: ReadText;

  constructor(readText: ReadText) {
    this.readText = readText;
  }

  /** The keys of all open documents. */
  keys(): Key[] {
    return [...this.opened.keys()];
  }

  /** An open document as it is now. */
  open(uri: string): Snapshot | undefined {
    const open = this.opened.get(keyOf(uri));
    if (!open) return undefined;
    if (open.snapshot?.version !== open.text.version)
      open.snapshot = new Snapshot(open.text, true, open.snapshot?.document);
    return open.snapshot;
  }

  isOpen(uri: string): boolean {
    return this.opened.has(keyOf(uri));
  }

  /** Whether a snapshot of an open document is still what the editor shows. */
  current(snapshot: Snapshot): boolean {
    const open = this.opened.get(snapshot.key);
    return open?.snapshot === snapshot && open.text.version === snapshot.version;
  }

  /** A file, open or not. A closed one is read once, until `forget` says that it has changed. */
  find(uri: string): Promise<Snapshot | undefined> {
    const open = this.open(uri);
    if (open) return Promise.resolve(open);
    const key = keyOf(uri);
    const found = this.closed.get(key) ?? this.load(uri);
    this.closed.delete(key);
    this.closed.set(key, found); // the first in the map is the one longest unused
    if (this.closed.size > KEPT) this.closed.delete(this.closed.keys().next().value!);
    return found;
  }

  /** A file as it is saved, without keeping it; see ReadText for `most`. */
  async load(uri: string, most?: number): Promise<Snapshot | undefined> {
    const text = await this.readText(uri, most);
    if (text === undefined) return undefined;
    // Editors show a text without its byte order mark, so columns are counted without it.
    const shown = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    return new Snapshot(TextDocument.create(uri, "json", 0, shown), false);
  }

  /** A closed file has changed. */
  forget(uri: string): void {
    this.closed.delete(keyOf(uri));
  }

  /** Any closed file may have changed. */
  forgetAll(): void {
    this.closed.clear();
  }

  didOpen({ uri, languageId, version, text }: TextDocumentItem): void {
    this.opened.set(keyOf(uri), { text: TextDocument.create(uri, languageId, version, text) });
    this.forget(uri);
  }

  didChange({ textDocument: { uri, version }, contentChanges }: DidChangeTextDocumentParams): void {
    const open = this.opened.get(keyOf(uri));
    if (open) TextDocument.update(open.text, contentChanges, version);
  }

  didClose(uri: string): void {
    this.opened.delete(keyOf(uri));
    this.forget(uri);
  }
}
