import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { Format } from "../../../engine/formats/format.ts";
import { isNewerWorkflow, toFlow, yapprAgent, yapprFlow, yapprTest } from "../../../engine/formats/yappr/index.ts";
import { parseTree } from "../../../engine/text/scan.ts";
import { spelledOut } from "./spelledOut.ts";

const all: readonly Format[] = [yapprTest, yapprAgent, yapprFlow];

/** The formats that take a file for theirs. */
function recognised(value: unknown, name = "file.json"): string[] {
  return all.filter((format) => format.detect(value, name)).map(({ id }) => id);
}

function parse(
  format: Format,
  value: unknown,
  path: readonly string[] = [],
  name = "file.json",
): ReturnType<Format["parse"]> {
  return format.parse({ name, value, path, tree: () => parseTree(JSON.stringify(value)) });
}

const nodes = [
  { id: "s", type: "start", next_step_id: "e" },
  { id: "e", type: "end" },
];

describe("recognised as", () => {
  const cases: [what: string, value: unknown, formats: string[]][] = [
    ["a flow, by its version", { flow_config_version: "1", nodes: [] }, ["yappr-flow"]],
    ["a flow, by a version of any kind", { flow_config_version: 2 }, ["yappr-flow"]],
    ["a flow, by its start", { nodes }, ["yappr-flow"]],
    ["a flow, by a transition", { nodes: [{}, { transitions: [null, { next_step_id: "" }] }] }, ["yappr-flow"]],
    ["a flow, by a tool's success", { nodes: [{ transitions: { success_next_step_id: "x" } }] }, ["yappr-flow"]],
    ["a flow, by a tool's error", { nodes: [{ transitions: { error_next_step_id: "x" } }] }, ["yappr-flow"]],
    ["a flow, by work after the call", { nodes: [{ type: "end", post_end_step_ids: [] }] }, ["yappr-flow"]],
    ["a flow, in the newer shape", { schema_version: "1", conversation: { nodes: [], edges: [] } }, ["yappr-flow"]],
    ["an agent, by its flow", { name: "x", flow_config: { nodes } }, ["yappr-agent"]],
    ["an agent, by a change of its flow", { flow_config: { flow_config_version: "1" } }, ["yappr-agent"]],
    ["an agent, by its prompt", { type: "prompt", system_prompt: "", flow_config: null }, ["yappr-agent"]],
    ["an agent, by its voice", { type: "prompt", system_prompt: "Hi", vad_stop_secs: 0.4 }, ["yappr-agent"]],
    ["an agent, with a flow just begun", { type: "flow", system_prompt: "Hi", flow_config: {} }, ["yappr-agent"]],
    ["an agent, with nodes just begun", { type: "flow", flow_config: { nodes: [] } }, ["yappr-agent"]],
    ["a test, by its flow", { transcript: [], flow_config: { nodes } }, ["yappr-test"]],
    ["a test, by its mocks and flow", { mock_tool_results: {}, flow_config: { nodes: [] } }, ["yappr-test"]],
    [
      "a test of the agent's saved flow",
      { transcript: [{ role: "user", text: "x" }], mock_tool_results: {} },
      ["yappr-test"],
    ],

    ["nothing: a flow test with cases", { flow_config: { nodes }, cases: [] }, []],
    [
      "nothing: a flow test with cases and a version",
      { flow_config_version: "1", flow_config: { nodes }, cases: [] },
      [],
    ],
    ["nothing: a transcript of somebody else's", { transcript: [{ role: "user", text: "hi" }], tool_calls: [] }, []],
    ["nothing: a prompt of somebody else's", { type: "prompt", system_prompt: "You are a pirate" }, []],
    ["nothing: a flow_config of somebody else's", { flow_config: { initial_node: "a", nodes: { a: {} } } }, []],
    ["nothing: a typed flow_config of somebody else's", { type: "flow", flow_config: { width: 3 } }, []],
    [
      "nothing: nodes with edges inside and a named start",
      { start_node_id: "a", nodes: [{ id: "a", type: "conversation", edges: [{ destination_node_id: "b" }] }] },
      [],
    ],
    ["nothing: nodes and edges", { nodes, edges: [] }, []],
    ["nothing: nodes and connections", { nodes, connections: {} }, []],
    ["nothing: nodes by name", { initial_node: "a", nodes: { a: { next_step_id: "b" } } }, []],
    [
      "nothing: steps of somebody else's",
      {
        nodes: [
          { id: "a", next_step_id: "b" },
          { node_id: "c", next_node: "d" },
        ],
      },
      [],
    ],
    ["nothing: transitions of somebody else's", { nodes: [{ transitions: [{ to: "b" }] }, { transitions: {} }] }, []],
    ["nothing: no object", "flow_config", []],
    ["nothing: a list of flows", [{ flow_config_version: "1", nodes }], []],
    ["nothing: null", null, []],
    ["nothing: inherited keys", Object.create({ flow_config_version: "1", nodes }), []],
  ];
  for (const [what, value, formats] of cases) test(what, () => assert.deepEqual(recognised(value), formats));

  test("a test with a flow just begun, when the file says so", () => {
    const begun = { transcript: [], flow_config: {} };
    assert.deepEqual(recognised(begun), []);
    assert.deepEqual(recognised(begun, "/tests/booking.yappr-test.json"), ["yappr-test"]);
    assert.deepEqual(recognised(begun, "booking.flowtest.json"), ["yappr-test"]);
  });

  test("what has a mark in its text", () => {
    for (const [, value, ids] of cases)
      for (const format of all.filter(({ id }) => ids.includes(id)))
        assert.ok(
          format.marks.some((mark) => JSON.stringify(value).includes(`"${mark}"`)) || format === yapprFlow,
          `${format.id}: ${JSON.stringify(value)}`,
        );
  });
});

test("the newer workflow document has no flow", () => {
  const newer = { schema_version: "1", id: "x", conversation: { entry_node_id: "a", nodes: [{ id: "a" }], edges: [] } };
  assert.equal(isNewerWorkflow(newer), true);
  const { unsupported, ...rest } = parse(yapprFlow, newer);
  assert.deepEqual(rest, {});
  assert.match(unsupported ?? "", /newer workflow document/);
  for (const other of [
    { schema_version: "1" },
    { conversation: { nodes: [] } },
    { schema_version: "1", conversation: {} },
    null,
  ])
    assert.equal(isNewerWorkflow(other), false);
});

describe("an agent", () => {
  test("gives its flow, named after it, at the flow's own place", () => {
    const { flow } = parse(yapprAgent, { name: "Booker", type: "flow", flow_config: { nodes } });
    assert.equal(flow?.name, "Booker");
    assert.deepEqual(flow?.path, ["flow_config"]);
    assert.deepEqual(flow?.nodes[1]?.path, ["flow_config", "nodes", 1]);
  });

  test("is found in an envelope", () => {
    const { flow } = parse(yapprAgent, { success: true, data: { flow_config: { nodes } } }, ["data"]);
    assert.deepEqual(flow?.byId.get("e")?.idPlace, { path: ["data", "flow_config", "nodes", 1, "id"] });
  });

  test("without a flow gives none", () => {
    assert.deepEqual(parse(yapprAgent, { type: "prompt", system_prompt: "Hi", flow_config: null }), {});
  });
});

describe("a flow", () => {
  const value = {
    flow_config_version: "1",
    nodes: [
      { id: "s", type: "start", next_step_id: "ask" },
      {
        id: "ask",
        type: "conversation",
        name: "Ask",
        is_global: true,
        transitions: [
          { id: "tx", label: "Yes", description: "Said yes", next_step_id: "call" },
          { description: "Said no", next_step_id: "gone" },
          { id: "open" },
          7,
        ],
      },
      {
        id: "call",
        type: "tool_call",
        tool_id: "t-1",
        transitions: {
          success_next_step_id: "z",
          error_next_step_id: null,
          custom: [{ id: "busy", label: "Busy", jsonpath: "$.s", equals: "b", next_step_id: "ask" }],
        },
      },
      { id: "z", type: "end", post_end_step_ids: ["hook", 3, "more"] },
      { id: "hook", type: "webhook", is_global: true },
    ],
  };
  const flow = toFlow(value, ["at"]);

  test("keeps its nodes in order, each with its kind", () => {
    const kinds: [type: string, kind: string, waits: boolean, ends: boolean][] = [
      ["start", "start", false, false],
      ["conversation", "conversation", true, false],
      ["tool_call", "tool", false, false],
      ["integration_call", "tool", false, false],
      ["transfer", "transfer", false, true],
      ["end", "end", false, true],
      ["webhook", "post-call", false, false],
      ["structured_output", "post-call", false, false],
      ["converse", "unknown", false, false],
      ["__proto__", "unknown", false, false],
    ];
    const read = toFlow({ nodes: kinds.map(([type]) => ({ id: type, type })) }, []);
    assert.deepEqual(
      read.nodes.map(({ type, kind, waits, ends }) => [type, kind, waits, ends]),
      kinds,
    );
  });

  test("knows its start and itself", () => {
    assert.equal(flow.format, "yappr-flow");
    assert.deepEqual(flow.path, ["at"]);
    assert.deepEqual(
      flow.starts.map(({ id }) => id),
      ["s"],
    );
    assert.equal(flow.value, value);
    assert.equal(flow.nodes[1]?.value, value.nodes[1]);
    assert.deepEqual([...flow.byId.keys()], ["s", "ask", "call", "z", "hook"]);
  });

  test("has a start's one way on", () => {
    const place = { path: ["at", "nodes", 0, "next_step_id"] };
    assert.deepEqual(spelledOut(flow.nodes[0]!.transitions), [
      { handle: "next", label: "", target: { id: "ask", place }, targetPath: place.path, place },
    ]);
  });

  test("has the transitions of a conversation, whatever state they are in", () => {
    const at = ["at", "nodes", 1, "transitions"];
    assert.deepEqual(spelledOut(flow.nodes[1]!.transitions), [
      {
        id: "tx",
        handle: "choice",
        label: "Yes",
        target: { id: "call", place: { path: [...at, 0, "next_step_id"] } },
        targetPath: [...at, 0, "next_step_id"],
        place: { path: [...at, 0] },
      },
      {
        handle: "choice",
        label: "Said no",
        target: { id: "gone", place: { path: [...at, 1, "next_step_id"] } },
        targetPath: [...at, 1, "next_step_id"],
        place: { path: [...at, 1] },
      },
      {
        id: "open",
        handle: "choice",
        label: "open",
        targetPath: [...at, 2, "next_step_id"],
        place: { path: [...at, 2] },
      },
      { handle: "choice", label: "", targetPath: [...at, 3, "next_step_id"], place: { path: [...at, 3] } },
    ]);
  });

  test("has a tool's branches in the order in which they are tried", () => {
    const at = ["at", "nodes", 2, "transitions"];
    assert.deepEqual(spelledOut(flow.nodes[2]!.transitions), [
      {
        id: "busy",
        handle: "custom",
        label: "Busy",
        target: { id: "ask", place: { path: [...at, "custom", 0, "next_step_id"] } },
        targetPath: [...at, "custom", 0, "next_step_id"],
        place: { path: [...at, "custom", 0] },
      },
      {
        handle: "success",
        label: "success",
        target: { id: "z", place: { path: [...at, "success_next_step_id"] } },
        targetPath: [...at, "success_next_step_id"],
        place: { path: [...at, "success_next_step_id"] },
      },
    ]);
  });

  test("has an error edge after the success edge, and a target that is no text as none", () => {
    const node = toFlow(
      { nodes: [{ type: "tool_call", transitions: { error_next_step_id: "x", success_next_step_id: 5 } }] },
      [],
    ).nodes[0]!;
    assert.deepEqual(
      node.transitions.map(({ handle, target }) => [handle, target?.id]),
      [
        ["success", undefined],
        ["error", "x"],
      ],
    );
  });

  test("has the work after the call beside its edges", () => {
    assert.deepEqual(flow.nodes[3]?.also, [
      { id: "hook", place: { path: ["at", "nodes", 3, "post_end_step_ids", 0] } },
      { id: "more", place: { path: ["at", "nodes", 3, "post_end_step_ids", 2] } },
    ]);
    assert.deepEqual(flow.nodes[3]?.transitions, []);
  });

  test("has global nodes only where the vendor allows them", () => {
    const types = ["start", "conversation", "tool_call", "transfer", "end", "webhook"];
    const read = toFlow({ nodes: types.map((type) => ({ id: type, type, is_global: true })) }, []);
    assert.deepEqual(
      read.nodes.filter(({ global }) => global).map(({ id }) => id),
      ["conversation", "transfer", "end"],
    );
    assert.equal(toFlow({ nodes: [{ type: "end", is_global: "yes" }] }, []).nodes[0]?.global, false);
  });

  test("says which ways out have to lead somewhere", () => {
    const exits = (node: object): unknown =>
      toFlow({ nodes: [node] }, []).nodes[0]?.exits.map(({ handle, any, severity, vendorCode }) => [
        handle,
        !!any,
        severity,
        vendorCode,
      ]);
    assert.deepEqual(exits({ type: "start" }), [["next", false, "error", "start_unwired"]]);
    assert.deepEqual(exits({ type: "conversation" }), [["choice", true, "error", "terminal_not_allowed"]]);
    for (const type of ["tool_call", "integration_call"]) {
      assert.deepEqual(exits({ type }), [["success", true, "error", "terminal_not_allowed"]]);
      assert.deepEqual(exits({ type, transitions: { error_next_step_id: "x" } }), [
        ["success", false, "error", "success_not_wired"],
      ]);
    }
    for (const type of ["end", "transfer", "webhook", "structured_output", "converse"])
      assert.deepEqual(exits({ type }), []);
  });

  test("names a tool by its id, an integration by what it does", () => {
    const tool = (node: object): unknown => toFlow({ nodes: [node] }, []).nodes[0]?.tool;
    assert.equal(tool({ type: "tool_call", tool_id: "t-1" }), "t-1");
    assert.equal(tool({ type: "integration_call", provider: "gmail", action: "send_email" }), "gmail.send_email");
    assert.equal(tool({ type: "integration_call", provider: "gmail" }), undefined);
    assert.equal(tool({ type: "end", tool_id: "t-1" }), undefined);
  });

  test("keeps nodes without an id, at the place of the node", () => {
    const read = toFlow({ nodes: [{ type: "end" }, { id: "", type: "end" }, { id: 7 }, null, "x", [1]] }, []);
    assert.deepEqual(
      read.nodes.map(({ id, idPlace }) => [id, idPlace]),
      [0, 1, 2, 3, 4, 5].map((i) => ["", { path: ["nodes", i] }]),
    );
    assert.equal(read.byId.size, 0);
    assert.deepEqual(read.duplicates, []);
  });

  test("lists an id that is written again, with the first place", () => {
    const node = { id: "x", type: "end" };
    const read = toFlow({ nodes: [node, { ...node }, { ...node }] }, []);
    const at = (i: number): object => ({ path: ["nodes", i, "id"] });
    assert.deepEqual(read.duplicates, [
      { id: "x", place: at(1), first: at(0) },
      { id: "x", place: at(2), first: at(0) },
    ]);
    assert.equal(read.byId.get("x"), read.nodes[0]);
  });

  test("takes any id, and an empty name for none", () => {
    const read = toFlow(
      JSON.parse('{"nodes": [{"id": "__proto__", "type": "end", "name": ""}, {"id": "constructor"}]}'),
      [],
    );
    assert.deepEqual([...read.byId.keys()], ["__proto__", "constructor"]);
    assert.equal(read.nodes[0]?.name, undefined);
  });

  test("reads the edges of a node whose type is misspelt", () => {
    const targets = (node: object): unknown =>
      toFlow({ nodes: [node] }, []).nodes[0]?.transitions.map(({ target }) => target?.id);
    assert.deepEqual(targets({ type: "strat", next_step_id: "a" }), ["a"]);
    assert.deepEqual(targets({ type: "conversaton", transitions: [{ next_step_id: "a" }] }), ["a"]);
    assert.deepEqual(targets({ transitions: { success_next_step_id: "a", error_next_step_id: "b" } }), ["a", "b"]);
  });

  test("keeps the node of the version before for the same value in the same place, and only there", () => {
    const fifth = { id: "hook", type: "end" };
    const before = toFlow({ nodes: [nodes[0], nodes[1], fifth] }, ["x"]);
    const after = toFlow({ nodes: [nodes[0], fifth, fifth] }, ["x"], undefined, before);
    assert.equal(after.nodes[0], before.nodes[0]);
    assert.deepEqual(
      after.nodes.map(({ idPlace }) => idPlace),
      [0, 1, 2].map((i) => ({ path: ["x", "nodes", i, "id"] })),
    );
    assert.notEqual(toFlow({ nodes }, ["y"], undefined, before).nodes[0], before.nodes[0]);
  });
});

test("no value makes a format fail", () => {
  const key = fc.constantFrom(
    "nodes",
    "flow_config",
    "transitions",
    "custom",
    "id",
    "type",
    "transcript",
    "mock_tool_results",
    "conversation",
    "schema_version",
    "next_step_id",
    "__proto__",
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: "small" },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom("start", "conversation", "tool_call"),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(key, tie("tree"), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      for (const format of all) {
        format.detect(value, "x.json");
        parse(format, value);
      }
    }),
    { numRuns: 1000, seed: 1 },
  );
});
