import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import { type DocumentSymbol, type Range, SymbolKind } from "vscode-languageserver/node";
import { debugCommand, runCommand, talkCommand, traceCommand, writeCaseCommand } from "../../server/protocol.ts";
import { Client } from "./client.ts";
import { booking, bookingTests, playbook, rangeOf } from "./fixtures.ts";

const flow = "file:///repo/booking.json";
const tests = "file:///repo/booking.flowtest.json";

suite("what an editor asks of a document", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ folders: ["file:///repo"] });
  });
  afterEach(() => {
    assert.deepEqual(client.errors(), []);
    client.told.length = 0;
    client.files.clear();
  });
  after(() => client[Symbol.asyncDispose]());

  const lenses = async (uri: string) =>
    (await client.lenses(uri)).flatMap(({ range, command }) =>
      // Those on nodes are another matter.
      command?.command === runCommand && !/^▶ Run \d/.test(command.title)
        ? { line: range.start.line, title: command.title, command: command.command, target: command.arguments }
        : [],
    );

  test("a test file: one lens for the list, one for each case", async () => {
    client.open(tests, bookingTests);
    assert.deepEqual(await lenses(tests), [
      { line: 2, title: "▶ Run all 2 tests", command: runCommand, target: [[{ uri: tests }]] },
      { line: 4, title: "▶ Run", command: runCommand, target: [[{ uri: tests, ids: [`${tests}#books`] }]] },
      { line: 10, title: "▶ Run", command: runCommand, target: [[{ uri: tests, ids: [`${tests}#leaves`] }]] },
    ]);
    client.close(tests);
  });

  test("a case can be run, debugged, and its trace shown", async () => {
    client.open(tests, bookingTests);
    const one = { uri: tests, ids: [`${tests}#leaves`] };
    assert.deepEqual(
      (await client.lenses(tests)).slice(-3).map(({ range, command }) => [range.start.line, command]),
      [
        [10, { title: "▶ Run", command: runCommand, arguments: [[one]] }],
        [10, { title: "Debug", command: debugCommand, arguments: [[one]] }],
        [10, { title: "Trace", command: traceCommand, arguments: [{ uri: tests, id: `${tests}#leaves` }] }],
      ],
    );
    client.close(tests);
  });

  test("a node can run the cases that come to it; the first node runs and talks to the flow", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    client.files.set("file:///repo/z.flowtest.json", bookingTests);
    client.open(flow, booking);
    await client.lenses(flow); // which tests come where is worked out because somebody asks
    client.list();
    const titles = async (): Promise<[number, string][]> =>
      (await client.lenses(flow)).map(({ range, command }) => [range.start.line, command!.title]);
    // It asks for them to be drawn again when a file of tests is found, and when it is known where its cases come.
    while (!(await titles()).some(([, title]) => title === "▶ Run 2 tests")) await client.when("refresh", () => true);
    assert.deepEqual(await titles(), [
      [3, "▶ Run all 4 tests of this flow"],
      [3, "Talk to it"],
      [3, "Write the missing tests"],
      [3, "0 in · 1 out · 4 tests"], // the same four
      [4, "1 in · 2 out · 4 tests"],
      [4, "▶ Run 4 tests"],
      [8, "1 in · 2 out · 2 tests"],
      [8, "▶ Run 2 tests"],
      [10, "2 in · 0 out · 4 tests"],
      [10, "▶ Run 4 tests"],
      [11, "1 in · 0 out · 0 tests"],
      [9, "No test takes error · write one"],
    ]);
    const all = (await client.lenses(flow)).map(({ command }) => command!);
    assert.deepEqual(all[1], { title: "Talk to it", command: talkCommand, arguments: [{ uri: flow }] });
    const z = "file:///repo/z.flowtest.json";
    assert.deepEqual(all.at(-1), {
      title: "No test takes error · write one",
      command: writeCaseCommand,
      arguments: [{ uri: flow, path: ["nodes", 2, "transitions", "error_next_step_id"] }],
    });
    assert.deepEqual(all[7]!.arguments, [
      [
        { uri: tests, ids: [`${tests}#books`] },
        { uri: z, ids: [`${z}#books`] },
      ],
    ]);
    client.close(flow);
    for (const uri of [flow, tests, z]) client.write(uri, undefined);
  });

  test("a single case: no lens for a list of one", async () => {
    const uri = "file:///repo/single.flowtest.json";
    client.open(uri, '{ "flow": "./booking.json",\n  "cases": [\n    { "name": "one" } ] }');
    assert.deepEqual(
      (await lenses(uri)).map(({ line, title }) => [line, title]),
      [[2, "▶ Run"]],
    );
    client.close(uri);
  });

  test("cases that need a model have no lens, and count", async () => {
    const uri = "file:///repo/voice.json";
    client.open(
      uri,
      `[
  { "name": "asks", "user_prompt": "You ask", "metrics": ["is polite"], "type": "llm" },
  { "name": "asks again", "user_prompt": "You ask again", "metrics": ["is polite"], "type": "llm" }
]`,
    );
    assert.deepEqual(await lenses(uri), []);
    await client.status(uri, "voicetest tests · 2 cases");
    client.close(uri);
  });

  test("a flow: one lens for all its tests, wherever they are, that keeps step with them", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    client.files.set("file:///repo/more/a.flowtest.json", bookingTests.replace("./booking", "../booking"));
    client.open(flow, booking);
    assert.deepEqual(await lenses(flow), []);
    client.list();
    await client.status(flow, "Yappr flow · 5 nodes · 4 tests");
    await client.when("refresh", () => true);
    assert.deepEqual(await lenses(flow), [
      {
        line: 3,
        title: "▶ Run all 4 tests of this flow",
        command: runCommand,
        target: [[{ uri: tests }, { uri: "file:///repo/more/a.flowtest.json" }]],
      },
    ]);

    const unsaved = '{ "flow": "./booking.json", "cases": [{ "name": "unsaved" }] }';
    const steps: [change: () => void, label: string, lens?: string][] = [
      [() => client.write("file:///repo/more/a.flowtest.json", undefined), "2 tests", "▶ Run all 2 tests of this flow"],
      [() => client.open(tests, unsaved), "1 test", "▶ Run the test of this flow"],
      [() => client.close(tests), "2 tests", "▶ Run all 2 tests of this flow"],
    ];
    for (const [change, label, lens] of steps) {
      await client.statusAfter(change, flow, `Yappr flow · 5 nodes · ${label}`);
      assert.equal((await lenses(flow))[0]?.title, lens);
    }
    await client.statusAfter(() => client.write(tests, undefined), flow, "Yappr flow · 5 nodes");
    assert.deepEqual(await lenses(flow), []);
    client.close(flow);
  });

  const spots = (symbols: DocumentSymbol[]): string[] =>
    symbols.flatMap(({ name, detail, selectionRange: { start }, children }) => [
      `${name} (${detail ?? ""}) ${start.line}:${start.character}`,
      ...spots(children ?? []).map((line) => `  ${line}`),
    ]);

  test("the outline of a flow whose transitions are in its nodes", async () => {
    client.open(flow, booking);
    const symbols = await client.symbols(flow);
    assert.deepEqual(spots(symbols), [
      "start (start) 3:12",
      "  → ask () 3:54",
      "Ask (conversation · ask) 4:12",
      "  → find (wants to book) 5:99",
      "  → bye (says goodbye) 6:96",
      "find (tool_call) 8:12",
      "  → bye (success) 9:47",
      "  → sorry (error) 9:76",
      "bye (end) 10:12",
      "sorry (end) 11:12",
    ]);
    assert.deepEqual(symbols[1]?.range, { start: { line: 4, character: 4 }, end: { line: 7, character: 7 } });
    assert.deepEqual(
      symbols.map(({ kind }) => kind),
      [SymbolKind.Event, SymbolKind.Class, SymbolKind.Function, SymbolKind.Constant, SymbolKind.Constant],
    );
    nest(symbols);
    client.close(flow);
  });

  test("the outline of a flow whose transitions stand apart", async () => {
    const uri = "file:///repo/playbook.json";
    client.open(uri, playbook);
    const symbols = await client.symbols(uri);
    assert.deepEqual(spots(symbols), [
      "s (start) 3:12",
      "  → say (success) 8:43",
      "say (message) 4:12",
      "  → e (success) 9:45",
      "e (end) 5:12",
    ]);
    nest(symbols);
    await client.status(uri, "Flowyte playbook · 3 nodes");
    client.close(uri);
  });

  test("the outline of a flow whose nodes are keys: the key is the name", async () => {
    const uri = "file:///repo/graph.json";
    const text = `{
  "source_type": "custom",
  "entry_node_id": "hello",
  "nodes": {
    "hello": { "id": "hello", "state_prompt": "Say hello", "node_type": "conversation", "transitions": [] }
  }
}`;
    client.open(uri, text);
    const symbols = await client.symbols(uri);
    assert.equal(symbols[0]?.name, "hello");
    nest(symbols);
    client.close(uri);
  });

  test("the outline of tests, with a flow of their own", async () => {
    client.open(
      tests,
      `{ "flow_config": ${booking.trim()},\n "cases": [{ "name": "one", "tags": ["smoke", "slow"] }] }`,
    );
    const symbols = await client.symbols(tests);
    assert.deepEqual(spots(symbols).slice(0, 3), ["one (smoke slow) 14:21", "flow () 0:2", "  start (start) 3:12"]);
    nest(symbols);
    client.close(tests);
  });

  test("the outline of a catalogue and of an agent without a flow", async () => {
    const uri = "file:///repo/a.flowyte-skills.json";
    client.open(uri, '{ "skills": [\n  { "tool": "find_area", "params": {} },\n  { "tool": "book" } ] }');
    const symbols = await client.symbols(uri);
    assert.deepEqual(spots(symbols), ["skills () 0:2", "  find_area () 1:12", "  book () 2:12"]);
    nest(symbols);
    await client.status(uri, "Flowyte skill catalogue · 2 skills");
    client.close(uri);
  });

  test("a half-written flow still has an outline, and names that an editor accepts", async () => {
    client.open(
      flow,
      '{ "flow_config_version": "1", "nodes": [ { "type": "start" }, { "id": "", "name": " " }, { "id": "a',
    );
    const symbols = await client.symbols(flow);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ["(no name)", "(no name)", "a"],
    );
    nest(symbols);
    client.close(flow);
  });

  test("what a document is, in a few words", async () => {
    for (const [name, text, label] of [
      ["a.flowtest.json", bookingTests, "Flow tests · 2 cases"],
      ["b.flowtest.json", '{ "flow": "./f.json", "cases": [{ "name": "x" }] }', "Flow test · 1 case"],
      ["c.flowtest.json", '{ "cases": [] }', "Flow tests · 0 cases"],
      ["d.json", '{ "flow_config_version": "1", "nodes": [{ "id": "s", "type": "start" }] }', "Yappr flow · 1 node"],
      ["flowproof.json", "{}", "Flowproof workspace"],
      ["tsconfig.json", "{}", undefined],
    ] as const) {
      client.open(`file:///repo/words/${name}`, text);
      await client.status(`file:///repo/words/${name}`, label);
    }
  });
});

test("clients that know no hierarchy get a flat outline", async () => {
  await using client = await Client.start({ capabilities: {} });
  client.open(flow, booking);
  const symbols: { name: string; containerName?: string }[] = await client.connection.sendRequest(
    "textDocument/documentSymbol",
    { textDocument: { uri: flow } },
  );
  assert.deepEqual(symbols.slice(0, 3), [
    {
      name: "start",
      kind: SymbolKind.Event,
      location: {
        uri: flow,
        range: rangeOf(booking, '{ "id": "start", "type": "start", "next_step_id": "ask", "greeting": "Hi" }'),
      },
    },
    {
      name: "→ ask",
      kind: SymbolKind.EnumMember,
      containerName: "start",
      location: { uri: flow, range: { start: { line: 3, character: 54 }, end: { line: 3, character: 59 } } },
    },
    {
      name: "Ask",
      kind: SymbolKind.Class,
      location: { uri: flow, range: { start: { line: 4, character: 4 }, end: { line: 7, character: 7 } } },
    },
  ]);
});

/** What an editor insists on: a name, and a selection inside of what it selects. */
function nest(symbols: readonly DocumentSymbol[]): void {
  for (const { name, range, selectionRange, children } of symbols) {
    assert.ok(name.trim() !== "");
    assert.ok(compare(range.start, selectionRange.start) <= 0 && compare(selectionRange.end, range.end) <= 0, name);
    nest(children ?? []);
  }
}

function compare(a: Range["start"], b: Range["start"]): number {
  return a.line - b.line || a.character - b.character;
}
