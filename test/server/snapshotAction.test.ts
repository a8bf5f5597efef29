import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, Range, WorkspaceEdit } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { edited, editedFiles } from "./edited.ts";
import { booking, rangeOf } from "./fixtures.ts";

const flow = "file:///repo/booking.json";
const uri = "file:///repo/booking.flowtest.json";
const kept = "file:///repo/booking.flowtest.snap.json";

const tests = `{
  "flow": "./booking.json",
  "defaults": { "start_at": "start", "mocks": { "find": { "result": {} } } },
  "cases": [
    {
      "name": "books",
      "turns": ["I would like to book a table"],
      "expect": { "trace": "snapshot" }
    },
    { "name": "has asked", "turns": ["hm"] },
    {
      "name": "leaves with {word}",
      "setup": "has asked",
      "each": [
        { "word": "goodbye", "end": "bye" },
        { "word": "nothing more", "end": "bye" }
      ],
      "turns": ["{word}"],
      "expect": { "ended_at": "{end}", "trace": "snapshot", "visits": ["{end}"] }
    }
  ]
}
`;

async function actions(client: Client, range: Range): Promise<CodeAction[]> {
  const found: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  return found.filter(({ title }) => title.includes("snapshot"));
}

test("a trace is accepted from its expectation or the case's name, and so are all of a file", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.files.set(flow, booking);
  client.open(uri, tests);
  const { diagnostics } = await client.diagnostics(uri, 1);
  assert.deepEqual(
    diagnostics.filter(({ code }) => code === "missing-snapshot").map(({ message, severity }) => [message, severity]),
    [
      ['No trace of "books" is kept yet', 3],
      ['No trace of "leaves with goodbye" and 1 more of its rows is kept yet', 3],
    ],
  );
  const [one, all] = await actions(client, rangeOf(tests, '"books"'));
  assert.deepEqual(
    [one!.title, all!.title],
    ['Accept the trace of "books" as snapshot', "Accept all 3 traces of this file as snapshots"],
  );
  const [two] = await actions(client, rangeOf(tests, '"{end}", "trace": "snapshot"'));
  assert.equal(two!.title, "Accept these 2 traces as snapshots");
  assert.deepEqual(await actions(client, rangeOf(tests, '"has asked", "turns"')), []);

  const text = editedFiles({}, all!.edit!)[kept]!;
  assert.deepEqual(Object.keys(JSON.parse(text).snapshots), [
    "books",
    "leaves with goodbye",
    "leaves with nothing more",
  ]);
  client.write(kept, text);
  const after = await client.diagnostics(uri, 1);
  assert.deepEqual(
    after.diagnostics.filter(({ code }) => code === "missing-snapshot"),
    [],
  );
  assert.deepEqual(await actions(client, rangeOf(tests, '"books"')), []);
  const { passed, failed } = await client.run([{ uri }]);
  assert.deepEqual([passed, failed], [4, 0]);

  client.write(kept, text.replace('"tx-book"', '"tx-other"'));
  const { verdicts } = await client.run([{ uri, ids: [`${uri}#books`] }], "again");
  assert.match(verdicts[0]!.message!, /^The trace leaves its snapshot at "ask": eval → tx-book/);
  assert.equal(verdicts[0]!.failures[0]!.range.start.line, 7);
  const [changed] = await actions(client, rangeOf(tests, '"books"'));
  assert.equal(changed!.title, 'Accept the changed trace of "books" as snapshot');
  assert.equal(editedFiles({ [kept]: text.replace('"tx-book"', '"tx-other"') }, changed!.edit!)[kept], text);
});

test("a case in which something else is wrong has no trace to accept", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.files.set(flow, booking);
  const text = tests.replace('{ "trace": "snapshot" }', '{ "trace": "snapshot", "ended_at": "sorry" }');
  client.open(uri, text);
  assert.deepEqual(
    (await actions(client, rangeOf(text, '"books"'))).map(({ title }) => title),
    ["Accept all 2 traces of this file as snapshots"],
  );
});

test("a node is renamed in the cells of a table and in defaults, each place once", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.files.set(flow, booking);
  client.open(uri, tests);
  const position = rangeOf(tests, '"goodbye", "end": "bye"').end;
  const edit = (await client.connection.sendRequest("textDocument/rename", {
    textDocument: { uri },
    position: { line: position.line, character: position.character - 2 },
    newName: "farewell",
  })) as WorkspaceEdit;
  const changes = Object.fromEntries(
    (edit.documentChanges ?? []).flatMap((one) => ("textDocument" in one ? [[one.textDocument.uri, one.edits]] : [])),
  );
  const after = edited(tests, (edit.changes?.[uri] ?? changes[uri]) as never);
  assert.equal(after, tests.replaceAll('"end": "bye"', '"end": "farewell"'));
  const start = rangeOf(tests, '"start_at": "start').end;
  const references: { uri: string }[] = await client.connection.sendRequest("textDocument/references", {
    textDocument: { uri },
    position: start,
    context: { includeDeclaration: true },
  });
  assert.deepEqual(references.map((each) => each.uri).sort(), [uri, flow]);
});

test("the outline has a table with its rows, and a run tells of each", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.files.set(flow, booking);
  client.open(uri, tests);
  const outline: { name: string; children?: { name: string }[] }[] = await client.connection.sendRequest(
    "textDocument/documentSymbol",
    { textDocument: { uri } },
  );
  assert.deepEqual(
    outline.map(({ name, children = [] }) => [name, children.map((child) => child.name)]),
    [
      ["books", []],
      ["has asked", []],
      ["leaves with {word}", ["leaves with goodbye", "leaves with nothing more"]],
    ],
  );
});

test("a setup leads to the case it names, and offers the others while it is written", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.files.set(flow, booking);
  client.open(uri, tests);
  const position = rangeOf(tests, '"setup": "has asked"').end;
  const at = { line: position.line, character: position.character - 3 };
  const found: { uri?: string; targetUri?: string; targetSelectionRange?: Range; range?: Range }[] =
    await client.connection.sendRequest("textDocument/definition", { textDocument: { uri }, position: at });
  assert.deepEqual(
    found.map((each) => [each.targetUri ?? each.uri, each.targetSelectionRange ?? each.range]),
    [[uri, { start: { line: 9, character: 14 }, end: { line: 9, character: 25 } }]],
  );
  const offered: { items: { label: string }[] } | { label: string }[] = await client.connection.sendRequest(
    "textDocument/completion",
    { textDocument: { uri }, position: at },
  );
  const labels = ("items" in offered ? offered.items : offered).map(({ label }) => label);
  assert.deepEqual(labels, ["books", "has asked"]);
});

test("what a table and its setup are is told where one points at them", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.files.set(flow, booking);
  client.open(uri, tests);
  for (const [piece, words] of [
    ['"each"', /A table: the case is run once for each of its rows/],
    ['"setup"', /The name of a case that is played before this one/],
    ['"defaults"', /What every case has that does not say otherwise/],
    ['"leaves with {word}"', /\*\*leaves with goodbye\*\*.*\*\*leaves with nothing more\*\*/],
  ] as const) {
    const card: { contents: unknown } = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position: { ...rangeOf(tests, piece).start, character: rangeOf(tests, piece).start.character + 2 },
    });
    assert.match(JSON.stringify(card.contents), words);
  }
});
