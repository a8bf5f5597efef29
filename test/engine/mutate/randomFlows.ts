import fc from "fast-check";
import { graph } from "../simulate/flowyteWalk.ts";
import { end, flowOf, start } from "../simulate/yapprWalk.ts";

/** So many small flows of each dialect, full of branches: ways that cross, conditions that hide each other, circles. */
export function* randomFlows(count: number): Iterable<[name: string, flow: unknown]> {
  const { seed } = fc.readConfigureGlobal();
  const sizes = { numRuns: count, ...(seed !== undefined && { seed }) };
  for (const [dialect, flows] of Object.entries({ yappr, flowyte, voicetest }))
    for (const [i, flow] of fc.sample(flows, sizes).entries()) yield [`${dialect} ${i}: ${JSON.stringify(flow)}`, flow];
}

const MOST = 5;
const inner = Array.from({ length: MOST }, (_, i) => `n${i}`);
const target = fc.constantFrom(...inner, "end", "other");
const word = fc.constantFrom("apple", "pear", "plum", "cherry");
const value = fc.constantFrom("a", "b", "c");

function listOf<T>(item: fc.Arbitrary<T>, least: number, most: number): fc.Arbitrary<T[]> {
  return fc.array(item, { minLength: least, maxLength: most });
}

const talks = listOf(fc.record({ label: word, next_step_id: target }), 1, 3).map((ways) => ({
  type: "conversation",
  instructions: "Talk",
  transitions: ways.map((way, i) => ({ id: `w${i}`, ...way })),
}));

const calls = fc
  .record({
    custom: listOf(fc.record({ equals: value, next_step_id: target }), 0, 3),
    success_next_step_id: target,
    error_next_step_id: fc.option(target, { nil: undefined }),
  })
  .map((transitions) => ({
    type: "tool_call",
    tool_id: "t",
    transitions: {
      ...transitions,
      custom: transitions.custom.map((each, i) => ({ id: `c${i}`, jsonpath: "$.s", ...each })),
    },
  }));

const yappr = fc
  .tuple(...inner.map(() => fc.oneof(talks, calls)))
  .map((nodes) => flowOf(start("n0"), ...nodes.map((node, i) => ({ id: `n${i}`, ...node })), end("end"), end("other")));

const condition = fc.constantFrom(
  '{x} == "a"',
  '{x} == "b" or {y} == "a"',
  "{x} exists",
  '{y} != "a" and {x} == "a"',
  "{n} > 3",
  "{n} > 3 or {n} <= 3",
);
type Step = [type: string, data?: Record<string, unknown>];
const step = fc.oneof(
  value.map((slot): Step => ["collect", { slot: slot === "a" ? "x" : "y", prompt: "Which?" }]),
  condition.map((written): Step => ["branch", { condition: written }]),
  fc.constant<Step>(["skill", { tool: "look", output: { n: "n", x: "x" } }]),
  word.map((text): Step => ["message", { text: `${text} {x}` }]),
);

const flowyte = fc.tuple(listOf(fc.tuple(step, target, target), MOST, MOST)).map(([steps]) =>
  graph(
    {
      s: ["start"],
      ...Object.fromEntries(steps.map(([one], i) => [`n${i}`, one])),
      end: ["end"],
      other: ["end"],
    },
    [
      "s > n0",
      ...steps.flatMap(([[type], one, other], i) =>
        type === "branch" ? [`n${i} true> ${one}`, `n${i} false> ${other}`] : [`n${i} > ${one}`],
      ),
    ],
  ),
);

const clause = fc.record({
  left: fc.constantFrom("x", "y"),
  operator: fc.constantFrom("==", "!=", "exists"),
  right: value,
});
const equation = fc
  .record({ equations: listOf(clause, 1, 2), logical_operator: fc.constantFrom("and", "or"), to: target })
  .map(({ to, ...rest }) => ({ target_node_id: to, condition: { type: "equation", ...rest } }));
const choice = fc
  .record({ value: word, to: target })
  .map(({ value, to }) => ({ target_node_id: to, condition: { type: "llm_prompt", value } }));
const always = target.map((to) => ({ target_node_id: to, condition: { type: "always" } }));

const agent = fc.oneof(
  listOf(choice, 1, 3).map((transitions) => ({ node_type: "conversation", state_prompt: "Talk", transitions })),
  fc
    .tuple(listOf(equation, 0, 3), always)
    .map(([equations, last]) => ({ node_type: "logic", state_prompt: "", transitions: [...equations, last] })),
  fc.tuple(fc.constantFrom("x", "y"), listOf(equation, 0, 2), always).map(([name, equations, last]) => ({
    node_type: "extract",
    state_prompt: "",
    variables_to_extract: [{ name }],
    transitions: [...equations, last],
  })),
);

const voicetest = fc.tuple(...inner.map(() => agent)).map((nodes) => ({
  source_type: "custom",
  entry_node_id: "n0",
  nodes: {
    ...Object.fromEntries(nodes.map((node, i) => [`n${i}`, { id: `n${i}`, ...node }])),
    end: { id: "end", node_type: "end", state_prompt: "" },
    other: { id: "other", node_type: "end", state_prompt: "" },
  },
}));
