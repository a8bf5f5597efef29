// What a rule calls "never taken" or "never tried" is never taken by the walk, whatever is said, chosen, answered and given
// along: small graphs are drawn, linted, and then walked in every way there is.

import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { advance, begin, type Document, lint, read, type State, type Turn } from "../../engine/index.ts";

const rules = [
  "always-not-last",
  "constant-condition",
  "empty-condition",
  "number-operator-on-text",
  "shadowed-transition",
  "unknown-operator",
  "voicetest/prompt-on-silent-node",
  "voicetest/tool-call-never-taken",
  "voicetest/unheard-choices",
];

/** The positions of the transitions at `path` that a problem says are never taken. */
function neverTaken(document: Document, path: readonly (string | number)[], count: number): Set<number> {
  const tree = document.tree();
  const spans = Array.from({ length: count }, (_, i) => tree.span(tree.locate([...path, i]).element));
  const found = new Set<number>();
  const note = (span: { start: number; end: number }): void => {
    const at = spans.findIndex(({ start, end }) => start <= span.start && span.end <= end);
    if (at >= 0) found.add(at);
  };
  for (const { message, span, related = [] } of lint(document, { only: rules })) {
    if (/never taken/i.test(message)) {
      note(span);
      for (const other of related) if (other.message === "This is left to a model") note(other.span);
    }
    for (const other of related) if (other.message === "Never tried") note(other.span);
  }
  return found;
}

/** Where walks go from a node, in every way they can be answered. */
function ways(
  document: Document,
  node: string,
  variables: Record<string, unknown>,
  results: readonly unknown[],
): Set<string> {
  const flow = document.flow!;
  const found = new Set<string>();
  const open: State[] = [begin(flow, { variables })];
  for (let state = open.pop(); state; state = open.pop()) {
    const { wants } = state;
    for (const { step_id, decision, kind } of state.trace)
      if (step_id === node && decision !== undefined && decision !== "stay" && kind !== "end") found.add(decision);
    if (wants.kind === "turn" && state.turns < 3) {
      const turn: Turn = { user: "well", slots: variables };
      open.push(advance(flow, state, { kind: "turn", turn }));
    } else if (wants.kind === "choice") {
      for (const take of [undefined, ...wants.options.keys()])
        open.push(advance(flow, state, { kind: "choice", take, by: "person" }));
    } else if (wants.kind === "tool") {
      for (const result of results) open.push(advance(flow, state, { kind: "tool", answer: { result } }));
      open.push(advance(flow, state, { kind: "tool", answer: { error: "no" } }));
    }
  }
  return found;
}

const values = [undefined, "a", "b", "5", "5.0", "4", "-1", "", "nan", "x"];

it("no walk of a voicetest graph takes a transition that is called never taken", () => {
  const clause = fc.record({
    left: fc.constantFrom("x", "x", "y"),
    operator: fc.constantFrom("==", "!=", ">", ">=", "<", "contains", "exists", "not_exist", "="),
    right: fc.constantFrom("a", "b", "5", "4", "five", "y"),
  });
  const condition = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        type: fc.constant("equation"),
        value: fc.constant(""),
        equations: fc.array(clause, { maxLength: 2 }),
        logical_operator: fc.constantFrom("and", "or"),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constantFrom("always", "llm_prompt", "tool_call"), value: fc.constant("") }),
    },
  );
  let claims = 0;
  const others = new Set<string>();
  fc.assert(
    fc.property(
      fc.constantFrom("logic", "logic", "extract", "function", "conversation"),
      fc.array(condition, { minLength: 2, maxLength: 5 }),
      (node_type, conditions) => {
        const transitions = conditions.map((each, i) => ({ target_node_id: `to-${i}`, condition: each }));
        const leaves = conditions.map((_, i) => [
          `to-${i}`,
          { id: `to-${i}`, node_type: "conversation", state_prompt: "?" },
        ]);
        const first = { target_node_id: "n", condition: { type: "llm_prompt", value: "go" } };
        const graph = {
          source_type: "custom",
          entry_node_id: "start",
          nodes: {
            start: { id: "start", node_type: "conversation", state_prompt: "?", transitions: [first] },
            n: { id: "n", node_type, state_prompt: "?", transitions },
            ...Object.fromEntries(leaves),
          },
        };
        const document = read(JSON.stringify(graph), "graph.json");
        const never = neverTaken(document, ["nodes", "n", "transitions"], conditions.length);
        claims += never.size;
        if (never.size === 0) return;
        // A right side counts as text as long as nothing in the graph speaks of a variable of that name.
        const knowsY = conditions.some(
          (each) => "equations" in each && each.equations.some(({ left }) => left === "y"),
        );
        for (const x of values)
          for (const y of knowsY ? [undefined, "5", "a"] : [undefined]) {
            const given = { ...(x !== undefined && { x }), ...(y !== undefined && { y }) };
            const taken = ways(document, "n", given, ["ok"]);
            for (const way of taken) others.add(`${node_type} ${way}`);
            for (const i of never)
              assert.ok(!taken.has(`to-${i}`), `${i} is taken with ${JSON.stringify(given)}: ${JSON.stringify(graph)}`);
          }
      },
    ),
    { numRuns: 400 },
  );
  assert.ok(others.size > 15, `only ${[...others]} were ever taken`);
  assert.ok(claims > 200, `only ${claims} transitions were called never taken`);
});

it("no walk of a Yappr flow takes a custom branch that is called never taken", () => {
  const branch = fc.record({
    jsonpath: fc.constantFrom("$.a", "$.b", "$", "$..a"),
    equals: fc.constantFrom("1", "2", "true", "null"),
  });
  let claims = 0;
  fc.assert(
    fc.property(fc.array(branch, { minLength: 2, maxLength: 6 }), (branches) => {
      const ids = branches.map((_, i) => `to-${i}`);
      const custom = branches.map((each, i) => ({ id: `c${i}`, label: "x", ...each, next_step_id: `to-${i}` }));
      const flow = {
        flow_config_version: "1",
        nodes: [
          { id: "start", type: "start", next_step_id: "n" },
          {
            id: "n",
            type: "tool_call",
            tool_id: "t",
            transitions: { success_next_step_id: "bye", error_next_step_id: "bye", custom },
          },
          ...[...ids, "bye"].map((id) => ({ id, type: "end" })),
        ],
      };
      const document = read(JSON.stringify(flow), "flow.json");
      const never = neverTaken(document, ["nodes", 1, "transitions", "custom"], branches.length);
      claims += never.size;
      const results = [1, 2, true, null].flatMap((a) => [a, { a }, { a, b: 1 }, { a: String(a), b: 2 }]);
      const taken = ways(document, "n", {}, results);
      for (const i of never) assert.ok(!taken.has(`to-${i}`), `${i} is taken: ${JSON.stringify(custom)}`);
    }),
    { numRuns: 200 },
  );
  assert.ok(claims > 50, `only ${claims} branches were called never taken`);
});
