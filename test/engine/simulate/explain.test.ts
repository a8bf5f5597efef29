import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "../../../engine/index.ts";
import { explain } from "../../../engine/simulate/explain.ts";

/** What all transitions of a flow mean, as `node handle: sentence [words]`. */
function explained(flow: unknown): string[] {
  const found = read(JSON.stringify(flow), "flow.json").flow!;
  return found.nodes.flatMap((node) =>
    node.transitions.map((transition) => {
      const { when, words } = explain(found, node, transition);
      return `${node.id} ${transition.handle}: ${when}${words ? ` [${words.join(" ")}]` : ""}`;
    }),
  );
}

test("a Yappr flow: words, answers, and what goes on by itself", () => {
  assert.deepEqual(
    explained({
      flow_config_version: "1",
      nodes: [
        { id: "s", type: "start", next_step_id: "c" },
        {
          id: "c",
          type: "conversation",
          instructions: "Ask",
          transitions: [{ id: "t", label: "Wants to book", description: "a Wednesday", next_step_id: "k" }],
        },
        {
          id: "k",
          type: "tool_call",
          tool_id: "x",
          transitions: {
            success_next_step_id: "s",
            error_next_step_id: "s",
            custom: [{ id: "b", label: "busy", jsonpath: "$.status", equals: "busy", next_step_id: "c" }],
          },
        },
      ],
    }),
    [
      "s next: Taken at once",
      "c choice: Taken when the caller's words fit it best [wants book wednesday]",
      "k custom: Taken when `$.status` of the tool's result is `busy`, and no branch above it fits",
      "k success: Taken when the tool has answered and no custom branch fits",
      "k error: Taken when the tool fails",
    ],
  );
});

test("a playbook: the handles, and the condition of a branch, which is our choice", () => {
  const flow = {
    flowId: "f",
    nodes: [
      { id: "b", type: "branch", data: { condition: "{ok} == true" } },
      { id: "c", type: "collect", data: { slot: "zip", prompt: "Zip?" } },
    ],
    connections: [
      { id: "1", source: "b", target: "c", sourceHandle: "false" },
      { id: "2", source: "c", target: "b" },
      { id: "3", source: "c", target: "b", sourceHandle: "needs_input" },
    ],
  };
  assert.deepEqual(explained(flow), [
    "b false: Taken when `{ok} == true` does not hold",
    "c success: Taken once the value is known",
    "c needs_input: Taken when no value could be heard",
  ]);
  const { flow: found } = read(JSON.stringify(flow), "flow.json");
  const { chosen } = explain(found!, found!.nodes[0]!, found!.nodes[0]!.transitions[0]!);
  assert.match(chosen ?? "", /Flowproof's choice/);
});

test("an AgentGraph: conditions by their type", () => {
  const to = (type: string, more: object = {}): object => ({
    target_node_id: "a",
    condition: { type, value: "wants help", ...more },
  });
  assert.deepEqual(
    explained({
      entry_node_id: "a",
      source_type: "custom",
      nodes: {
        a: {
          id: "a",
          node_type: "logic",
          state_prompt: "",
          transitions: [
            to("llm_prompt"),
            to("equation", { equations: [{ left: "age", operator: ">", right: "17" }] }),
            to("equation"),
            to("always"),
          ],
        },
      },
    }),
    [
      "a choice: Taken when the model finds that its condition holds; in a flow test, when the caller's words fit it best [wants help]",
      "a equation: Taken when `age > 17`; values are compared as text, and an unbound variable fails",
      "a equation: Never taken: an equation without clauses does not fire",
      "a always: Taken when no equation fits, wherever it stands",
    ],
  );
});
