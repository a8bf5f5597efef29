import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
  CancellationTokenSource,
  LSPErrorCodes,
  type PrepareRenameResult,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { Read, type ReadParams } from "../../server/protocol.ts";
import { booking } from "./fixtures.ts";
import { flowyte, graph, graphTests, voicetest, yappr } from "./named.ts";
import { type Folder, inFolder, textIn, uriOf } from "./pointing.ts";

/** Renames, and checks that the files are what they were with every `from` in `changed` replaced. */
async function renames(
  folder: Folder,
  [name, piece]: readonly [name: string, piece: string],
  newName: string,
  changed: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>>,
): Promise<void> {
  const before = new Map(
    [...folder.client.files.keys()].map((uri) => nameIn(uri)).map((one) => [one, folder.text(one)]),
  );
  const edit = await folder.ask<WorkspaceEdit>("rename", name, piece, { newName });
  const after = folder.after(edit);
  for (const [file, text] of before) {
    let expected = text;
    for (const [from, to] of changed[file] ?? []) {
      assert.ok(expected.includes(from), `${from} stands in ${file}`);
      expected = expected.replaceAll(from, to);
    }
    assert.equal(after.get(file), expected, file);
  }
}

function nameIn(uri: string): string {
  return uri.slice(uriOf("").length);
}

/** Why a rename is refused. */
async function refused(folder: Folder, name: string, piece: string, newName: string): Promise<string> {
  const error = await folder.ask("rename", name, piece, { newName }).then(
    (edit) => assert.fail(`It was renamed: ${JSON.stringify(edit)}`),
    (reason) => reason,
  );
  assert.ok(error instanceof ResponseError);
  assert.equal(error.code, LSPErrorCodes.RequestFailed);
  return error.message;
}

suite("renaming", () => {
  test("Yappr: a node, in the flow, in a test with unsaved changes, and in a closed one", async () => {
    await using folder = await inFolder({
      ...yappr,
      "b.flowtest.json": '{"flow":"booking.json","cases":[{"name":"find","mock_tool_results":{"find":{}}}]}',
      "other.flowtest.json": '{"flow":"other.json","cases":[{"name":"x","start_at":"find"}]}',
    });
    folder.open("booking.json", booking.replace('"Sorry"', '"{{find.day}} and {{ find.hour }}, find"'), 7);
    folder.open("booking.flowtest.json", folder.text("booking.flowtest.json").replace("leaves", "find"), 3);
    await renames(folder, ["booking.json", '"next_step_id": "fi|nd"'], "find-table", {
      "booking.json": [
        ['"id": "find"', '"id": "find-table"'],
        ['"next_step_id": "find"', '"next_step_id": "find-table"'],
        ["{{find.day}}", "{{find-table.day}}"],
        ["{{ find.hour }}", "{{ find-table.hour }}"],
      ],
      "booking.flowtest.json": [['"mocks": { "find"', '"mocks": { "find-table"']],
      "b.flowtest.json": [['"mock_tool_results":{"find"', '"mock_tool_results":{"find-table"']],
    });
    assert.deepEqual(folder.client.errors(), []);
  });

  test("Yappr: a transition where it is chosen and expected, and no other of its name", async () => {
    const text = `{ "flow_config_version": "1", "nodes": [
  { "id": "s", "type": "start", "next_step_id": "one" },
  { "id": "one", "type": "conversation", "transitions": [ { "id": "tx", "label": "on", "next_step_id": "two" } ] },
  { "id": "two", "type": "conversation", "transitions": [ { "id": "tx", "label": "off", "next_step_id": "end" } ] },
  { "id": "end", "type": "end" } ] }`;
    const tests = `{ "flow": "f.json", "cases": [ { "name": "x",
  "turns": [ { "user": "a", "take": "TX" }, { "user": "b", "take": "tx" } ],
  "expect": { "decisions": { "one": "tx", "two": ["tx"] } } } ] }`;
    await using folder = await inFolder({ "f.json": text, "f.flowtest.json": tests });
    folder.open("f.flowtest.json");
    await renames(folder, ["f.flowtest.json", '"one": "|tx"'], "go", {
      "f.json": [['{ "id": "tx", "label": "on"', '{ "id": "go", "label": "on"']],
      "f.flowtest.json": [
        ['"take": "TX"', '"take": "go"'],
        ['"one": "tx"', '"one": "go"'],
      ],
    });
  });

  test("voicetest: a node is its key, its id and every target", async () => {
    await using folder = await inFolder(voicetest);
    folder.open("graph.flowtest.json");
    await renames(folder, ["graph.flowtest.json", '"PL|AN"'], "subscription", {
      "graph.json": [
        ['"plan": { "id": "plan"', '"subscription": { "id": "subscription"'],
        ['"target_node_id": "plan"', '"target_node_id": "subscription"'],
      ],
      "graph.flowtest.json": [
        ['"take": "PLAN"', '"take": "subscription"'],
        ['"hello", "plan"', '"hello", "subscription"'],
        ['{ "plan": "bye" }', '{ "subscription": "bye" }'],
        ['"start_at": "plan"', '"start_at": "subscription"'],
      ],
    });
  });

  test("voicetest: a variable and a snippet, in prompts, equations, slots and expectations", async () => {
    await using folder = await inFolder(voicetest);
    folder.open("graph.json");
    await renames(folder, ["graph.json", "{{ti|er}}"], "level", {
      "graph.json": [
        ['"name": "tier"', '"name": "level"'],
        ['"left": "tier"', '"left": "level"'],
        ["{{tier}}", "{{level}}"],
      ],
      "graph.flowtest.json": [['{ "tier": "gold" }', '{ "level": "gold" }']],
    });
    await renames(folder, ["graph.json", "Greet {{cal|ler}}"], "who", {
      "graph.json": [["{{caller}}", "{{who}}"]],
      "graph.flowtest.json": [['"caller"', '"who"']],
    });
    await renames(folder, ["graph.json", '"so|rry"'], "oops", {
      "graph.json": [
        ['"sorry"', '"oops"'],
        ["{%sorry%}", "{%oops%}"],
      ],
    });
  });

  test("Flowyte: a tool and its parameter from the catalogue, a variable in it", async () => {
    await using folder = await inFolder(flowyte);
    folder.open("agent.flowyte-skills.json");
    await renames(folder, ["agent.flowyte-skills.json", '"tool": "fi|nd"'], "find_area", {
      "agent.flowyte-skills.json": [['"tool": "find"', '"tool": "find_area"']],
      "playbook.json": [['"tool": "find"', '"tool": "find_area"']],
      "playbook.flowtest.json": [
        ['"mocks": { "find"', '"mocks": { "find_area"'],
        ['"tool": "find"', '"tool": "find_area"'],
      ],
    });
    await renames(folder, ["agent.flowyte-skills.json", "{co|de}"], "zip_code", {
      "agent.flowyte-skills.json": [
        ['"code"', '"zip_code"'],
        ["{code}", "{zip_code}"],
      ],
      "playbook.json": [['"code"', '"zip_code"']],
      "playbook.flowtest.json": [['"code"', '"zip_code"']],
    });
    await renames(folder, ["agent.flowyte-skills.json", "{zi|p}"], "place", {
      "agent.flowyte-skills.json": [["{zip}", "{place}"]],
      "playbook.json": [
        ['"slot": "zip"', '"slot": "place"'],
        ["{zip}", "{place}"],
      ],
    });
  });

  test("only the name changes: indents, line ends, escapes beside it and comments stay", async () => {
    const text =
      '{\r\n\t"entry_node_id":\t"\\u0061 \\"b\\"",\r\n\t"nodes": { "a \\"b\\"": { "node_type": "end", "x": "\\u00e9" } } }';
    const tests =
      '{ // walks a "b"\n  "flow": "odd.json",\n  "cases": [ { "name": "a \\"b\\"", "start_at": "a \\u0022b\\"" , } ]\n}\n';
    await using folder = await inFolder({ "odd.json": text, "odd.flowtest.json": tests });
    folder.open("odd.json");
    await renames(folder, ["odd.json", '"nodes": { "a| '], '__proto__ \\ "é"', {
      "odd.json": [
        ['"\\u0061 \\"b\\""', '"__proto__ \\\\ \\"é\\""'],
        ['{ "a \\"b\\""', '{ "__proto__ \\\\ \\"é\\""'],
      ],
      "odd.flowtest.json": [['"start_at": "a \\u0022b\\""', '"start_at": "__proto__ \\\\ \\"é\\""']],
    });
  });

  test("a flow inside a test file, and one of two", async () => {
    const flow = (id: string) => `{ "flow_config_version": "1", "nodes": [ { "id": "${id}", "type": "end" } ] }`;
    const text = `{ "flow_config": ${flow("end")},
  "cases": [ { "name": "a", "turns": [], "start_at": "end" },
    { "name": "b", "turns": [], "flow_config": ${flow("end")}, "expect": { "ended_at": "end" } } ] }`;
    await using folder = await inFolder({ "a.flowtest.json": text });
    folder.open("a.flowtest.json");
    await renames(folder, ["a.flowtest.json", '"start_at": "e|nd"'], "stop", {
      "a.flowtest.json": [
        [
          '{ "flow_config": { "flow_config_version": "1", "nodes": [ { "id": "end"',
          '{ "flow_config": { "flow_config_version": "1", "nodes": [ { "id": "stop"',
        ],
        ['"start_at": "end"', '"start_at": "stop"'],
      ],
    });
  });

  test("settings for the node go along, and stay for nodes of other flows", async () => {
    const settings = `{ "overrides": [
  { "files": "booking.json", "nodes": ["bye"], "rules": {} },
  { "files": "*.json", "nodes": ["ask", "bye"], "rules": {} },
  { "files": "other.json", "nodes": ["bye"], "rules": {} } ] }`;
    await using folder = await inFolder({ ...yappr, "other.json": booking, "flowproof.json": settings });
    folder.open("booking.json");
    await renames(folder, ["booking.json", '{ "id": "by|e"'], "end", {
      "booking.json": [['"bye"', '"end"']],
      "booking.flowtest.json": [['"bye"', '"end"']],
      "flowproof.json": [
        ['"booking.json", "nodes": ["bye"]', '"booking.json", "nodes": ["end"]'],
        ['"ask", "bye"', '"ask", "bye", "end"'],
      ],
    });
  });

  test("a client that knows no versions gets the changes file by file", async () => {
    await using folder = await inFolder(yappr, { capabilities: {} });
    folder.open("booking.json");
    const edit = await folder.ask<WorkspaceEdit>("rename", "booking.json", '{ "id": "|bye"', { newName: "end" });
    assert.equal(edit.documentChanges, undefined);
    assert.deepEqual(Object.keys(edit.changes ?? {}), [uriOf("booking.json"), uriOf("booking.flowtest.json")]);
    assert.equal(folder.client.initialized.capabilities.renameProvider, true);
  });

  test("the same name again changes nothing", async () => {
    await using folder = await inFolder(voicetest);
    folder.open("graph.json");
    await renames(folder, ["graph.json", "{{ti|er}}"], "tier", {});
  });
});

suite("before renaming", () => {
  const prepare = async (folder: Folder, name: string, piece: string): Promise<string> => {
    const found = await folder.ask<PrepareRenameResult | null>("prepareRename", name, piece).catch((error) => error);
    if (found instanceof ResponseError) return found.message;
    if (!found) return "nothing";
    const { range, placeholder } = found as { range: Range; placeholder: string };
    return `${textIn(folder.text(name), range)} called ${placeholder}`;
  };

  test("the name is shown as one would type it", async () => {
    await using folder = await inFolder({ ...voicetest, ...yappr });
    folder.open("graph.json", graph.replaceAll('"bye"', '"b\\u0079e"'));
    folder.open("graph.flowtest.json");
    assert.equal(await prepare(folder, "graph.json", "{{ti|er}}"), "tier called tier");
    assert.equal(await prepare(folder, "graph.json", '"b\\u0079e|": { "id"'), "b\\u0079e called bye");
    assert.equal(await prepare(folder, "graph.flowtest.json", '"PL|AN"'), "PLAN called plan");
    assert.equal(await prepare(folder, "graph.json", '"value": "wa|nts'), "nothing");
  });

  test("and what has none, or another elsewhere, says so", async () => {
    const named = booking
      .replace(/"id": "find",( "type": "tool_call",)( "name": "[^"]*",)?/, '"id": "find",$1 "name": "Find it",')
      .replace('"error_next_step_id": "sorry"', '"error_next_step_id": "lost"');
    await using folder = await inFolder({
      "booking.json": named,
      "booking.flowtest.json":
        '{ "flow": "booking.json", "cases": [ { "name": "x", "turns": [ { "user": "a", "take": "tx-no" } ], "expect": { "results": { "Find it": 1 } } } ] }',
      "lost.flowtest.json": '{ "flow": "gone.json", "cases": [ { "name": "x", "start_at": "ask" } ] }',
      "twice.json": named.replaceAll('"sorry"', '"bye"'),
    });
    for (const name of ["booking.json", "booking.flowtest.json", "lost.flowtest.json", "twice.json"]) folder.open(name);
    const cases = [
      ["booking.flowtest.json", '"Fi|nd it"', "This is the node's name for people; change it in the node"],
      ["booking.flowtest.json", '"tx-|no"', '"tx-no" is no transition of the flow'],
      ["booking.json", '"lo|st"', '"lost" is not a node of the flow'],
      ["lost.flowtest.json", '"as|k"', 'Nobody knows here which flow this test walks, and so what else "ask" is'],
      ["twice.json", '"next_step_id": "b|ye"', 'Several nodes have the id "bye"; give them ids of their own first'],
    ] as const;
    for (const [name, piece, why] of cases) assert.equal(await prepare(folder, name, piece), why);
  });
});

suite("a rename is refused", () => {
  test("Yappr: names that are taken, or that no token could say", async () => {
    await using folder = await inFolder(yappr);
    folder.open("booking.json");
    const node = (to: string) => refused(folder, "booking.json", '{ "id": "by|e"', to);
    assert.equal(await node("ask"), 'Cannot rename "bye" to "ask": there is a node of that name already');
    assert.equal(await node("good bye"), `Cannot rename "bye" to "good bye": a node's id has no blanks in it`);
    assert.equal(
      await node("__global_bye"),
      'Cannot rename "bye" to "__global_bye": "__global_" is kept for jumps to global nodes',
    );
    assert.equal(await node(" "), "A name cannot be empty");
    assert.equal(
      await refused(folder, "booking.json", '"tx-b|ook"', "tx-bye"),
      'Cannot rename "tx-book" to "tx-bye": there is a transition of that name already',
    );
    assert.equal(
      await refused(folder, "booking.json", '"tx-b|ook"', "stay"),
      'Cannot rename "tx-book" to "stay": traces say "stay" where nothing is chosen',
    );
  });

  test("voicetest: what its engine could not tell apart", async () => {
    await using folder = await inFolder(voicetest);
    folder.open("graph.json");
    assert.equal(
      await refused(folder, "graph.json", '"by|e": { "id"', "HELLO"),
      'Cannot rename "bye" to "HELLO": voicetest does not tell it from "hello"',
    );
    assert.equal(
      await refused(folder, "graph.json", "{{ti|er}}", "the-tier"),
      `Cannot rename "tier" to "the-tier": a variable's name is letters, digits and _ alone`,
    );
    assert.equal(
      await refused(folder, "graph.json", "{{ti|er}}", "gold"),
      'Cannot rename "tier" to "gold": an equation compares with that word, and would mean the variable then',
    );
    assert.equal(
      await refused(folder, "graph.json", "{{ti|er}}", "caller"),
      'Cannot rename "tier" to "caller": there is a variable of that name already',
    );
  });

  test("Flowyte: words of conditions, and mocks that could mean two things", async () => {
    await using folder = await inFolder(flowyte);
    folder.open("playbook.json");
    assert.equal(
      await refused(folder, "playbook.json", '"slot": "zi|p"', "contains"),
      'Cannot rename "zip" to "contains": "contains" is a word of conditions',
    );
    const two = folder.text("playbook.json").replace('"message", "data": {', '"skill", "data": { "tool": "tell",');
    folder.client.change(uriOf("playbook.json"), 2, { text: two });
    assert.equal(
      await refused(folder, "playbook.json", '"tool": "fi|nd"', "say"),
      'Cannot rename "find" to "say": a mock called "say" could mean the node or the tool',
    );
    assert.equal(
      await refused(folder, "playbook.json", '"id": "lo|ok"', "tell"),
      'Cannot rename "look" to "tell": a mock called "tell" could mean the node or the tool',
    );
  });

  test("where a file that names the thing is broken", async () => {
    await using folder = await inFolder(voicetest);
    folder.open("graph.json");
    folder.open("graph.flowtest.json", graphTests.replace('"cases": [', '"cases": [ ['));
    assert.equal(
      await refused(folder, "graph.json", '"pl|an": { "id"', "subscription"),
      "graph.flowtest.json is not valid JSON; mend it before renaming",
    );
    // A file that has nothing to do with it may be as broken as it likes.
    await renames(folder, ["graph.json", '"so|rry"'], "oops", {
      "graph.json": [
        ['"sorry"', '"oops"'],
        ["{%sorry%}", "{%oops%}"],
      ],
    });
  });
});

suite("while a rename is under way", () => {
  /** Asks for a rename, and does something when the server reads the closed test for it. */
  const during = async (
    folder: Folder,
    act: () => void,
    token = new CancellationTokenSource().token,
  ): Promise<unknown> => {
    folder.open("booking.json");
    await folder.client.status(uriOf("booking.json"), "Yappr flow · 5 nodes · 2 tests");
    folder.client.connection.onRequest(Read, ({ uri }: ReadParams) => {
      if (uri === uriOf("booking.flowtest.json")) act();
      return { text: folder.client.files.get(uri) ?? "" };
    });
    const params = {
      textDocument: { uri: uriOf("booking.json") },
      position: { line: 10, character: 14 },
      newName: "end",
    };
    return folder.client.connection.sendRequest("textDocument/rename", params, token).catch((error) => error.code);
  };

  test("an edit makes it void", async () => {
    await using folder = await inFolder(yappr);
    const edit = (): void => folder.client.change(uriOf("booking.json"), 2, { text: ` ${booking}` });
    assert.equal(await during(folder, edit), LSPErrorCodes.ContentModified);
  });

  test("a file that is opened with other text makes it void", async () => {
    await using folder = await inFolder(yappr);
    const open = (): void => folder.open("booking.flowtest.json", "{}");
    assert.equal(await during(folder, open), LSPErrorCodes.ContentModified);
  });

  test("whoever asked may give up", async () => {
    await using folder = await inFolder(yappr);
    const source = new CancellationTokenSource();
    assert.equal(await during(folder, () => source.cancel(), source.token), LSPErrorCodes.RequestCancelled);
    assert.deepEqual(folder.client.errors(), []);
  });

  test("and need not wait until the last file of the workspace is known", async () => {
    await using folder = await inFolder(yappr);
    folder.open("booking.json");
    const source = new CancellationTokenSource();
    folder.client.connection.onRequest(Read, () => {
      source.cancel();
      return new Promise(() => {}); // never answered
    });
    folder.client.files.set(uriOf("late.json"), "{}");
    folder.client.list();
    const params = {
      textDocument: { uri: uriOf("booking.json") },
      position: { line: 10, character: 14 },
      newName: "x",
    };
    const answer = folder.client.connection.sendRequest("textDocument/rename", params, source.token);
    assert.equal(await answer.catch((error) => error.code), LSPErrorCodes.RequestCancelled);
  });
});
