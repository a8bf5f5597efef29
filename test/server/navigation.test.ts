import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type Location,
  type LocationLink,
  type SymbolInformation,
} from "vscode-languageserver/node";
import { booking } from "./fixtures.ts";
import { flowyte, graph, graphTests, voicetest, yappr } from "./named.ts";
import { at, type Folder, inFolder, textIn, uriOf } from "./pointing.ts";

async function definitions(folder: Folder, name: string, piece: string): Promise<string[] | null> {
  const found = await folder.ask<LocationLink[] | null>("definition", name, piece);
  return folder.places(found);
}

async function references(folder: Folder, name: string, piece: string, includeDeclaration = true): Promise<string[]> {
  const context = { includeDeclaration };
  return folder.places(await folder.ask<Location[]>("references", name, piece, { context }))!;
}

suite("going to where a name comes from", () => {
  test("Yappr: a target, a decision, a mock and a path", async () => {
    await using folder = await inFolder(yappr);
    folder.open("booking.json");
    folder.open("booking.flowtest.json");
    assert.deepEqual(await definitions(folder, "booking.json", '"next_step_id": "fi|nd"'), [
      'booking.json 8 "id": "«find»',
    ]);
    assert.deepEqual(await definitions(folder, "booking.flowtest.json", '{ "fin|d"'), ['booking.json 8 "id": "«find»']);
    assert.deepEqual(await definitions(folder, "booking.flowtest.json", "./boo|king"), ["booking.json 0 «»"]);
    assert.equal(await definitions(folder, "booking.flowtest.json", '"na|me": "books"'), null);
    assert.deepEqual(folder.client.errors(), []);
  });

  test("the whole node is shown, and what was pointed at is said", async () => {
    await using folder = await inFolder(yappr);
    folder.open("booking.json");
    const [link] = await folder.ask<LocationLink[]>("definition", "booking.json", '"next_step_id": "|ask"');
    assert.equal(textIn(booking, link!.originSelectionRange!), "ask");
    assert.ok(textIn(booking, link!.targetRange).startsWith('{ "id": "ask"'));
    assert.ok(textIn(booking, link!.targetRange).endsWith("] }"));
  });

  test("a client without links gets the name alone", async () => {
    await using folder = await inFolder(yappr, { capabilities: {} });
    folder.open("booking.json");
    const found = await folder.ask<Location[]>("definition", "booking.json", '"next_step_id": "|ask"');
    assert.deepEqual(found, [{ uri: uriOf("booking.json"), range: found[0]!.range }]);
    assert.equal(textIn(booking, found[0]!.range), "ask");
  });

  test("voicetest: variables to what binds them, snippets to their text, and what only a test gives to the test", async () => {
    await using folder = await inFolder(voicetest);
    folder.open("graph.json");
    folder.open("graph.flowtest.json");
    assert.deepEqual(await definitions(folder, "graph.json", "{{ti|er}}"), ['graph.json 9 "name": "«tier»']);
    assert.deepEqual(await definitions(folder, "graph.json", "{%so|rry%}"), ['graph.json 2 "«sorry»']);
    assert.deepEqual(await definitions(folder, "graph.json", "Greet {{cal|ler}}"), ['graph.flowtest.json 4 "«caller»']);
    assert.deepEqual(await definitions(folder, "graph.flowtest.json", '"PL|AN"'), ['graph.json 8 "«plan»']);
    assert.deepEqual(await definitions(folder, "graph.json", '"go|ld"'), null);
  });

  test("Flowyte: tools and parameters to the catalogue, variables to what binds them", async () => {
    await using folder = await inFolder(flowyte);
    folder.open("playbook.json");
    folder.open("agent.flowyte-skills.json");
    folder.open("playbook.flowtest.json");
    const tool = ['agent.flowyte-skills.json 1 "tool": "«find»'];
    const parameter = ['agent.flowyte-skills.json 1 "«code»'];
    assert.deepEqual(await definitions(folder, "playbook.json", '"tool": "fi|nd"'), tool);
    assert.deepEqual(await definitions(folder, "playbook.flowtest.json", '"mocks": { "fi|nd"'), tool);
    assert.deepEqual(await definitions(folder, "playbook.json", '"co|de"'), parameter);
    assert.deepEqual(await definitions(folder, "agent.flowyte-skills.json", "{co|de}"), parameter);
    assert.deepEqual(await definitions(folder, "agent.flowyte-skills.json", "{zi|p}"), [
      'playbook.json 4 "slot": "«zip»',
    ]);
    assert.deepEqual(await definitions(folder, "playbook.json", "{ar|ea}"), ['playbook.json 5 "«area»']);
  });

  test("without a catalogue a tool leads to the nodes that call it", async () => {
    const { "playbook.json": playbook } = flowyte;
    await using folder = await inFolder({ "playbook.json": playbook });
    folder.open("playbook.json");
    assert.deepEqual(await definitions(folder, "playbook.json", '"tool": "fi|nd"'), [
      'playbook.json 5 "tool": "«find»',
    ]);
  });
});

suite("finding who names a thing", () => {
  test("Yappr: transitions, mocks and expectations, in closed tests too", async () => {
    await using folder = await inFolder({
      ...yappr,
      "flowproof.json": '{ "overrides": [ { "files": "booking.json", "nodes": ["bye"], "rules": {} } ] }',
      "more/b.flowtest.json": '{ "flow": "../booking.json", "cases": [ { "name": "x", "start_at": "b\\u0079e" } ] }',
      "more/other.flowtest.json": '{ "flow": "./other.json", "cases": [ { "name": "x", "start_at": "bye" } ] }',
    });
    folder.open("booking.json");
    assert.deepEqual(await references(folder, "booking.json", '{ "id": "by|e"'), [
      'booking.json 6 "next_step_id": "«bye»',
      'booking.json 9 "success_next_step_id": "«bye»',
      'booking.json 10 "id": "«bye»',
      'booking.flowtest.json 7 "ended_at": "«bye»',
      'booking.flowtest.json 12 "ended_at": "«bye»',
      'more/b.flowtest.json 0 "start_at": "«b\\u0079e»',
      'flowproof.json 0 "«bye»',
    ]);
    assert.deepEqual((await references(folder, "booking.json", '{ "id": "by|e"', false)).length, 6);
    assert.deepEqual(await references(folder, "booking.json", '"tx-|book"'), ['booking.json 5 "id": "«tx-book»']);
  });

  test("unsaved changes stand above what is saved", async () => {
    await using folder = await inFolder(yappr);
    folder.open("booking.json");
    folder.open(
      "booking.flowtest.json",
      '{ "flow": "./booking.json", "cases": [ { "name": "x", "start_at": "sorry" } ] }',
    );
    assert.deepEqual(await references(folder, "booking.json", '{ "id": "sor|ry"'), [
      'booking.json 9 "error_next_step_id": "«sorry»',
      'booking.json 11 "id": "«sorry»',
      'booking.flowtest.json 0 "start_at": "«sorry»',
    ]);
    assert.deepEqual(await references(folder, "booking.json", '{ "id": "by|e"', false), [
      'booking.json 6 "next_step_id": "«bye»',
      'booking.json 9 "success_next_step_id": "«bye»',
    ]);
  });

  test("Flowyte: a tool in everything that shares its catalogue", async () => {
    await using folder = await inFolder({
      ...flowyte,
      "second.json": flowyte["playbook.json"],
      "second.flowtest.json": '{ "flow": "second.json", "skills": "agent.flowyte-skills.json", "cases": [] }',
      "apart/third.json": flowyte["playbook.json"],
    });
    folder.open("playbook.json");
    assert.deepEqual(await references(folder, "playbook.json", '"tool": "fi|nd"'), [
      'playbook.json 5 "tool": "«find»',
      'playbook.flowtest.json 4 "«find»',
      'playbook.flowtest.json 5 "tool": "«find»',
      'agent.flowyte-skills.json 1 "tool": "«find»',
      'second.json 5 "tool": "«find»',
    ]);
  });

  test("from the test, and from the catalogue", async () => {
    await using folder = await inFolder(flowyte);
    folder.open("playbook.flowtest.json");
    folder.open("agent.flowyte-skills.json");
    const area = ['playbook.json 5 "«area»', "playbook.json 6 «area»", 'playbook.flowtest.json 5 "«area»'];
    assert.deepEqual(await references(folder, "playbook.flowtest.json", '{ "ar|ea": "Cambridge"'), area);
    assert.deepEqual(await references(folder, "agent.flowyte-skills.json", "{zi|p}"), [
      'playbook.json 4 "slot": "«zip»',
      "playbook.json 5 «zip»",
      "playbook.json 6 «zip»",
      "agent.flowyte-skills.json 1 «zip»",
    ]);
  });

  test("names that objects have anyway, and names with quotes in them", async () => {
    const text = `{ "flow_config_version": "1", "nodes": [
  { "id": "__proto__", "type": "start", "next_step_id": "say \\"hi\\"" },
  { "id": "say \\u0022hi\\"", "type": "end", "farewell": "{{__proto__.x}}" } ] }`;
    await using folder = await inFolder({ "odd.json": text });
    folder.open("odd.json");
    assert.deepEqual(await references(folder, "odd.json", '"__pro|to__"'), [
      'odd.json 1 "id": "«__proto__»',
      "odd.json 2 «__proto__»",
    ]);
    assert.deepEqual(await definitions(folder, "odd.json", '"next_step_id": "sa|y'), [
      'odd.json 2 "id": "«say \\u0022hi\\"»',
    ]);
  });
});

suite("what else there is to see of names", () => {
  test("highlights: where a thing comes from is written, elsewhere it is read", async () => {
    await using folder = await inFolder(voicetest);
    folder.open("graph.json");
    folder.open("graph.flowtest.json");
    const shown = async (name: string, piece: string): Promise<string[]> => {
      const found = await folder.ask<DocumentHighlight[]>("documentHighlight", name, piece);
      return found.map(({ range: { start }, kind }) => {
        return `${start.line}:${start.character} ${kind === DocumentHighlightKind.Write ? "write" : "read"}`;
      });
    };
    assert.deepEqual(await shown("graph.json", "{{ti|er}}"), ["9:43 write", "12:36 read", "14:86 read"]);
    assert.deepEqual(await shown("graph.json", '"pl|an": { "id"'), ["6:29 read", "8:5 write", "8:21 write"]);
    assert.deepEqual(await shown("graph.flowtest.json", '["hello", "|plan"'), [
      "5:53 read",
      "6:37 read",
      "6:68 read",
      "7:44 read",
    ]);
  });

  test("links: every path to another file", async () => {
    await using folder = await inFolder({
      ...flowyte,
      "flowproof.json": '{ "tests": [ { "files": "*.json", "flow": "./playbook.json" } ] }',
    });
    const links = async (name: string): Promise<string[]> => {
      folder.open(name);
      const textDocument = { uri: uriOf(name) };
      const found = await folder.client.connection.sendRequest<DocumentLink[]>("textDocument/documentLink", {
        textDocument,
      });
      return found.map(({ range, target }) => `${textIn(folder.text(name), range)} → ${target}`);
    };
    assert.deepEqual(await links("playbook.flowtest.json"), [
      "./playbook.json → file:///repo/playbook.json",
      "./agent.flowyte-skills.json → file:///repo/agent.flowyte-skills.json",
    ]);
    assert.deepEqual(await links("flowproof.json"), ["./playbook.json → file:///repo/playbook.json"]);
    assert.deepEqual(await links("playbook.json"), []);
  });

  test("symbols of all files, the better fit first", async () => {
    await using folder = await inFolder({ ...yappr, ...voicetest });
    const symbols = async (query: string): Promise<string[]> => {
      const found = await folder.client.connection.sendRequest<SymbolInformation[]>("workspace/symbol", { query });
      return found.map(({ name, containerName, location: { uri, range } }) => {
        assert.ok(uri.endsWith(containerName!));
        return `${name} ${containerName} ${range.start.line}:${range.start.character}`;
      });
    };
    folder.open("graph.json", graph.replaceAll("hello", "welcome"));
    await folder.client.status(uriOf("graph.json"), "voicetest graph · 3 nodes · 2 tests");
    assert.deepEqual(await symbols("bo"), ["books booking.flowtest.json 4:14"]);
    assert.deepEqual(await symbols("BYE"), ["bye booking.json 10:4", "bye graph.json 14:11"]);
    assert.deepEqual(await symbols("wcm"), ["welcome graph.json 4:15"]);
    assert.deepEqual(await symbols("ask"), ["Ask (ask) booking.json 4:4"]);
    assert.deepEqual(await symbols("hello"), []);
  });

  test("the hierarchy of calls is who leads to whom", async () => {
    await using folder = await inFolder(voicetest);
    folder.open("graph.flowtest.json");
    const request = <R>(method: string, params: object): Promise<R> =>
      folder.client.connection.sendRequest(method, params);
    const piece = '["hello", "pl|an"';
    const [item] = await request<CallHierarchyItem[]>("textDocument/prepareCallHierarchy", {
      textDocument: { uri: uriOf("graph.flowtest.json") },
      position: at(graphTests, piece),
    });
    assert.equal(item!.uri, uriOf("graph.json"));
    assert.equal(textIn(graph, item!.selectionRange), "plan");
    const incoming = await request<CallHierarchyIncomingCall[]>("callHierarchy/incomingCalls", { item });
    assert.deepEqual(
      incoming.map(({ from, fromRanges }) => [from.name, from.uri, fromRanges.map(({ start }) => start)]),
      [
        ["hello", uriOf("graph.json"), [{ line: 6, character: 29 }]],
        ["from the plan", uriOf("graph.flowtest.json"), [{ line: 7, character: 44 }]],
      ],
    );
    const outgoing = await request<CallHierarchyOutgoingCall[]>("callHierarchy/outgoingCalls", { item });
    assert.deepEqual(
      outgoing.map(({ to, fromRanges }) => [to.name, fromRanges.map((range) => textIn(graph, range))]),
      [
        ["bye", ["bye"]],
        ["hello", ["hello"]],
      ],
    );
    // What a client sends back may be of another time, or not ours.
    for (const data of [undefined, null, 5, { flow: "x", node: 1 }, { flow: [], node: "gone" }])
      assert.equal(await request("callHierarchy/incomingCalls", { item: { ...item, data } }), null);
    assert.deepEqual(folder.client.errors(), []);
  });
});
