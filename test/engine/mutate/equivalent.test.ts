// Mistakes that nobody could notice: each is proved, and what looks like one of them and is none is not.

import assert from "node:assert/strict";
import { it } from "node:test";
import { graph } from "../simulate/flowyteWalk.ts";
import { conversation, end, flowOf, start, tool } from "../simulate/yapprWalk.ts";
import { mutation, told } from "./mutated.ts";

/** What of a flow nobody could notice. The one case there is expects nothing that could tell. */
function equivalent(flow: unknown, testCase: object): string[] {
  const found = mutation(flow, [{ name: "goes through", ...testCase }]);
  assert.equal(found.cases, 1, "the case passes on the flow as it is");
  return told(found).flatMap((line) => (line.startsWith("equivalent: ") ? line.slice("equivalent: ".length) : []));
}

const custom = (id: string, equals: string, next_step_id: string) => ({ id, jsonpath: "$.s", equals, next_step_id });

it("Yappr: a branch behind one with the same condition, and one that leads where success does", () => {
  const flow = flowOf(
    start("t"),
    tool("t", {
      custom: [custom("one", "a", "x"), custom("again", "a", "y"), custom("same", "b", "z")],
      success_next_step_id: "z",
    }),
    end("x"),
    end("y"),
    end("z"),
  );
  assert.deepEqual(equivalent(flow, { mocks: { t: { result: { s: "c" } } } }), [
    '"again" goes to "z" instead of "y"',
    '"again" goes to "x" instead of "y"',
    '"again" to "y" is missing',
    '"same" to "z" is missing',
    // Then "b" is a success, which leads to the same node.
    '"$.s == b" of "t" is "$.s == a"',
    'the answer of "t" has no "s"',
  ]);
});

it("Yappr: a way to a copy of the node; not one to another end, or to a node that is told other things", () => {
  const asking = (id: string, instructions = "Talk") => ({
    ...(conversation(id, ["yes", "yes", "bye"]) as object),
    instructions,
  });
  const flow = (second: object) =>
    flowOf(
      start("which"),
      conversation("which", ["a", "apples", "one"], ["b", "pears", "two"]),
      asking("one"),
      second,
      end("bye"),
      end("bye-too"),
    );
  const swapped = (second: object) =>
    equivalent(flow(second), { turns: ["apples", "yes"] }).filter((what) => /goes to "(one|two|bye-too)"/.test(what));
  assert.deepEqual(swapped(asking("two")), [
    '"a" goes to "two" instead of "one"',
    '"a" goes to "two" and "b" to "one"',
    '"b" goes to "one" instead of "two"',
  ]);
  assert.deepEqual(swapped(asking("two", "Sing")), []);
});

it("Flowyte: a condition whose ways lead to one node, and a second way by the same handle", () => {
  const flow = graph(
    {
      s: ["start"],
      b: ["branch", { condition: "{x} == 1" }],
      m: ["message", { text: "Hi" }],
      n: ["message"],
      e: ["end"],
    },
    ["s > b", "b true> m", "b false> m", "m > e", "m > n", "n > e"],
  );
  assert.deepEqual(equivalent(flow, { expect: { visits: ["m"] } }), [
    '"{x} == 1" of "b" is "not ({x} == 1)"',
    // The second one that leaves m is never taken.
    '"success" of "m" goes to "e" instead of "n"',
    '"success" of "m" to "n" is missing',
    // So n is never come to; but for Flowproof to know it would have to know more than where ways lead.
  ]);
});

it("Flowyte: a branch that leads nowhere by one of its ways ends otherwise by the other", () => {
  const flow = graph({ s: ["start"], b: ["branch", { condition: "{x} exists" }], e: ["end"] }, ["s > b", "b true> e"]);
  const found = told(mutation(flow, [{ name: "no x", expect: { not_visits: ["nowhere"] } }]));
  assert.ok(found.includes('survived: "{x} exists" of "b" is "not ({x} exists)"'), found.join("\n"));
});

const equation = (left: string, operator: string, right: string, target_node_id: string) => ({
  target_node_id,
  condition: { type: "equation", equations: [{ left, operator, right }] },
});
const always = (target_node_id: string) => ({ target_node_id, condition: { type: "always" } });
const silent = (id: string, ...transitions: object[]) => ({ id, node_type: "logic", state_prompt: "", transitions });
const last = (id: string) => ({ id, node_type: "end", state_prompt: "" });
const graphOf = (...nodes: { id: string; [key: string]: unknown }[]) => ({
  source_type: "custom",
  entry_node_id: nodes[0]!.id,
  nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
});

it("voicetest: a narrower equation behind a wider one, and a second always", () => {
  const flow = graphOf(
    silent("which", equation("age", ">", "3", "a"), equation("age", ">", "5", "b"), always("c"), always("a")),
    last("a"),
    last("b"),
    last("c"),
  );
  assert.deepEqual(equivalent(flow, { variables: { age: "1" } }), [
    '"equation" of "which" goes to "c" instead of "b"',
    '"equation" of "which" goes to "a" instead of "b"',
    '"equation" of "which" to "b" is missing',
    '"always" of "which" goes to "b" instead of "a"',
    '"always" of "which" to "a" is missing',
  ]);
});

it("voicetest: where a model has a say nothing is proved from equations", () => {
  const talks = { id: "talk", node_type: "conversation", state_prompt: "Hi", transitions: [] as object[] };
  const flow = graphOf(
    { ...talks, transitions: [equation("age", ">", "3", "a"), equation("age", ">", "5", "b")] },
    last("a"),
    last("b"),
  );
  assert.deepEqual(equivalent(flow, { turns: [{ user: "x", take: "a" }], variables: { age: "7" } }), []);
});

it("what no walk comes to, in each dialect", () => {
  const lost = flowOf(start("bye"), conversation("lost", ["x", "x", "bye"]), end("bye"), end("other"));
  assert.deepEqual(equivalent(lost, {}), ['"x" goes to "other" instead of "bye"', '"x" to "bye" is missing']);
  const playbook = graph({ s: ["start"], e: ["end"], m: ["message"] }, ["s > e", "m > e"]);
  assert.deepEqual(equivalent(playbook, {}), ['"success" of "m" to "e" is missing']);
  const agents = graphOf(silent("go", always("a")), last("a"), silent("lost", always("a")));
  assert.deepEqual(equivalent(agents, {}), ['"always" of "lost" to "a" is missing']);
});

it("voicetest: a name that a model says in capitals leads to the node in small letters", () => {
  const flow = graphOf(
    {
      id: "talk",
      node_type: "conversation",
      state_prompt: "Hi",
      transitions: [equation("x", "exists", "", "Lost")],
    },
    silent("lost", always("bye")),
    last("bye"),
  );
  const found = told(mutation(flow, [{ name: "one", turns: [], expect: { outcome: "transcript_exhausted" } }]));
  assert.ok(
    found.some((line) => line.startsWith('unmet: "always" of "lost" to "bye" is missing')),
    found.join("\n"),
  );
});
