// What helps to read a flow: cards, hints, colours, folding, selections, and the lenses on nodes.

import assert from "node:assert/strict";
import { after, before, beforeEach, suite, test } from "node:test";
import type {
  CodeLens,
  FoldingRange,
  Hover,
  InlayHint,
  MarkupContent,
  Position,
  Range,
  SelectionRange,
  SemanticTokens,
} from "vscode-languageserver/node";
import { generateCommand, referencesCommand, talkCommand } from "../../server/protocol.ts";
import { Client } from "./client.ts";

const uri = "file:///repo/flow.json";
const tests = "file:///repo/flow.flowtest.json";

const yappr = `{
  "flow_config_version": "1",
  "nodes": [
    { "id": "start", "type": "start", "greeting": "Hi", "is_literal": true, "next_step_id": "5f0c8a52-3b1e-4f7a-9c1d-000000000001" },
    { "id": "5f0c8a52-3b1e-4f7a-9c1d-000000000001", "type": "conversation", "name": "What for", "instructions": "Ask what for",
      "transitions": [
        { "id": "tx-book", "label": "Caller wants to book", "description": "a table", "next_step_id": "end" }
      ] },
    { "id": "end", "type": "end", "farewell": "Bye" }
  ]
}`;
const yapprTests = `{ "flow": "./flow.json", "cases": [
  { "name": "books", "turns": ["book a table"] },
  { "name": "says nothing", "turns": [], "expect": { "outcome": "transcript_exhausted" } }
] }`;

const playbook = `{
  "flowId": "f",
  "nodes": [
    { "id": "s", "type": "start" },
    { "id": "c", "type": "collect", "data": { "slot": "zip", "prompt": "Your zip?" } },
    { "id": "b", "type": "branch", "data": { "condition": "{zip} == 5" } },
    { "id": "m", "type": "message", "data": { "text": "So {zip} it is" } },
    { "id": "e", "type": "end" }
  ],
  "connections": [
    { "id": "1", "source": "s", "target": "c" },
    { "id": "2", "source": "c", "target": "b" },
    { "id": "3", "source": "b", "target": "m", "sourceHandle": "true" },
    { "id": "4", "source": "b", "target": "e", "sourceHandle": "false" },
    { "id": "5", "source": "m", "target": "e" }
  ]
}`;

const graph = `{
  "source_type": "custom",
  "entry_node_id": "hello",
  "snippets": { "rules": "Be kind." },
  "nodes": {
    "hello": { "id": "hello", "node_type": "conversation", "state_prompt": "Greet {{name}}. {%rules%}",
      "transitions": [
        { "target_node_id": "bye", "condition": { "type": "equation", "value": "", "equations": [{ "left": "age", "operator": ">", "right": "17" }] } }
      ] },
    "bye": { "id": "bye", "node_type": "end", "state_prompt": "" }
  }
}`;

/** The position of the n-th time a text stands there, one letter in. */
function at(text: string, part: string, n = 1): Position {
  let offset = -1;
  for (let i = 0; i < n; i++) offset = text.indexOf(part, offset + 1);
  assert.ok(offset >= 0, `${part} is not there ${n} times`);
  const before = text.slice(0, offset + 1).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}

function textIn(text: string, { start, end }: Range): string {
  const lines = text.split("\n");
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, character);
  return text.slice(offset(start), offset(end));
}

suite("reading a flow", () => {
  let client: Client;
  let version = 0;
  before(async () => {
    client = await Client.start({ folders: ["file:///repo"] });
  });
  beforeEach(() => {
    assert.deepEqual(client.errors(), []);
  });
  after(() => client[Symbol.asyncDispose]());

  const open = (text: string, at = uri): void => client.open(at, text, { version: ++version });
  const ask = <T>(method: string, params: object): Promise<T> =>
    client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...params });
  const card = async (position: Position): Promise<string | undefined> => {
    const found = await ask<Hover | null>("hover", { position });
    return found ? (found.contents as MarkupContent).value : undefined;
  };

  test("a node's card: what it says, the ways in and out as links, the tests that come to it", async () => {
    client.files.set(tests, yapprTests);
    open(yappr);
    client.list([uri, tests]);
    await client.status(uri, "Yappr flow · 3 nodes · 2 tests");
    await client.when("refresh", () => true);
    await ask("hover", { position: at(yappr, '"end"', 2) });
    let found = await card(at(yappr, '"5f0c8a52'));
    // Which cases come where is worked out in the background; lenses are asked for anew when it is known.
    while (!found?.includes("tests")) {
      await client.when("refresh", () => true);
      found = await card(at(yappr, '"5f0c8a52'));
    }
    const [title, ...rest] = found.split("\n\n");
    assert.equal(title, "**What for** · conversation · `5f0c8a52-3b1e-4f7a-9c1d-000000000001`");
    assert.deepEqual(rest, [
      "is told",
      "> Ask what for",
      `**in** [start](${uri}#L4,13)  \n**out** “Caller wants to book” → [end](${uri}#L9,13)  \n**tests** 2 cases: books, says nothing`,
    ]);
    client.close(uri);
    client.write(tests, undefined);
  });

  test("a transition's card: when it is taken, by which words, and whose choice that is", async () => {
    open(yappr);
    const found = (await card(at(yappr, "Caller wants")))!;
    assert.match(
      found,
      /^\*\*Caller wants to book\*\* · 5f0c8a52[-0-9a-f]+ → end\n\nTaken when the caller's words fit it best\./,
    );
    assert.match(found, /\*\*words\*\* `caller` `wants` `book` `table`/);
    assert.match(found, /Not documented by the vendor: .*Flowproof's choice/);
    client.close(uri);
  });

  test("a variable's card: where it is bound and where it is read", async () => {
    open(playbook);
    assert.equal(await card(at(playbook, "zip} it")), "**zip** · variable\n\n**bound by** `c`  \n**read by** `b`, `m`");
    client.close(uri);
    open(graph);
    assert.equal(
      await card(at(graph, "name}}")),
      "**name** · variable\n\nwhoever starts the call may give it along  \n**read by** `hello`",
    );
    client.close(uri);
  });

  test("a branch's condition says that it is our reading", async () => {
    open(playbook);
    const found = (await card(at(playbook, '"condition"')))!;
    assert.match(found, /Taken when `\{zip\} == 5` holds/);
    assert.match(found, /the vendor does not document conditions/);
    client.close(uri);
  });

  test("a snippet's card shows its text, and an equation is read out", async () => {
    open(graph);
    assert.equal(await card(at(graph, "rules%}")), "**rules** · snippet\n\n> Be kind.");
    assert.match((await card(at(graph, '"operator"')))!, /Taken when `age > 17`/);
    client.close(uri);
  });

  test("the card on a problem is its page", async () => {
    const broken = yappr.replace('"next_step_id": "end"', '"next_step_id": "ende"');
    open(broken);
    await client.diagnostics(uri, version);
    const found = (await card(at(broken, '"ende"')))!;
    assert.match(found, /\*\*unknown-target\*\*/);
    assert.match(found, /\*Why it matters\*\n\nA caller who takes it falls out of the conversation/);
    client.close(uri);
  });

  test("there is no card where there is nothing to say, nor in a stranger's file", async () => {
    open(yappr);
    assert.equal(await card({ line: 0, character: 0 }), undefined);
    client.close(uri);
    open('{ "id": "end", "next": "x" }');
    assert.equal(await card({ line: 0, character: 9 }), undefined);
    client.close(uri);
  });

  test("hints: a readable name beside an id that is none, and how many ways lead to a node", async () => {
    open(yappr);
    const hints = await ask<InlayHint[]>("inlayHint", { range: { start: at(yappr, "{"), end: at(yappr, "}", 4) } });
    assert.deepEqual(
      hints
        .toSorted((a, b) => a.position.line - b.position.line || a.position.character - b.position.character)
        .map(({ label, position: { line } }) => [line, label]),
      [
        [3, "← 0"],
        [3, "What for"],
        [4, "← 1"],
        [8, "← 1"],
      ],
    );
    const first = await ask<InlayHint[]>("inlayHint", { range: { start: at(yappr, "{"), end: at(yappr, '"name"') } });
    assert.ok(
      first.every(({ position }) => position.line <= 4),
      "only those in sight",
    );
    client.close(uri);
  });

  test("colours: every name by what it is of, in texts too", async () => {
    open(playbook);
    const legend = client.initialized.capabilities.semanticTokensProvider!.legend;
    const { data } = await ask<SemanticTokens>("semanticTokens/full", {});
    const lines = playbook.split("\n");
    const found: string[] = [];
    let [line, character] = [0, 0];
    for (let i = 0; i < data.length; i += 5) {
      const [down, right, length, type, bits] = data.slice(i, i + 5) as [number, number, number, number, number];
      character = down > 0 ? right : character + right;
      line += down;
      const declared = bits & (1 << legend.tokenModifiers.indexOf("declaration")) ? " declared" : "";
      found.push(`${lines[line]!.slice(character, character + length)} ${legend.tokenTypes[type]}${declared}`);
    }
    assert.deepEqual(found.slice(0, 8), [
      "s class declared",
      "c class declared",
      "zip variable",
      "b class declared",
      "zip variable",
      "m class declared",
      "zip variable",
      "e class declared",
    ]);
    assert.ok(found.filter((one) => one === "b class").length === 3, found.join(", "));
    client.close(uri);
  });

  test("folding: nodes and whatever else has more than one line, brackets in sight", async () => {
    open(yappr);
    const ranges = await ask<FoldingRange[]>("foldingRange", {});
    assert.deepEqual(
      ranges.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 9],
        [2, 8],
        [4, 6],
        [5, 6],
      ],
    );
    client.close(uri);
  });

  test("a selection grows from the name to the value, the member, the transition, the node", async () => {
    open(graph);
    const [first] = await ask<SelectionRange[]>("selectionRange", { positions: [at(graph, "rules%}")] });
    const grown: string[] = [];
    for (let range: SelectionRange | undefined = first; range; range = range.parent)
      grown.push(textIn(graph, range.range));
    assert.deepEqual(grown.slice(0, 4), [
      "rules",
      "Greet {{name}}. {%rules%}",
      '"Greet {{name}}. {%rules%}"',
      '"state_prompt": "Greet {{name}}. {%rules%}"',
    ]);
    assert.ok(grown[4]!.startsWith('{ "id": "hello"'));
    assert.ok(grown[5]!.startsWith('"hello": {'));
    assert.equal(grown.at(-1), graph);
    client.close(uri);
  });

  test("each node has a lens; in a large flow it is written when it comes in sight", async () => {
    open(playbook);
    const lenses = await client.lenses(uri);
    assert.deepEqual(
      lenses.map(({ command }) => [command?.title, command?.command]),
      [
        ["Talk to it", talkCommand],
        ["Write its tests", generateCommand],
        ...["0 in · 1 out", "1 in · 1 out", "1 in · 2 out", "1 in · 1 out", "2 in · 0 out"].map((title) => [
          title,
          referencesCommand,
        ]),
      ],
    );
    client.close(uri);
    const many = Array.from({ length: 600 }, (_, i) => `{ "id": "n${i}", "type": "end" }`);
    open(
      `{ "flow_config_version": "1", "nodes": [{ "id": "s", "type": "start", "next_step_id": "n7" },\n${many.join(",\n")}] }`,
    );
    const [talk, , ...blank] = await client.lenses(uri);
    assert.equal(talk?.command?.command, talkCommand);
    assert.equal(blank.length, 601);
    assert.ok(blank.every(({ command }) => command === undefined));
    const written = await client.connection.sendRequest<CodeLens>("codeLens/resolve", blank[8]!);
    assert.equal(written.command?.title, "1 in · 0 out");
    client.close(uri);
  });

  test("the other dialects are read the same way", async () => {
    const kinds = [
      // Each with a text in its second node, and what a selection there grows through.
      {
        text: yappr,
        lines: 10,
        at: "Ask what for",
        grown: ["Ask what for", '"Ask what for"', '"instructions": "Ask what for"'],
      },
      { text: playbook, lines: 16, at: "Your zip?", grown: ["Your zip?", '"Your zip?"', '"prompt": "Your zip?"'] },
      { text: graph, lines: 12, at: "Be kind.", grown: ["Be kind.", '"Be kind."', '"rules": "Be kind."'] },
    ];
    for (const { text, lines, at: part, grown } of kinds) {
      open(text);
      const whole = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
      const folds = await ask<FoldingRange[]>("foldingRange", {});
      assert.deepEqual([folds[0]?.startLine, folds.length > 1], [0, true], part);
      const [selected] = await ask<SelectionRange[]>("selectionRange", { positions: [at(text, part)] });
      const around: string[] = [];
      for (let range: SelectionRange | undefined = selected; range; range = range.parent)
        around.push(textIn(text, range.range));
      assert.deepEqual(around.slice(0, 3), grown);
      const hints = await ask<InlayHint[]>("inlayHint", { range: whole });
      assert.ok(
        hints.some(({ label }) => label === "← 1"),
        part,
      );
      const colours = await ask<SemanticTokens>("semanticTokens/range", { range: whole });
      assert.ok(colours.data.length >= 5 * 5 && colours.data.length % 5 === 0, part);
      assert.match((await client.lenses(uri))[2]!.command!.title, /^\d in · 1 out/, part);
      client.close(uri);
    }
  });
});
