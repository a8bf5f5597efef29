import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Flow } from "../../../engine/flow/flow.ts";
import type { Source } from "../../../engine/formats/format.ts";
import { toFlow, voicetestGraph, voicetestTests } from "../../../engine/formats/voicetest/index.ts";
import type { JsonTree } from "../../../engine/text/json.ts";
import { parseTree } from "../../../engine/text/scan.ts";
import { spelledOut } from "./spelledOut.ts";

/** A file as its parser gets it; `asked` counts how often positions were asked for. */
function sourceOf(text: string, path: Source["path"] = []): Source & { asked: number } {
  let tree: JsonTree | undefined;
  const source = {
    asked: 0,
    text,
    value: JSON.parse(text) as unknown,
    path,
    tree: () => {
      source.asked++;
      tree ??= parseTree(text);
      return tree;
    },
  };
  return source;
}

function flowIn(source: Source): Flow {
  const { flow } = voicetestGraph.parse(source);
  assert.ok(flow);
  return flow;
}

const talk = { node_type: "conversation", state_prompt: "Hi" };

suite("a voicetest graph is recognised", () => {
  const table: [name: string, value: unknown, expected: boolean][] = [
    ["nodes by id and an entry", { nodes: {}, entry_node_id: "a" }, true],
    ["an entry of the wrong type", { nodes: {}, entry_node_id: null }, true],
    ["an entry and a node just begun", { nodes: { a: { id: "a" } }, entry_node_id: "a" }, true],
    ["an entry, and nodes of a story", { nodes: { a: { speaker: "x", text: "y" } }, entry_node_id: "a" }, false],
    ["no entry, a prompt", { nodes: { a: null, b: { state_prompt: "" } } }, true],
    ["no entry, a type", { nodes: { a: { node_type: "logic" } } }, true],
    ["no entry, a type of somebody else's", { nodes: { a: { node_type: "gate" } } }, false],
    ["no entry, nothing else", { nodes: { a: { id: "a" } } }, false],
    ["a list of nodes", { nodes: [talk], entry_node_id: "a" }, false],
    ["no nodes", { entry_node_id: "a" }, false],
    ["a runtime flow of Pipecat's", { initial_node: "a", nodes: { a: { task_messages: [], functions: [] } } }, false],
    ["a runtime flow that borrows a word", { initial_node: "a", nodes: { a: { node_type: "end" } } }, false],
    ["a conversation flow of Retell's", { start_node_id: "a", nodes: [{ id: "a", type: "conversation" }] }, false],
    ["a list", [talk], false],
    ["null", null, false],
    ["a text", "nodes", false],
    ["an entry that every object has", Object.create({ nodes: { a: talk }, entry_node_id: "a" }), false],
  ];
  for (const [name, value, expected] of table)
    test(`${expected ? "" : "not "}${name}`, () => assert.equal(voicetestGraph.detect(value, "x.json"), expected));
});

suite("a voicetest graph as a flow", () => {
  const graph = {
    source_type: "retell",
    source_metadata: { agent_envelope: { agent_name: "Front desk" } },
    entry_node_id: "hello",
    nodes: {
      hello: {
        id: "other",
        node_type: "conversation",
        state_prompt: "Hi",
        metadata: { name: "Greeting" },
        transitions: [
          { target_node_id: "sort", condition: { type: "llm_prompt", value: "wants something" } },
          7,
          { target_node_id: "lookup", condition: { type: "tool_call", value: "" }, description: "after the tool" },
          { target_node_id: 5, condition: { type: "shrug" } },
          { condition: null },
        ],
      },
      sort: {
        node_type: "logic",
        state_prompt: "",
        transitions: [
          { target_node_id: "bye", condition: { type: "equation", value: "x == 1", equations: [] } },
          { target_node_id: "hello", condition: { type: "always", value: "Else" } },
        ],
      },
      gather: { node_type: "extract", state_prompt: "" },
      lookup: { node_type: "function", state_prompt: "", tools: [{ name: "find" }] },
      many: { node_type: "function", state_prompt: "", tools: [{ name: "find" }, { name: "book" }] },
      bye: { node_type: "end", state_prompt: "Bye", global_node_setting: { condition: "wants to go" } },
      agent: { node_type: "transfer", state_prompt: "", global_node_setting: null },
      strange: { node_type: "chat", state_prompt: "" },
      numbered: { node_type: 5 },
      broken: null,
    },
  };
  const flow = toFlow(graph, ["data"]);
  const node = (id: string) => flow.byId.get(id)!;

  test("its nodes go by their keys", () => {
    assert.deepEqual([...flow.byId.keys()], Object.keys(graph.nodes));
    assert.equal(node("hello").id, "hello");
    assert.deepEqual(node("hello").idPlace, { path: ["data", "nodes", "hello"], part: "key" });
    assert.deepEqual(node("hello").path, ["data", "nodes", "hello"]);
    assert.equal(node("hello").name, "Greeting");
    assert.equal(node("sort").name, undefined);
    assert.equal(flow.name, "Front desk");
    assert.equal(flow.format, "voicetest-graph");
    assert.deepEqual([flow.loose, flow.duplicates], [[], []]);
  });

  test("its entry is its start", () => {
    assert.deepEqual(flow.entry, { id: "hello", place: { path: ["data", "entry_node_id"] } });
    assert.deepEqual(flow.starts, [node("hello")]);
    const lost = toFlow({ ...graph, entry_node_id: "helo" }, []);
    assert.equal(lost.entry?.id, "helo");
    assert.deepEqual(lost.starts, []);
    assert.equal(toFlow({ nodes: graph.nodes }, []).entry, undefined);
  });

  test("what its nodes are", () => {
    const facts = flow.nodes.map(({ id, type, kind, waits, ends, global, tool, exits }) =>
      [id, type, kind, waits && "waits", ends && "ends", global && "global", tool, exits[0]?.handle]
        .filter(Boolean)
        .join(" "),
    );
    assert.deepEqual(facts, [
      "hello conversation conversation waits",
      "sort logic logic always",
      "gather extract extract always",
      "lookup function tool find always",
      "many function tool always",
      "bye end end ends global",
      "agent transfer transfer ends",
      "strange chat unknown waits",
      "numbered unknown waits",
      "broken unknown",
    ]);
    assert.deepEqual(node("sort").exits, [
      {
        handle: "always",
        any: true,
        severity: "warning",
        consequence: "the call stays here and the model speaks from this node on every turn",
      },
    ]);
  });

  test("its transitions stand as written", () => {
    const path = ["data", "nodes", "hello", "transitions"];
    assert.deepEqual(spelledOut(node("hello").transitions), [
      {
        handle: "choice",
        handlePlace: { path: [...path, 0, "condition", "type"] },
        label: "wants something",
        target: { id: "sort", place: { path: [...path, 0, "target_node_id"] } },
        targetPath: [...path, 0, "target_node_id"],
        place: { path: [...path, 0] },
      },
      {
        handle: "tool_call",
        handlePlace: { path: [...path, 2, "condition", "type"] },
        label: "after the tool",
        target: { id: "lookup", place: { path: [...path, 2, "target_node_id"] } },
        targetPath: [...path, 2, "target_node_id"],
        place: { path: [...path, 2] },
      },
      {
        handle: "shrug",
        handlePlace: { path: [...path, 3, "condition", "type"] },
        label: "",
        targetPath: [...path, 3, "target_node_id"],
        place: { path: [...path, 3] },
      },
      { handle: "", label: "", targetPath: [...path, 4, "target_node_id"], place: { path: [...path, 4] } },
    ]);
    assert.deepEqual(
      node("sort").transitions.map(({ handle, label }) => [handle, label]),
      [
        ["equation", "x == 1"],
        ["always", "Else"],
      ],
    );
  });

  const when = (...types: unknown[]) => types.map((type) => ({ target_node_id: "a", condition: { type } }));
  const inferred: [name: string, node: Record<string, unknown>, type: string][] = [
    ["no transitions", {}, "conversation"],
    ["an equation", { transitions: when("equation") }, "logic"],
    ["an equation and always", { transitions: when("always", "equation") }, "logic"],
    ["that and variables", { transitions: when("equation"), variables_to_extract: [{ name: "x" }] }, "extract"],
    ["variables alone", { variables_to_extract: [{ name: "x" }] }, "conversation"],
    ["always alone", { transitions: when("always"), variables_to_extract: [{ name: "x" }] }, "conversation"],
    ["an equation and a prompt", { transitions: when("equation", "llm_prompt") }, "conversation"],
    ["an equation and a tool call", { transitions: when("equation", "tool_call") }, "conversation"],
    ["an equation and nothing known", { transitions: when("equation", undefined) }, "conversation"],
  ];
  for (const [name, value, type] of inferred)
    test(`a node without a type and with ${name} is of type ${type}`, () =>
      assert.equal(toFlow({ nodes: { a: value } }, []).byId.get("a")!.type, type));

  test("a node whose JSON is the same object is the same node, unless it stands elsewhere", () => {
    const before = toFlow({ nodes: { a: talk, b: talk } }, []);
    const { nodes } = before;
    assert.deepEqual(
      nodes.map(({ id }) => id),
      ["a", "b"],
    );
    const kept = toFlow({ nodes: { a: {}, b: talk } }, [], undefined, before).nodes[1];
    assert.equal(kept, nodes[1]);
    assert.equal(toFlow({ nodes: { b: talk } }, [], undefined, before).nodes[0]?.index, 0);
    const moved = toFlow({ nodes: { b: talk } }, ["data"], undefined, before).nodes[0];
    assert.deepEqual(moved?.path, ["data", "nodes", "b"]);
    assert.deepEqual(toFlow({ nodes: { b: talk } }, ["graph"]).nodes[0]?.idPlace, {
      path: ["graph", "nodes", "b"],
      part: "key",
    });
  });

  test("names of nodes that every object has", () => {
    const text = '{"entry_node_id": "__proto__", "nodes": {"__proto__": {"node_type": "end"}, "constructor": {}}}';
    const hostile = flowIn(sourceOf(text));
    assert.deepEqual([...hostile.byId.keys()], ["__proto__", "constructor"]);
    assert.equal(hostile.starts[0]?.kind, "end");
    assert.equal(toFlow({ nodes: {}, entry_node_id: "constructor" }, []).starts.length, 0);
  });

  test("anything else gives an empty flow", () => {
    for (const value of [null, 7, "x", [], { nodes: [] }, { nodes: "x" }, { nodes: null }])
      assert.deepEqual(toFlow(value, []).nodes, []);
    assert.deepEqual(voicetestGraph.parse(sourceOf("[1]")), {});
  });
});

suite("keys of a voicetest graph as they are written", () => {
  const written = (nodes: string) => `{"entry_node_id": "a", "nodes": {${nodes}}}`;
  const node = (id: string, type: string) => `"${id}": {"node_type": "${type}", "state_prompt": ""}`;

  test("positions are not asked for where nothing was lost", () => {
    const source = sourceOf(written(`${node("a", "end")}, ${node("b", "end")}, "c": {}`));
    assert.deepEqual(flowIn(source).duplicates, []);
    assert.equal(source.asked, 0);
  });

  test("a key written twice is found, and the last one counts", () => {
    const text = written(
      `${node("a", "end")}, ${node("b", "end")}, ${node("a", "logic")}, ${node("\\u0061", "extract")}`,
    );
    const flow = flowIn(sourceOf(text));
    assert.deepEqual(
      flow.nodes.map(({ id, type }) => [id, type]),
      [
        ["a", "extract"],
        ["b", "end"],
      ],
    );
    const spans = flow.duplicates.map(({ id, place, first }) => {
      assert.ok("start" in place && "start" in first);
      return [id, text.slice(place.start, place.end), first.start === text.indexOf('"a": {')];
    });
    assert.deepEqual(spans, [
      ["a", '"a"', true],
      ["a", '"\\u0061"', true],
    ]);
  });

  test("also when the second one lacks what the first one had", () => {
    const text = written('"a": {"state_prompt": "Hi"}, "a": {"node_type": "end"}');
    assert.equal(flowIn(sourceOf(text)).duplicates.length, 1);
  });

  test("a text that speaks of node types costs a look and no problem", () => {
    const source = sourceOf(
      written(`${node("a", "end")}, "b": {"state_prompt": "node_type"}, "c": {"x": {"node_type": 1}}`),
    );
    assert.deepEqual(flowIn(source).duplicates, []);
    assert.equal(source.asked, 1);
  });

  test("keys that are whole numbers stay where they are written", () => {
    const flow = flowIn(sourceOf(written(`${node("b", "end")}, ${node("10", "end")}, ${node("9", "end")}`)));
    assert.deepEqual(
      flow.nodes.map(({ id }) => id),
      ["b", "10", "9"],
    );
  });

  test("below an envelope", () => {
    const text = `{"success": true, "data": ${written(`${node("a", "end")}, ${node("a", "end")}`)}}`;
    const { duplicates, path } = flowIn(sourceOf(text, ["data"]));
    assert.equal(duplicates.length, 1);
    assert.deepEqual(path, ["data"]);
  });
});

suite("voicetest tests", () => {
  const recognised: [name: string, value: unknown, expected: boolean][] = [
    ["name and prompt", [{ name: "a", user_prompt: "b" }], true],
    ["prompt and metrics", [{ user_prompt: "b", metrics: [] }], true],
    ["prompt and includes", [{ user_prompt: "b", includes: [] }], true],
    ["one that is just begun", [{}, { name: "a", user_prompt: "b" }], true],
    ["Retell's answer", { items: [{ name: "a", user_prompt: "b" }], has_more: false }, true],
    ["an empty list", [], false],
    ["an empty answer", { items: [] }, false],
    ["a prompt alone", [{ user_prompt: "b" }], false],
    ["a prompt that is no text", [{ name: "a", user_prompt: 7 }], false],
    ["one test by itself", { name: "a", user_prompt: "b" }, false],
    ["tests below cases", { cases: [{ name: "a", user_prompt: "b" }] }, false],
    ["a list of anything", [null, 7, "user_prompt", []], false],
    ["null", null, false],
  ];
  for (const [name, value, expected] of recognised)
    test(`${expected ? "" : "not "}${name}`, () => assert.equal(voicetestTests.detect(value, "x.json"), expected));

  const casesIn = (value: unknown, path: Source["path"] = []) =>
    voicetestTests.parse(sourceOf(JSON.stringify(value), path)).tests!.cases;

  test("each is a case that needs a model", () => {
    const [first, second, third] = casesIn([
      { name: "Books", user_prompt: "p", type: "simulation", dynamic_variables: { zip: "02139" } },
      7,
      { user_prompt: "p", type: "rule", includes: ["x"] },
      { name: "", user_prompt: "p", type: "whatever", dynamic_variables: [], tool_mocks: {} },
    ]);
    assert.deepEqual(first, {
      name: "Books",
      place: { path: [0, "name"] },
      path: [0],
      tags: [],
      skip: "Needs a model to play the caller and to judge the conversation",
      variables: { zip: "02139" },
      turns: [],
      mocks: new Map(),
      confirm: [],
      options: {},
    });
    assert.deepEqual(
      [second?.name, second?.place, second?.skip],
      ["test 3", { path: [2] }, "Needs a model to play the caller"],
    );
    assert.deepEqual([third?.name, third?.place, third?.variables], ["test 4", { path: [3, "name"] }, {}]);
  });

  test("Retell's answer keeps them under items, an envelope below data", () => {
    assert.deepEqual(casesIn({ items: [{ name: "a", user_prompt: "p" }] })[0]?.path, ["items", 0]);
    assert.deepEqual(casesIn({ data: { items: [{ user_prompt: "p" }] } }, ["data"])[0]?.place, {
      path: ["data", "items", 0],
    });
  });

  test("mocks in their three shapes", () => {
    const mocks = [
      { name: "track", response: { eta: "Friday" } },
      { tool: "area", response: null },
      { tool_name: "book", input_match_rule: { type: "any" }, output: '{"ok": true}' },
      { tool_name: "note", output: "plain words" },
      { tool_name: "price", input_match_rule: { type: "partial_match", args: { id: 1 } }, output: "1" },
      { name: "track", response: "a second one" },
      { name: "nothing" },
      { response: "nobody's" },
      null,
    ];
    const found = casesIn([{ name: "a", user_prompt: "p", tool_mocks: mocks }])[0]!.mocks;
    const place = (i: number) => ({ path: [0, "tool_mocks", i] });
    assert.deepEqual(
      found,
      new Map([
        ["track", { entries: [{ result: { eta: "Friday" } }], place: place(0) }],
        ["area", { entries: [{ result: null }], place: place(1) }],
        ["book", { entries: [{ result: { ok: true } }], place: place(2) }],
        ["note", { entries: [{ result: "plain words" }], place: place(3) }],
      ] as [string, unknown][]),
    );
  });
});
