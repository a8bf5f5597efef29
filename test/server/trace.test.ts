import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import type { CodeAction, Hover } from "vscode-languageserver/node";
import {
  type CaseTarget,
  Trace,
  type TraceAbout,
  type TraceParams,
  TracePlace,
  type TracePlaceResult,
  type TraceResult,
} from "../../server/protocol.ts";
import { Client } from "./client.ts";
import { editedFiles } from "./edited.ts";
import { booking, bookingTests, rangeOf } from "./fixtures.ts";

const flow = "file:///repo/booking.json";
const tests = "file:///repo/booking.flowtest.json";
const books = { uri: tests, id: `${tests}#books` };

suite("traces of cases", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ folders: ["file:///repo"] });
  });
  afterEach(() => {
    assert.deepEqual(client.errors(), []);
    client.told.length = 0;
    client.close(flow);
    client.close(tests);
    for (const uri of client.files.keys()) client.write(uri, undefined);
  });
  after(() => client[Symbol.asyncDispose]());

  const ask = (params: TraceParams): Promise<TraceResult> => client.connection.sendRequest(Trace, params);
  const place = (target: CaseTarget, about: TraceAbout): Promise<TracePlaceResult> =>
    client.connection.sendRequest(TracePlace, { ...target, about });
  const list = (): void => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    client.list();
  };

  test("a case that was never run is walked when its trace is asked for", async () => {
    list();
    const found = await ask({ ...books, which: "last" });
    assert.equal(found?.name, "books");
    const lines = found!.text.split("\n");
    assert.deepEqual(lines.slice(0, 3), ["Case     books", "Flow     booking.json", "Verdict  passed"]);
    assert.deepEqual(lines.slice(-3), ["", "End      ended at bye", ""]);
    assert.equal(found!.look, undefined);
    const turn = lines.indexOf("Turn 1   caller  I would like to book a table  → find → bye");
    // The end is one line and folds nothing.
    assert.deepEqual(found!.folds, [
      { from: 5, to: turn - 2 },
      { from: turn, to: lines.length - 4 },
    ]);
    assert.equal(await ask({ ...books, which: "previous" }), null);
    assert.equal(await ask({ uri: tests, id: `${tests}#nobody`, which: "last" }), null);
    assert.equal(await ask({ uri: "file:///repo/none.json", id: "x", which: "last" }), null);
  });

  test("the last walk is that of the last run, and the one before it that of a flow that was another", async () => {
    list();
    client.open(flow, booking);
    assert.equal((await client.run([{ uri: tests }])).passed, 2);
    client.change(flow, 2, { text: booking.replace('"next_step_id": "find"', '"next_step_id": "sorry"') });
    const before = await ask({ ...books, which: "last" });
    assert.match(before!.text, /^End {6}ended at bye$/m, "nothing was run since");
    assert.equal((await client.run([{ uri: tests }], "again")).failed, 1);
    for (const run of ["once more", "and again"]) {
      const last = await ask({ ...books, which: "last" });
      assert.match(last!.text, /^Verdict {2}failed$/m);
      assert.match(last!.text, /^End {6}ended at sorry$/m);
      assert.equal(last!.text.split("\n")[last!.look!], "End      ended at sorry");
      assert.equal((await ask({ ...books, which: "previous" }))?.text, before!.text);
      // The same case on the same flow is the same walk: it takes nobody's place.
      await client.run([{ uri: tests }], run);
    }
  });

  test("a trace that is asked for anew is that of the flow as it is now", async () => {
    list();
    client.open(flow, booking);
    await client.run([{ uri: tests }]);
    client.change(flow, 2, { text: booking.replace('"next_step_id": "find"', '"next_step_id": "sorry"') });
    const now = await ask({ ...books, which: "last", anew: true });
    assert.match(now!.text, /^End {6}ended at sorry$/m);
    assert.match((await ask({ ...books, which: "previous" }))!.text, /^End {6}ended at bye$/m);
  });

  test("each piece of a line leads to where it is written now, even when its file was edited since", async () => {
    list();
    const found = await ask({ ...books, which: "last" });
    const lines = found!.text.split("\n");
    const about = (piece: string, nth = 0): TraceAbout => {
      const links = found!.links.filter(
        ({ range: { start, end } }) => lines[start.line]!.slice(start.character, end.character) === piece,
      );
      return links[nth]!.about;
    };
    const start = async (piece: string, nth = 0) => {
      const at = await place(books, about(piece, nth));
      return at && [at.uri, at.range.start.line, at.range.start.character];
    };
    assert.deepEqual((await place(books, about("books")))?.range, rangeOf(bookingTests, '"books"'));
    assert.deepEqual(await start("find"), [flow, 8, 12]);
    assert.deepEqual(await start("tx-bye"), [flow, 6, 6]);
    assert.deepEqual(await start("caller"), [tests, 5, 16]);
    assert.deepEqual(await start("result"), [tests, 6, 25]);
    client.open(flow, `\n\n${booking.replace('{ "id": "tx-book"', '{ "a": 1, "id": "tx-book"')}`);
    client.open(tests, bookingTests.replace('"cases": [', '"cases": [\n    { "name": "new" },'));
    assert.deepEqual(await start("find"), [flow, 10, 12]);
    assert.deepEqual(await start("caller"), [tests, 6, 16]);
    client.change(flow, 2, { text: booking.replaceAll('"find"', '"look"') });
    assert.equal(await place(books, about("find")), null);
  });

  test("a file that is gone takes its traces along", async () => {
    list();
    await client.tests(tests, ({ cases }) => cases.length === 2);
    await client.run([{ uri: tests }]);
    client.write(tests, undefined);
    await client.tests(tests, ({ cases }) => cases.length === 0);
    assert.equal(await ask({ ...books, which: "last" }), null);
  });

  test("a trace that should be the one kept is compared with what is kept now", async () => {
    list();
    const text = bookingTests.replace('"expect": { "ended_at": "bye" }', '"expect": { "trace": "snapshot" }');
    const snap = "file:///repo/booking.flowtest.snap.json";
    const verdict = async (): Promise<string[]> => {
      const trace = await ask({ ...books, which: "last", anew: true });
      const position = rangeOf(text, '"books"').start;
      const on = { textDocument: { uri: tests }, position };
      const card = await client.connection.sendRequest<Hover | null>("textDocument/hover", on);
      return [trace!.text, (card!.contents as { value: string }).value].flatMap((each) => each.match(/^Verdict.*$/gm)!);
    };
    client.open(tests, text);
    assert.deepEqual(await verdict(), ["Verdict  failed", "Verdict  failed"]);
    const range = rangeOf(text, '"books"');
    const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: tests },
      range,
      context: { diagnostics: [] },
    });
    const accept = actions.find(({ title }) => title === 'Accept the trace of "books" as snapshot')!;
    client.write(snap, editedFiles({}, accept.edit!)[snap]);
    assert.deepEqual(await verdict(), ["Verdict  passed", "Verdict  passed"]);
  });

  test("the card of a turn says what came of it, and that of a case's name where each turn led", async () => {
    list();
    // A table is booked and said goodbye to in one breath: both ways share a word with it.
    const text = bookingTests.replace('"I would like to book a table"', '"goodbye, book"');
    client.open(tests, text);
    const card = async (piece: string): Promise<string> => {
      const { start } = rangeOf(text, piece);
      const position = { line: start.line, character: start.character + 2 };
      const found = await client.connection.sendRequest<Hover | null>("textDocument/hover", {
        textDocument: { uri: tests },
        position,
      });
      return (found?.contents as { value: string } | undefined)?.value ?? "";
    };
    assert.equal(
      await card('"goodbye, book"'),
      [
        "```flowproof-trace",
        "caller  goodbye, book  → find → bye  fragile",
        "ask → find                                tx-book, score 1",
        '  → 1  tx-book  "wants to book": book',
        '    1  tx-bye   "says goodbye": goodbye',
        "  fragile: tie between tx-book and tx-bye",
        "find → bye                                called → success",
        '  result {"free":true}',
        "agent   (told: Bye)",
        "```",
      ].join("\n"),
    );
    const { verdicts } = await client.run([{ uri: tests }]);
    assert.deepEqual(
      verdicts.map(({ fragile }) => fragile),
      ["fragile at ask: tie between tx-book and tx-bye", undefined],
    );
    assert.equal(
      await card('"books"'),
      [
        "```flowproof-trace",
        "Verdict  passed",
        "Start    at start  → ask",
        "Turn 1   caller  goodbye, book  → find → bye  fragile",
        "           fragile: tie between tx-book and tx-bye",
        "End      ended at bye",
        "```",
      ].join("\n"),
    );
  });
});
