import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { lint, read, reread } from "../../../engine/index.ts";
import { graphOf } from "../../../engine/lint/graph.ts";

const graph = (greeting: string, operator = "=="): string =>
  JSON.stringify({
    source_type: "custom",
    entry_node_id: "a",
    nodes: {
      a: {
        state_prompt: greeting,
        node_type: "conversation",
        transitions: [
          { target_node_id: "x", condition: { type: "llm_prompt", value: "" } },
          { target_node_id: "b", condition: { type: "llm_prompt", value: "" } },
        ],
      },
      x: {
        state_prompt: "",
        node_type: "extract",
        variables_to_extract: [{ name: "name", description: "" }],
        transitions: [{ target_node_id: "b", condition: { type: "always", value: "" } }],
      },
      b: {
        state_prompt: "",
        node_type: "conversation",
        transitions: [
          {
            target_node_id: "a",
            condition: { type: "equation", value: "", equations: [{ left: "name", operator, right: "1" }] },
          },
        ],
      },
    },
  });

suite("what is known of names", () => {
  test("stays while a prompt is edited, and the places move along", () => {
    const before = read(graph("Hello"), "a.json");
    const after = reread(before, graph("Hello, and welcome back"));
    const known = graphOf(before.flow!);
    assert.equal(graphOf(after.flow!).bindings, known.bindings);
    assert.equal(graphOf(after.flow!).names, known.names);
    const spots = [before, after].map((document) =>
      lint(document, { only: ["maybe-unbound"] }).map(({ span }) => document.text.slice(span.start, span.end)),
    );
    assert.deepEqual(spots, [['"name"'], ['"name"']]);
  });

  test("changes with a name in a prompt, and with what a clause asks", () => {
    const before = read(graph("Hello {{nme}}"), "a.json");
    lint(before);
    for (const edited of [graph("Hello {{name}}"), graph("Hello {{nme}}", "exists")]) {
      const found = (document: typeof before): string[] =>
        lint(document).map(({ rule, message }) => `${rule}: ${message}`);
      assert.deepEqual(found(reread(before, edited)), found(read(edited, "a.json")));
    }
    const asks = reread(before, graph("Hello {{nme}}", "exists"));
    assert.deepEqual(lint(asks, { only: ["maybe-unbound"] }), []);
  });

  test("a name used everywhere is reported in twenty places, and the last says how many are left", () => {
    const nodes = Array.from({ length: 25 }, (_, i) => ({ id: `m${i}`, type: "message", data: { text: "{who}" } }));
    const ids = ["s", ...nodes.map(({ id }) => id)];
    const connections = ids.slice(1).map((target, i) => ({ id: target, source: ids[i], target }));
    const playbook = JSON.stringify({ flowId: "f", nodes: [{ id: "s", type: "start" }, ...nodes], connections });
    const problems = lint(read(playbook, "p.json"), { only: ["unknown-variable"] });
    assert.equal(problems.length, 20);
    assert.match(problems[18]!.message, /its value$/);
    assert.match(problems[19]!.message, /its value; the same in 5 more places$/);
  });

  test("of a long path, both ends are shown", () => {
    const nodes = Array.from({ length: 100 }, (_, i) => ({ id: `m${i}`, type: "message", data: { text: "Hi" } }));
    const ids = ["s", ...nodes.map(({ id }) => id), "e"];
    const connections = ids.slice(1).map((target, i) => ({ id: target, source: ids[i], target }));
    const playbook = JSON.stringify({
      flowId: "f",
      nodes: [
        { id: "s", type: "start" },
        ...nodes,
        { id: "e", type: "message", data: { text: "{x}" } },
        { id: "c", type: "collect", data: { slot: "x", prompt: "?" } },
      ],
      connections: [...connections, { id: "y", source: "s", target: "c" }, { id: "z", source: "c", target: "m0" }],
    });
    const [problem] = lint(read(playbook, "p.json"), { only: ["maybe-unbound"] });
    assert.equal(
      problem?.message,
      '"x" may have no value here: nothing binds it on "s" → "m0" → "m1" → … → "m98" → "m99" → "e"',
    );
    const steps = problem?.related?.map(({ message }) => message) ?? [];
    assert.equal(steps.length, 40);
    assert.deepEqual([steps[0], steps[39]], ['1 of 102: "s"', '102 of 102: "e" reads "x"']);
  });
});
