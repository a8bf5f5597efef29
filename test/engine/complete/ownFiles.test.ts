import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { read, rules, testContext } from "../../../engine/index.ts";
import { completeAt, labels, taken } from "./at.ts";

const flow = read(
  JSON.stringify({
    flow_config_version: "1",
    nodes: [
      { id: "start", type: "start", next_step_id: "ask" },
      {
        id: "ask",
        type: "conversation",
        instructions: "Ask",
        transitions: [
          { id: "tx-book", label: "gave a date", description: "a day", next_step_id: "book" },
          { id: "tx-no", label: "not now", description: "no", next_step_id: "sure" },
        ],
      },
      {
        id: "sure",
        type: "conversation",
        instructions: "Sure?",
        transitions: [{ id: "tx-sure", label: "yes", description: "sure", next_step_id: "bye" }],
      },
      { id: "book", type: "tool_call", name: "Booking", tool_id: "t-1", transitions: { success_next_step_id: "bye" } },
      { id: "also", type: "tool_call", tool_id: "t-2", transitions: { success_next_step_id: "bye" } },
      { id: "bye", type: "end", farewell: "{{metadata.id}}" },
    ],
  }),
  "flow.json",
);
const name = "a.flowtest.json";

/** What is proposed in a case that walks that flow. */
function inCase(text: string): Parameters<typeof completeAt> {
  const marked = `{ "flow": "flow.json", "cases": [${text}] }`;
  const document = read(marked.replace("|", ""), name);
  const tests = testContext(document, new Map([["flow.json", { document: flow }]]));
  return [marked, name, { tests }];
}
const at = (text: string): string[] => labels(...inCase(text));
const after = (text: string, label: string): string => {
  const [marked, file, context] = inCase(text);
  return taken(marked, file, label, context);
};

suite("completion in a flow test", () => {
  const all = ["also", "ask", "book", "bye", "start", "sure"];
  for (const text of [
    '{ "name": "a", "start_at": "|" }',
    '{ "name": "a", "expect": { "ended_at": "|" } }',
    '{ "name": "a", "expect": { "ended_at_step_id": "|" } }',
    '{ "name": "a", "expect": { "path": ["start", "|"] } }',
    '{ "name": "a", "expect": { "visits": [|] } }',
    '{ "name": "a", "expect": { "not_visits": ["a|s"] } }',
    '{ "name": "a", "expect": { "trace": [{ "step_id": "|" }] } }',
    '{ "name": "a", "expect": { "decisions": { "|" } } }',
  ])
    test(`nodes in ${text}`, () => assert.deepEqual(at(text).toSorted(), all));

  test("ends first where it should end, nodes that decide where a decision is expected", () => {
    assert.equal(at('{ "name": "a", "expect": { "ended_at": "|" } }')[0], "bye");
    assert.deepEqual(at('{ "name": "a", "expect": { "decisions": { "|" } } }'), [
      "ask",
      "sure",
      "book",
      "also",
      "start",
      "bye",
    ]);
  });

  test("a turn may take what is offered where it is heard", () => {
    assert.deepEqual(at('{ "name": "a", "turns": [{ "user": "hi", "take": "|" }] }'), ["tx-book", "tx-no"]);
    const second = '{ "name": "a", "turns": [{ "user": "not now", "take": "tx-no" }, { "user": "hm", "take": "|" }] }';
    assert.deepEqual(at(second), ["tx-sure"]);
    const late = '{ "name": "a", "start_at": "bye", "turns": [{ "user": "x", "take": "|" }] }';
    assert.deepEqual(at(late), ["tx-book", "tx-no", "tx-sure"], "any, where the walk does not come so far");
  });

  test("mocks for nodes and tools, those without one first", () => {
    assert.deepEqual(at('{ "name": "a", "mocks": {|} }'), ["book", "also", "t-1", "t-2"]);
    assert.deepEqual(at('{ "name": "a", "mocks": { "t-1": { "result": {} }, | } }'), ["also", "t-2", "book"]);
    const text = after('{ "name": "a", "mocks": {|} }', "book");
    assert.deepEqual(JSON.parse(text).cases[0].mocks, { book: { result: {} } });
    assert.deepEqual(at('{ "name": "a", "mocks": { "book": { | } } }'), ["result", "error"]);
    assert.deepEqual(at('{ "name": "a", "mocks": { "book": | } }'), ["mock: result", "mock: error"]);
  });

  test("decisions, tools, results and variables", () => {
    assert.deepEqual(at('{ "name": "a", "expect": { "decisions": { "ask": "|" } } }'), ["tx-book", "tx-no"]);
    assert.deepEqual(at('{ "name": "a", "expect": { "decisions": { "ask": ["tx-no", "|"] } } }'), ["tx-book", "tx-no"]);
    assert.deepEqual(at('{ "name": "a", "expect": { "trace": [{ "step_id": "sure", "decision": "|" }] } }'), [
      "tx-sure",
    ]);
    assert.deepEqual(at('{ "name": "a", "confirm": ["|"] }'), ["t-1", "t-2"]);
    assert.deepEqual(at('{ "name": "a", "expect": { "calls": [{ "tool": "|" }] } }'), ["t-1", "t-2", "book", "also"]);
    assert.deepEqual(at('{ "name": "a", "expect": { "results": {|} } }'), ["Booking", "also"]);
    for (const text of [
      '"variables": {|}',
      '"turns": [{ "user": "x", "slots": { "|" } }]',
      '"expect": { "variables": {|} }',
    ])
      assert.ok(at(`{ "name": "a", ${text} }`).includes("metadata.id"), text);
  });

  test("outcomes, members of expect, whole turns and cases", () => {
    assert.deepEqual(at('{ "name": "a", "expect": { "outcome": "|" } }').slice(0, 2), [
      "ended",
      "transcript_exhausted",
    ]);
    assert.ok(at('{ "name": "a", "expect": { | } }').includes("not_says"));
    assert.deepEqual(at('{ "name": "a", "turns": [|] }'), [
      "turn: user",
      "turn: user, take",
      "turn: dtmf",
      "turn: silence",
    ]);
    assert.deepEqual(at('{ "name": "a", "turns": [{ "user": "x", | }] }'), [
      "slots",
      "confirm",
      "take",
      "dtmf",
      "silence",
    ]);
    assert.deepEqual(at('{ "name": "a" }, |'), ["new case"]);
    assert.deepEqual(JSON.parse(after('{ "name": "a" }, |', "new case")).cases[1], {
      name: "",
      turns: [{ user: "" }],
      expect: { outcome: "ended" },
    });
    assert.deepEqual(JSON.parse(after('{ "name": "a", "turns": ["hi", |] }', "turn: silence")).cases[0].turns, [
      "hi",
      { silence: true },
    ]);
  });

  test("files that hold a flow, or skills", () => {
    const context = { files: (hold: string) => [hold === "flow" ? "../flow.json" : "a.flowyte-skills.json"] };
    assert.deepEqual(labels('{ "flow": "|" }', name, context), ["../flow.json"]);
    assert.deepEqual(labels('{ "graph": | }', name, context).slice(0, 1), ["../flow.json"]);
    assert.deepEqual(labels('{ "skills": "|" }', name, context), ["a.flowyte-skills.json"]);
  });

  test("in a flow that is written into the test the names of that flow", () => {
    const inline = (start: string): string =>
      `{ "flow_config": ${JSON.stringify(flow.value).replace('"next_step_id":"ask"', `"next_step_id":${start}`)}, "cases": [] }`;
    assert.deepEqual(labels(inline('"|"'), name).toSorted(), all);
    assert.ok(labels(inline('"ask",|'), name).includes("greeting"));
  });
});

suite("completion in flowproof.json", () => {
  const file = "flowproof.json";

  test("rules, each with its page", async () => {
    const { proposals } = completeAt('{ "rules": { "|" } }', file);
    assert.deepEqual(
      proposals.map(({ label }) => label),
      rules.map(({ id }) => id),
    );
    const one = proposals.find(({ label }) => label === "unreachable-node");
    assert.match((await one?.about?.()) ?? "", /## What it finds/);
    const text = taken('{ "rules": { "|" } }', file, "unreachable-node");
    assert.deepEqual(Object.keys(JSON.parse(text).rules), ["unreachable-node"]);
    assert.ok(!labels('{ "rules": { "dead-end": "off", | } }', file).includes("dead-end"));
  });

  test("severities, everywhere and for some files", () => {
    const severities = ["error", "warning", "information", "hint", "off"];
    assert.deepEqual(labels('{ "rules": { "dead-end": "|" } }', file), severities);
    assert.deepEqual(labels('{ "overrides": [{ "files": "*", "rules": { "dead-end": | } }] }', file), severities);
    assert.ok(labels('{ "overrides": [{ "files": "*", "rules": { | } }] }', file).includes("dead-end"));
  });

  test("nodes of the files that are meant; globs are the user's", () => {
    const asked: string[][] = [];
    const nodesIn = (globs: readonly string[]) => {
      asked.push([...globs]);
      return [{ id: "ask", kind: "conversation" as const }];
    };
    assert.deepEqual(
      labels('{ "overrides": [{ "files": ["a.json", "b.json"], "nodes": ["|"] }] }', file, { nodesIn }),
      ["ask"],
    );
    assert.deepEqual(asked, [["a.json", "b.json"]]);
    assert.deepEqual(labels('{ "overrides": [{ "files": "|" }] }', file), []);
  });

  test("overrides and pairs of tests with flows", () => {
    assert.deepEqual(labels('{ "overrides": [|] }', file), ["new override"]);
    const text = taken('{ "tests": [|] }', file, "new tests entry");
    assert.deepEqual(JSON.parse(text), { tests: [{ files: "", flow: "" }] });
    assert.deepEqual(labels('{ "tests": [{ "flow": "|" }] }', file, { files: () => ["f.json"] }), ["f.json"]);
  });
});
