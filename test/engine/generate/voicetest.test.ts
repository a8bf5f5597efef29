import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertFull, flowOf, taken, takenOrNot } from "./generated.ts";

type Clause = readonly [left: string, operator: string, right?: string];

const talk = (to: string, value: string) => ({ target_node_id: to, condition: { type: "llm_prompt", value } });
const always = (to: string) => ({ target_node_id: to, condition: { type: "always", value: "" } });
const when = (to: string, clauses: readonly Clause[], join = "and") => ({
  target_node_id: to,
  condition: {
    type: "equation",
    value: "",
    logical_operator: join,
    equations: clauses.map(([left, operator, right = ""]) => ({ left, operator, right })),
  },
});
const node = (id: string, node_type: string, transitions: readonly object[] = [], more: object = {}) => ({
  id,
  node_type,
  state_prompt: node_type === "logic" ? "" : "Talk",
  transitions,
  ...more,
});
const end = (id: string) => ({ id, node_type: "end", state_prompt: "", transitions: [] });
const graph = (...nodes: { id: string }[]) =>
  flowOf({
    source_type: "custom",
    entry_node_id: nodes[0]!.id,
    nodes: Object.fromEntries(nodes.map((each) => [each.id, each])),
  });

/** A logic node with one equation. */
const deciding = (clauses: readonly Clause[], join?: string) =>
  graph(node("l", "logic", [when("t", clauses, join), always("f")]), end("t"), end("f"));

const equations: readonly (readonly [clauses: readonly Clause[], join?: string])[] = [
  [[["plan", "==", "premium"]]],
  [[["plan", "!=", "premium"]]],
  [[["age", ">", "17"]]],
  [
    [
      ["age", ">=", "18"],
      ["age", "<", "20"],
    ],
  ],
  [
    [
      ["age", ">", "3"],
      ["age", "<", "4"],
    ],
  ],
  [[["words", "contains", "refund"]]],
  [
    [
      ["words", "contains", "refund"],
      ["words", "contains", "late"],
    ],
  ],
  [
    [
      ["words", "contains", "refund"],
      ["words", "not_contains", "late"],
    ],
  ],
  [[["zip", "exists"]]],
  [[["zip", "not_exist"]]],
  [
    [
      ["a", "==", "1"],
      ["b", "==", "2"],
      ["c", "==", "3"],
      ["d", "==", "4"],
      ["e", "==", "5"],
      ["f", ">", "6"],
    ],
  ],
  [
    [
      ["a", "==", "1"],
      ["b", "==", "2"],
    ],
    "or",
  ],
  [[["ok", "==", "True"]]],
];

describe("cases for a voicetest graph", () => {
  it("whatever an equation asks, both ways are taken", () => {
    for (const [clauses, join] of equations) {
      const flow = deciding(clauses, join);
      taken(flow, "l", "t");
      taken(flow, "l", "f");
      assertFull(flow);
    }
  });

  it("what nothing extracts comes with the call", () => {
    assert.deepEqual(taken(deciding([["age", ">", "17"]]), "l", "t").variables, { age: 18 });
  });

  it("what a node extracts is given along with the turn before it, one of the choices there are", () => {
    const flow = graph(
      node("hi", "conversation", [talk("get", "names a plan")]),
      node(
        "get",
        "extract",
        [when("vip", [["plan", "==", "gold"]]), when("std", [["plan", "!=", "gold"]]), always("none")],
        {
          variables_to_extract: [{ name: "plan", choices: ["silver", "gold"] }],
        },
      ),
      end("vip"),
      end("std"),
      end("none"),
    );
    const vip = taken(flow, "get", "vip");
    assert.deepEqual(vip.turns, [{ user: "Names a plan", slots: { plan: "gold" } }]);
    assert.deepEqual((vip.expect as { variables: unknown }).variables, { plan: "gold" });
    assert.deepEqual(taken(flow, "get", "std").turns, [{ user: "Names a plan", slots: { plan: "silver" } }]);
    assert.deepEqual(taken(flow, "get", "none").turns, ["Names a plan"]);
    assertFull(flow);
  });

  it("equations are tried in their order: a later one gets values that no earlier one takes", () => {
    const flow = graph(
      node("l", "logic", [when("a", [["age", ">", "64"]]), when("b", [["age", ">", "17"]]), always("c")]),
      end("a"),
      end("b"),
      end("c"),
    );
    const { age } = taken(flow, "l", "b").variables as { age: number };
    assert.ok(age > 17 && age <= 64, String(age));
    assertFull(flow);
  });

  it("what a tool answers decides by its mock", () => {
    const flow = graph(
      node("call", "function", [
        when("ok", [["tool_result.status", "==", "free"]]),
        when("bad", [["tool_result.error", "exists"]]),
        always("else"),
      ]),
      end("ok"),
      end("bad"),
      end("else"),
    );
    assert.deepEqual(taken(flow, "call", "ok").mocks, { call: { result: { status: "free" } } });
    assertFull(flow);
  });

  it("global nodes, and the way back from them", () => {
    const flow = graph(
      node("hi", "conversation", [talk("bye", "says goodbye")]),
      node("human", "conversation", [talk("desk", "explains what it is about")], {
        global_node_setting: {
          condition: "asks for a person",
          go_back_conditions: [{ id: "b", condition: { type: "llm_prompt", value: "never mind" } }],
        },
      }),
      end("desk"),
      end("bye"),
    );
    assert.deepEqual(taken(flow, "human", "desk").turns, ["A person", "Explains what it is about"]);
    assertFull(flow);
  });

  it("an always after speaking, and what is never taken", () => {
    const flow = graph(
      node("hi", "conversation", [always("next"), always("other")]),
      node("next", "conversation", [
        talk("bye", "says goodbye"),
        { target_node_id: "bye", condition: { type: "tool_call", value: "hang_up" } },
      ]),
      end("other"),
      end("bye"),
    );
    taken(flow, "hi", "next");
    assert.ok("unreachable" in takenOrNot(flow, "hi", "other"));
    assertFull(flow);
  });

  it("two logic nodes that ask two variables of one turn", () => {
    const flow = graph(
      node("hi", "conversation", [talk("get", "tells about themselves")]),
      node("get", "extract", [always("one")], { variables_to_extract: [{ name: "plan" }, { name: "age" }] }),
      node("one", "logic", [when("two", [["plan", "==", "gold"]]), always("bye")]),
      node("two", "logic", [
        when("vip", [
          ["age", ">", "17"],
          ["age", "<", "30"],
        ]),
        always("bye"),
      ]),
      end("vip"),
      end("bye"),
    );
    assert.deepEqual(taken(flow, "two", "vip").turns, [
      { user: "Tells about themselves", slots: { plan: "gold", age: 18 } },
    ]);
    assertFull(flow);
  });
});
