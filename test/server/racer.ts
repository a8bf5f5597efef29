// What lives here: an editor in the hands of somebody in a hurry, who edits, saves, closes, asks and takes back at random.

import assert from "node:assert/strict";
import {
  CancellationTokenSource,
  type CodeLens,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Run } from "../../server/protocol.ts";
import type { Chance } from "./chance.ts";
import { Client } from "./client.ts";
import { mutated, placeIn, renamed } from "./typing.ts";
import { OPENING, Witness } from "./witness.ts";

/** An answer comes in milliseconds; one that has not come by then never will. */
const PATIENCE = 20_000;
const folder = "file:///repo";

interface Shown {
  readonly version: number;
  readonly text: string;
}

interface Question {
  readonly what: string;
  readonly token: CancellationTokenSource;
  readonly answered: Promise<void>;
}

export class Racer {
  readonly client: Client;
  /** What was done, for whoever has to find out why it went wrong. */
  readonly steps: string[] = [];
  private readonly chance: Chance;
  private readonly fixtures: ReadonlyMap<string, string>;
  private readonly open = new Map<string, Shown>();
  private readonly openings = new Map<string, number>();
  private readonly questions = new Set<Question>();
  private readonly witness = new Witness(() => this.steps.length);
  private held: (() => void)[] = [];
  private lenses: CodeLens[] = [];
  private quiets = 0;

  /** Starts a server in a folder of files, by name. */
  static async start(files: Readonly<Record<string, string>>, chance: Chance): Promise<Racer> {
    const byUri = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
    const racer = new Racer(await Client.start({ folders: [folder], files: byUri }), byUri, chance);
    racer.client.list();
    return racer;
  }

  private constructor(client: Client, files: Readonly<Record<string, string>>, chance: Chance) {
    this.client = client;
    this.chance = chance;
    this.fixtures = new Map(Object.entries(files));
    for (const [uri, text] of this.fixtures) this.witness.note(uri, { text });
    client.slow = (uri) =>
      uri.startsWith(folder) && chance.once(3) ? new Promise((done) => this.held.push(done)) : undefined;
  }

  /** One thing that a person does, or that happens to them. */
  async step(): Promise<void> {
    const often: [number, () => void | Promise<void>][] = [
      [10, () => this.edit()],
      [7, () => this.mend()],
      [2, () => this.save()],
      [2, () => this.close()],
      [5, () => this.openOne()],
      [3, () => this.write()],
      [1, () => this.configure()],
      [1, () => this.client.list()],
      [20, () => this.ask()],
      [3, () => this.takeBack()],
      [4, () => this.held.shift()?.()],
      [6, () => new Promise((resolve) => setImmediate(resolve))],
      [2, () => this.quiet()],
    ];
    let at = this.chance.below(often.reduce((sum, [times]) => sum + times, 0));
    for (const [times, act] of often) {
      at -= times;
      if (at < 0) return act();
    }
  }

  /** Most of what is broken is mended, every file is read, and every answer has come. */
  async finish(): Promise<void> {
    for (const uri of this.open.keys()) if (!this.chance.once(3)) this.changeTo(uri, this.fixtures.get(uri)!);
    this.client.slow = () => undefined;
    for (const release of this.held) release();
    this.held = [];
    for (const { what, answered } of this.questions) await inTime(what, answered);
    await inTime("workspace/symbol", this.client.connection.sendRequest("workspace/symbol", { query: "" }));
    await this.quiet(2);
    // The last edits are in flows: whoever looks into them has to be looked at again.
    for (const [uri, { text }] of this.open) if (!uri.includes(".flow")) this.changeTo(uri, renamed(text, this.chance));
    await this.quiet(4);
    this.witness.published(this.client.all("diagnostics").filter(({ uri }) => uri.startsWith(folder)));
    assert.deepEqual(this.witness.wrong, []);
    assert.deepEqual(this.client.errors(), []);
  }

  /** A server that knows only what is so now, with the same documents open. */
  async fresh(): Promise<Client> {
    const { folders, files, settings } = this.client;
    const client = await Client.start({ folders, files: Object.fromEntries(files), settings });
    client.list();
    for (const [uri, { version, text }] of this.open) client.open(uri, text, { version });
    await client.connection.sendRequest("workspace/symbol", { query: "" });
    await quiet(client, 4);
    return client;
  }

  get documents(): ReadonlyMap<string, Shown> {
    return this.open;
  }

  /**
   * Waits until the server has looked at whatever was due. Nothing says so by itself, but checks begin in the order of what
   * caused them: when a document that was edited last is checked, those edited before have been.
   */
  async quiet(times = 1): Promise<void> {
    this.quiets += times;
    this.did("pause");
    await quiet(this.client, times, this.quiets);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client[Symbol.asyncDispose]();
  }

  // What is done to documents.

  private openOne(): void {
    const closed = [...this.fixtures.keys()].filter((uri) => !this.open.has(uri) && this.client.files.has(uri));
    if (closed.length === 0) return;
    const uri = this.chance.pick(closed);
    const opening = (this.openings.get(uri) ?? 0) + 1;
    this.openings.set(uri, opening);
    const saved = this.client.files.get(uri)!;
    // Changes that were never saved come back when an editor is started again.
    const text = this.chance.once(4) ? mutated(saved, this.chance) : saved;
    const version = 1_000_000 - opening * OPENING;
    this.did(`open ${uri} ${version}`);
    this.show(uri, { version, text });
    this.client.open(uri, text, { version });
  }

  private close(): void {
    const uri = this.someOpen();
    if (uri === undefined) return;
    this.did(`close ${uri}`);
    this.open.delete(uri);
    this.client.close(uri);
    const text = this.client.files.get(uri);
    if (text !== undefined) this.witness.note(uri, { text });
  }

  private save(): void {
    const uri = this.someOpen();
    if (uri === undefined) return;
    this.did(`save ${uri}`);
    this.client.write(uri, this.open.get(uri)!.text);
    this.client.send("textDocument/didSave", { textDocument: { uri } });
  }

  /** Another program writes, deletes or makes a file. */
  private write(): void {
    const uri = this.chance.pick([...this.fixtures.keys()]);
    const saved = this.client.files.get(uri);
    const text =
      saved === undefined || this.chance.once(3)
        ? this.fixtures.get(uri)!
        : this.chance.once(4)
          ? undefined
          : mutated(saved, this.chance);
    this.did(`${text === undefined ? "delete" : "write"} ${uri}`);
    if (!this.open.has(uri)) this.witness.note(uri, { text: text ?? "" });
    this.client.write(uri, text);
  }

  private configure(): void {
    this.client.settings = this.chance.pick([
      null,
      { rules: { "unknown-target": "information", "unreachable-node": "off" } },
      { overrides: [{ files: "*.flowtest.json", rules: { "json-syntax": "off" } }] },
    ]);
    this.did(`configure ${JSON.stringify(this.client.settings)}`);
    this.client.send("workspace/didChangeConfiguration", { settings: null });
  }

  private edit(): void {
    const uri = this.someOpen();
    if (uri === undefined) return;
    const { text } = this.open.get(uri)!;
    if (this.chance.once(8)) {
      // Typed, and taken back before anybody looks.
      this.changeTo(uri, mutated(text, this.chance));
      this.changeTo(uri, text);
    } else this.changeTo(uri, mutated(text, this.chance));
  }

  private mend(): void {
    const uri = this.someOpen();
    if (uri !== undefined) this.changeTo(uri, this.fixtures.get(uri)!);
  }

  /** Sends an edit that makes a text of another: all of it, or what lies between the first and the last difference. */
  private changeTo(uri: string, to: string): void {
    const { version, text } = this.open.get(uri)!;
    let start = 0;
    while (start < text.length && text[start] === to[start]) start++;
    let left = 0;
    const most = Math.min(text.length, to.length) - start;
    while (left < most && text.at(-1 - left) === to.at(-1 - left)) left++;
    const end = text.length - left;
    const positions = TextDocument.create(uri, "json", 0, text);
    const replaced = { start: positions.positionAt(start), end: positions.positionAt(end) };
    const put = to.slice(start, to.length - left);
    // Two parts of one edit, the second on what the first has left.
    const halves: TextDocumentContentChangeEvent[] = [
      { range: replaced, text: "" },
      { range: { start: replaced.start, end: replaced.start }, text: put },
    ];
    const changes = this.chance.pick([[{ text: to }], [{ range: replaced, text: put }], halves]);
    this.did(`edit ${uri} ${version + 1} ${JSON.stringify({ start, end, put }).slice(0, 120)}`);
    this.show(uri, { version: version + 1, text: to });
    this.client.change(uri, version + 1, ...changes);
  }

  // What is asked.

  private ask(): void {
    const uri = this.someOpen();
    if (uri === undefined) return;
    const { chance } = this;
    const { text } = this.open.get(uri)!;
    const textDocument = { uri };
    const place = placeIn(uri, text, chance);
    const whole = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
    const at = { textDocument, position: place };
    const questions: [string, object][] = [
      ["hover", at],
      ["completion", at],
      ["codeAction", { textDocument, range: whole, context: { diagnostics: [] } }],
      ["codeAction", { textDocument, range: whole, context: { diagnostics: [], only: ["source.fixAll"] } }],
      ["codeLens", { textDocument }],
      ["definition", at],
      ["references", { ...at, context: { includeDeclaration: true } }],
      ["documentHighlight", at],
      ["rename", { ...at, newName: chance.pick(["fresh", "bye", "new-name"]) }],
      ["prepareRename", at],
      ["documentSymbol", { textDocument }],
      ["documentLink", { textDocument }],
      ["semanticTokens/full", { textDocument }],
      ["semanticTokens/range", { textDocument, range: whole }],
      ["inlayHint", { textDocument, range: whole }],
      ["foldingRange", { textDocument }],
      ["selectionRange", { textDocument, positions: [place] }],
    ];
    const kind = chance.below(questions.length + 3);
    if (kind < questions.length) {
      const [method, params] = questions[kind]!;
      if (method === "completion" && !this.client.initialized.capabilities.completionProvider) return;
      this.send(`textDocument/${method}`, params, uri);
    } else if (kind === questions.length && this.lenses.length > 0)
      this.send("codeLens/resolve", chance.pick(this.lenses), uri);
    else if (kind === questions.length + 1) this.send("workspace/symbol", { query: "" }, uri);
    else
      this.send(
        Run,
        { run: `run ${this.steps.length}`, files: [...this.fixtures.keys()].map((uri) => ({ uri })) },
        uri,
      );
  }

  private takeBack(): void {
    if (this.questions.size === 0) return;
    const { what, token } = this.chance.pick([...this.questions]);
    this.did(`cancel ${what}`);
    token.cancel();
  }

  private send(method: string, params: object, uri: string): void {
    const token = new CancellationTokenSource();
    const asked = this.steps.length;
    const what = `${method} ${uri}`;
    this.did(`ask ${what} ${JSON.stringify({ ...params, textDocument: undefined }).slice(0, 120)}`);
    const asking = this.client.connection.sendRequest(method, params, token.token).then(
      (answer) => {
        if (method === "textDocument/codeLens") this.lenses = answer as CodeLens[];
        this.witness.answer(method, uri, answer, asked);
      },
      (error) => this.witness.refusal(what, error, token.token.isCancellationRequested),
    );
    const question = { what, token, answered: asking.finally(() => this.questions.delete(question)) };
    this.questions.add(question);
    if (this.chance.once(6)) token.cancel();
  }

  private show(uri: string, shown: Shown): void {
    this.open.set(uri, shown);
    this.witness.note(uri, shown);
  }

  private someOpen(): string | undefined {
    return this.open.size === 0 ? undefined : this.chance.pick([...this.open.keys()]);
  }

  private did(what: string): void {
    this.steps.push(what);
  }
}

/** The problems that were told last of each document. */
export function lastTold(client: Client): Map<string, PublishDiagnosticsParams> {
  return new Map(client.all("diagnostics").map((params) => [params.uri, params]));
}

/** See `Racer.quiet`; `from` numbers the versions of the document that is edited last. */
export async function quiet(client: Client, times: number, to = times): Promise<void> {
  const uri = "file:///elsewhere/quiet.json";
  const text = `{ "flow_config_version": "1", "nodes": [] }`;
  for (let version = to - times + 1; version <= to; version++) {
    if (version === 1) client.open(uri, text);
    else client.change(uri, version, { text: `${text}${" ".repeat(version)}` });
    await client.diagnostics(uri, version);
  }
}

async function inTime(what: string, answered: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`There is no answer to ${what}`)), PATIENCE);
  });
  await Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
