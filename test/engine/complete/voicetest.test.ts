import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { operators } from "../../../engine/simulate/voicetest/equations.ts";
import { completeAt, labels, taken } from "./at.ts";

/** A graph with something in the transitions of its first node, and something behind its last. */
const graph = (transition = "", node = "", prompt = "Greet them"): string => `{
  "source_type": "custom",
  "entry_node_id": "hello",
  "nodes": {
    "hello": {
      "id": "hello",
      "state_prompt": "${prompt}",
      "node_type": "conversation",
      "transitions": [
        ${transition}
      ],
      "metadata": { "name": "Hello there" }
    },
    "read": {
      "id": "read",
      "state_prompt": "",
      "node_type": "extract",
      "variables_to_extract": [{ "name": "town", "description": "where" }],
      "transitions": [{ "target_node_id": "bye", "condition": { "type": "always", "value": "" } }]
    },
    "bye": { "id": "bye", "state_prompt": "Bye", "node_type": "end" }${node}
  },
  "snippets": { "polite": "Be kind" },
  "source_metadata": { "default_dynamic_variables": { "name": "Ada" } }
}`;
const name = "graph.json";
const inTransition = (text: string): string[] => labels(graph(text), name);

suite("completion in a voicetest graph", () => {
  test("targets and the entry", () => {
    assert.deepEqual(inTransition('{ "target_node_id": "|" }'), ["read", "bye", "hello"]);
    const { proposals } = completeAt(graph('{ "target_node_id": "|" }'), name);
    assert.equal(proposals.at(-1)?.detail, "Hello there · conversation");
    const entry = graph().replace('"entry_node_id": "hello"', '"entry_node_id": |');
    assert.equal(JSON.parse(taken(entry, name, "read").replace(/\[\s*\]/, "[]")).entry_node_id, "read");
  });

  test("types of conditions, operators, and what joins them", () => {
    assert.deepEqual(inTransition('{ "condition": { "type": "|" } }'), [
      "llm_prompt",
      "equation",
      "tool_call",
      "always",
    ]);
    const clause = (text: string): string[] =>
      inTransition(`{ "condition": { "type": "equation", "equations": [{ ${text} }] } }`);
    assert.deepEqual(clause('"operator": "|"'), [...operators], "those that the walk knows");
    assert.deepEqual(clause('"left": "|"'), ["town", "name"]);
    assert.deepEqual(clause('"left": "town", "right": "|"'), ["town", "name"]);
    assert.deepEqual(clause("|"), ["left", "operator", "right"]);
    assert.deepEqual(inTransition('{ "condition": { "logical_operator": | } }'), ["and", "or"]);
  });

  test("variables and snippets in prompts", () => {
    const at = (prompt: string): string[] => labels(graph("", "", prompt), name);
    assert.deepEqual(at("Hi {{|"), ["town", "name"]);
    assert.deepEqual(at("Hi {%|"), ["polite"]);
    assert.deepEqual(at("Hi {|"), ["{{town}}", "{{name}}", "{%polite%}"]);
    assert.deepEqual(at("Hi |"), []);
    for (const [written, label, after] of [
      ["Hi {{|", "town", "Hi {{town}}"],
      ["Hi {{ to| }} you", "town", "Hi {{ town }} you"],
      ["Hi {{|}", "town", "Hi {{town}}"],
      ["Hi {%|", "polite", "Hi {%polite%}"],
      ["Hi {%|%} you", "polite", "Hi {%polite%} you"],
      ["Hi {|", "{%polite%}", "Hi {%polite%}"],
    ] as const)
      assert.ok(taken(graph("", "", written), name, label).includes(`"state_prompt": "${after}"`), written);
    const inSnippet = graph().replace("Be kind", "Be {|");
    assert.deepEqual(labels(inSnippet, name), ["{{town}}", "{{name}}"], "no snippets in snippets");
  });

  test("variables that are read and that nothing binds, where one is bound", () => {
    const found = labels(graph("", "", "{{age}}").replace('"name": "town"', '"name": "|"'), name);
    assert.deepEqual(found, ["age", "name"]);
  });

  test("whole nodes, by their key and their id", () => {
    const marked = graph("", ",\n    |");
    assert.deepEqual(labels(marked, name), [
      "conversation node",
      "logic node",
      "extract node",
      "function node",
      "transfer node",
      "end node",
    ]);
    const { proposals } = completeAt(marked, name);
    const { text, stops = [] } = proposals.find(({ label }) => label === "logic node")!;
    assert.deepEqual(
      stops.filter(({ group }) => group === 1).map(({ start, end }) => text.slice(start, end)),
      ["new-logic", "new-logic"],
    );
    const after = JSON.parse(taken(marked, name, "conversation node").replace(/\[\s*\]/, "[]"));
    assert.deepEqual(after.nodes["new-conversation"], {
      id: "new-conversation",
      state_prompt: "New conversation",
      node_type: "conversation",
      transitions: [],
    });
    assert.deepEqual(labels(graph("", ',\n    "more": { "id": "|" }'), name), ["more"]);
  });

  test("whole transitions, of each kind", () => {
    assert.deepEqual(inTransition("|"), ["transition: llm_prompt", "transition: equation", "transition: always"]);
    const text = taken(graph("|"), name, "transition: always");
    assert.deepEqual(JSON.parse(text).nodes.hello.transitions, [
      { target_node_id: "", condition: { type: "always", value: "Else" } },
    ]);
  });

  test("a node called __proto__", () => {
    const marked = graph('{ "target_node_id": "|" }', ',\n    "__proto__": { "id": "__proto__", "state_prompt": "" }');
    assert.equal(JSON.parse(taken(marked, name, "__proto__")).nodes.hello.transitions[0].target_node_id, "__proto__");
  });

  test("a list of test cases", () => {
    const cases = (text: string): string => `[{ "name": "a", "user_prompt": "p", ${text} }]`;
    assert.deepEqual(labels(cases('"type": "|"'), "tests.json"), ["llm", "simulation", "rule", "unit"]);
    assert.ok(labels(cases("|"), "tests.json").includes("metrics"));
    assert.deepEqual(labels(cases('"type": "rule"').replace("]", ", |]"), "tests.json"), ["case: rule", "case: llm"]);
  });

  test("of very many nodes those that fit what is typed, and a word that there are more", () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`step-${i}`, { id: `step-${i}`, state_prompt: "", node_type: "end" }]),
    );
    const text = JSON.stringify({ entry_node_id: "MARK", nodes, source_type: "custom" });
    const all = completeAt(text.replace("MARK", "|"), name);
    assert.equal(all.proposals.length, 1000);
    assert.ok(all.cut);
    const some = completeAt(text.replace("MARK", "st2999|"), name);
    assert.deepEqual(
      some.proposals.map(({ label }) => label),
      ["step-2999"],
    );
    assert.ok(some.cut);
  });
});
