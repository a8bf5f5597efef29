import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { FlowTest } from "../../../engine/flowtest/model.ts";
import { transcriptTurns, yapprTest } from "../../../engine/formats/yappr/index.ts";
import { parseTree } from "../../../engine/text/scan.ts";

function read(value: unknown, name = "booking.yappr-test.json", path: readonly string[] = []): FlowTest {
  return yapprTest.parse({ name, value, path, tree: () => parseTree(JSON.stringify(value)) }).tests!;
}

const nodes = [
  { id: "s", type: "start", next_step_id: "e" },
  { id: "e", type: "end" },
];

describe("a transcript", () => {
  const cases: [what: string, entry: unknown, turn: unknown][] = [
    ["what the caller says", { role: "user", text: "hi" }, { user: "hi" }],
    ["silence in words", { role: "user", text: "" }, { user: "" }],
    ["content where there is no text", { role: "user", content: "hi" }, { user: "hi" }],
    ["text where there are both", { role: "user", text: "hi", content: "ho" }, { user: "hi" }],
    ["not what the agent says", { role: "agent", text: "hi" }, undefined],
    ["not what an assistant says", { role: "assistant", text: "hi" }, undefined],
    ["not what a bot says", { role: "bot", text: "hi" }, undefined],
    ["not what nobody says", { text: "hi" }, undefined],
    ["not another case of the role", { role: "User", text: "hi" }, undefined],
    ["not a turn without words", { role: "user" }, undefined],
    ["not a text that is none", { role: "user", text: 5, content: "hi" }, undefined],
    ["not a content that is no text", { role: "user", content: ["hi"] }, undefined],
    ["not a bare text", "hi", undefined],
    ["not null", null, undefined],
    ["not what is inherited", Object.create({ role: "user", text: "hi" }), undefined],
  ];
  for (const [what, entry, turn] of cases)
    test(`gives ${what}`, () => assert.deepEqual(transcriptTurns([entry]), turn ? [turn] : []));

  test("gives its turns in order", () => {
    const entries = [
      { role: "agent", text: "Hi" },
      { role: "user", text: "one" },
      { role: "user", text: "two" },
    ];
    assert.deepEqual(transcriptTurns(entries), [{ user: "one" }, { user: "two" }]);
  });

  test("that is no list gives none", () => {
    for (const value of [undefined, null, {}, "hi", { 0: { role: "user", text: "hi" }, length: 1 }])
      assert.deepEqual(transcriptTurns(value), []);
  });
});

describe("a request body", () => {
  test("is one case", () => {
    const { flow, cases } = read({
      transcript: [
        { role: "agent", text: "Hi" },
        { role: "user", text: "one" },
      ],
      flow_config: { nodes },
      mock_tool_results: { call: { result: 1 } },
    });
    assert.ok(flow && "inline" in flow);
    assert.deepEqual(flow.inline.nodes[1]?.path, ["flow_config", "nodes", 1]);
    assert.deepEqual(cases, [
      {
        name: "booking",
        place: { path: [] },
        path: [],
        tags: [],
        variables: {},
        turns: [{ user: "one" }],
        turnsPlace: { path: ["transcript"], part: "key" },
        turnPlaces: [{ path: ["transcript", 1] }],
        mocks: new Map([
          ["call", { entries: [{ result: 1 }], place: { path: ["mock_tool_results", "call"], part: "key" } }],
        ]),
        mocksPath: ["mock_tool_results"],
        confirm: [],
        options: {},
      },
    ]);
  });

  test("without a graph of its own leaves the flow open", () => {
    for (const flow_config of [undefined, null, "saved", []])
      assert.equal(read({ transcript: [], mock_tool_results: {}, flow_config }).flow, undefined);
  });

  test("keeps a mock whatever it is and whatever it is called", () => {
    const body = JSON.parse(
      '{"transcript": [], "mock_tool_results": {"__proto__": {"result": 1}, "list": [1, 2], "null": null}}',
    );
    const [only] = read(body).cases;
    assert.deepEqual(
      [...only!.mocks].map(([key, { entries }]) => [key, entries]),
      [
        ["__proto__", [{ result: 1 }]],
        ["list", [[1, 2]]],
        ["null", [null]],
      ],
    );
    assert.equal(read({ transcript: [], mock_tool_results: ["x"] }).cases[0]?.mocks.size, 0);
  });

  test("is found in an envelope", () => {
    const { flow, cases } = read({ data: { transcript: [], flow_config: { nodes } } }, "x.json", ["data"]);
    assert.ok(flow && "inline" in flow);
    assert.deepEqual(flow.inline.path, ["data", "flow_config"]);
    assert.deepEqual(cases[0]?.path, ["data"]);
  });

  const names: [file: string, name: string][] = [
    ["booking.json", "booking"],
    ["/a/b/books a day.yappr-test.json", "books a day"],
    ["C:\\tests\\smoke.flowtest.json", "smoke"],
    ["file:///a/caller%20books.json", "caller books"],
    ["file:///a/50%.json", "50%"],
    ["/a/50%25.json", "50%25"],
    ["v1.2.json", "v1.2"],
    ["untitled", "untitled"],
    [".json", "transcript"],
    ["", "transcript"],
  ];
  for (const [file, name] of names)
    test(`in "${file}" is called "${name}"`, () => {
      assert.equal(read({ transcript: [], flow_config: { nodes } }, file).cases[0]?.name, name);
    });
});
