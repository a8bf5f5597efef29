// What is said to be out of reach is never come to: small flows are drawn in every dialect and walked in every way there is.

import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { reachOf } from "../../../engine/coverage/reach.ts";
import type { Flow, FlowNode, Transition } from "../../../engine/flow/flow.ts";
import { read } from "../../../engine/formats/index.ts";
import { advance, begin } from "../../../engine/simulate/index.ts";
import type { State } from "../../../engine/simulate/state.ts";

const values = [undefined, "a", "5", "4"];
const MOST_STATES = 400;

/** Every state that walks come to, as far as they are followed. */
function* walks(flow: Flow): Iterable<State> {
  const open: State[] = values.map((x) =>
    begin(flow, { variables: x === undefined ? {} : { x }, options: { globals: "fallback" } }),
  );
  let count = 0;
  for (let state = open.pop(); state && count < MOST_STATES; state = open.pop()) {
    count++;
    yield state;
    const { wants } = state;
    if (wants.kind === "turn" && state.turns < 3)
      for (const x of values)
        open.push(
          advance(flow, state, {
            kind: "turn",
            turn: x === undefined ? { silence: true } : { user: "well", slots: { x, y: x } },
          }),
        );
    else if (wants.kind === "choice")
      for (const take of [undefined, ...wants.options.keys()])
        open.push(advance(flow, state, { kind: "choice", take, by: "person" }));
    else if (wants.kind === "tool") {
      for (const answer of [{ result: "a" }, { result: { s: "b" } }, { error: "no" }])
        open.push(advance(flow, state, { kind: "tool", answer }));
    }
  }
}

/** Fails where a walk does what is said to be out of reach; how much was said to be. */
function check(text: string): number {
  const { flow } = read(text, "flow.json");
  if (!flow) return 0;
  const reach = reachOf(flow, { from: [], jumps: true, variables: new Set() });
  const arrives = (node: FlowNode | undefined): void => {
    if (node) assert.equal(reach.whyNot(node), undefined, `${node.id} is come to: ${text}`);
  };
  const takes = (node: FlowNode, transition: Transition): void => {
    const why = reach.possible(node).closed.get(transition);
    assert.equal(why, undefined, `${node.id} → ${transition.target?.id} is taken: ${text}`);
  };
  for (const { trace, taken, tried } of walks(flow)) {
    const first = trace.at(0);
    arrives(first && flow.byId.get(first.step_id));
    for (const { from, transition, to } of taken) {
      if (transition) takes(from, transition);
      arrives(to);
    }
    for (const { node, transition, held } of tried) {
      const condition = reach.possible(node).conditions.find((each) => each.transition === transition);
      assert.ok(condition, `a condition of ${node.id} is tried: ${text}`);
      const why = held ? condition.neverHolds : condition.neverFails;
      assert.equal(why, undefined, `${condition.text} is ${held} at ${node.id}: ${text}`);
    }
  }
  return flow.nodes.reduce(
    (sum, node) => sum + (reach.whyNot(node) === undefined ? reach.possible(node).closed.size : 1),
    0,
  );
}

const ids = ["n0", "n1", "n2", "N3", "n3"];
const target = fc.constantFrom(...ids, ...ids, "gone");

it("voicetest: silent nodes, always, choices, equations, global nodes", () => {
  const clause = fc.record({
    left: fc.constantFrom("x", "x", "z"),
    operator: fc.constantFrom("==", "!=", ">", "contains", "exists", "not_exist", "="),
    right: fc.constantFrom("a", "5", "4"),
  });
  const equation = fc.record({
    type: fc.constant("equation"),
    equations: fc.array(clause, { maxLength: 2 }),
    logical_operator: fc.constantFrom("and", "or"),
  });
  const other = fc.record({ type: fc.constantFrom("always", "llm_prompt", "llm_prompt", "tool_call") });
  const transition = fc.record({ target_node_id: target, condition: fc.oneof(equation, other) });
  const node = fc.record(
    {
      node_type: fc.constantFrom("conversation", "conversation", "logic", "extract", "function", "end", "transfer"),
      state_prompt: fc.constantFrom("", "Talk"),
      variables_to_extract: fc.constant([{ name: "x" }]),
      transitions: fc.array(transition, { maxLength: 4 }),
      global_node_setting: fc.constant({ condition: "help", go_back_conditions: [{ condition: { value: "back" } }] }),
    },
    { requiredKeys: ["node_type", "state_prompt", "transitions", "variables_to_extract"] },
  );
  let claims = 0;
  fc.assert(
    fc.property(fc.tuple(node, node, node, node, node), (nodes) => {
      const graph = {
        source_type: "custom",
        entry_node_id: "n0",
        nodes: Object.fromEntries(nodes.map((each, i) => [ids[i], { id: ids[i], ...each }])),
      };
      claims += check(JSON.stringify(graph));
    }),
    { numRuns: 300 },
  );
  assert.ok(claims > 300, `only ${claims} claims were made`);
});

it("Yappr: conversations, tools with branches, global nodes, work after the call", () => {
  const choice = fc.record({ id: fc.constantFrom("a", "b", "c"), label: fc.constant("Go"), next_step_id: target });
  const branch = fc.record({
    id: fc.constantFrom("a", "b"),
    jsonpath: fc.constantFrom("$.s", "$", "$..x"),
    equals: fc.constantFrom("a", "b"),
    next_step_id: target,
  });
  const node = fc.oneof(
    fc.record({
      type: fc.constant("conversation"),
      transitions: fc.array(choice, { maxLength: 3 }),
      is_global: fc.boolean(),
    }),
    fc.record({
      type: fc.constant("tool_call"),
      tool_id: fc.constant("t"),
      transitions: fc.record(
        { success_next_step_id: target, error_next_step_id: target, custom: fc.array(branch, { maxLength: 3 }) },
        { requiredKeys: [] },
      ),
    }),
    fc.record({
      type: fc.constant("end"),
      post_end_step_ids: fc.array(target, { maxLength: 1 }),
      is_global: fc.boolean(),
    }),
    fc.record({ type: fc.constant("webhook") }),
  );
  let claims = 0;
  fc.assert(
    fc.property(fc.tuple(node, node, node, node, node), target, (nodes, next) => {
      const start = { id: "start", type: "start", next_step_id: next };
      const flow = { flow_config_version: "1", nodes: [start, ...nodes.map((each, i) => ({ id: ids[i], ...each }))] };
      claims += check(JSON.stringify(flow));
    }),
    { numRuns: 300 },
  );
  assert.ok(claims > 300, `only ${claims} claims were made`);
});

it("Flowyte: branches, collects, skills, handles of every kind", () => {
  const node = fc.oneof(
    fc.record({
      type: fc.constant("branch"),
      data: fc.record({
        condition: fc.constantFrom("x == 5", "x > 4 and x < 4", "1 == 1", "x >", "exists(x)", "x in ['a']"),
      }),
    }),
    fc.record({ type: fc.constant("collect"), data: fc.constantFrom({ slot: "x" }, { slot: "y" }, {}) }),
    fc.record({ type: fc.constant("skill"), data: fc.constantFrom({ tool: "t" }, { tool: "t", args: { a: "{x}" } }) }),
    fc.record({ type: fc.constantFrom("message", "end") }),
  );
  const connection = fc.record({
    source: fc.constantFrom("s", ...ids),
    target,
    sourceHandle: fc.constantFrom("success", "success", "true", "false", "needs_input", "error"),
  });
  let claims = 0;
  fc.assert(
    fc.property(
      fc.tuple(node, node, node, node, node),
      fc.array(connection, { maxLength: 9 }),
      target,
      (nodes, more, first) => {
        const connections = [{ source: "s", target: first }, ...more];
        const all = [{ id: "s", type: "start" }, ...nodes.map((each, i) => ({ id: ids[i], ...each }))];
        claims += check(JSON.stringify({ flowId: "f", nodes: all, connections }));
      },
    ),
    { numRuns: 300 },
  );
  assert.ok(claims > 300, `only ${claims} claims were made`);
});
