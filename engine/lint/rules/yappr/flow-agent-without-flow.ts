import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * An agent of type `flow` without a `flow_config`. A change to an agent may leave out what stays as it is, but it never
 * names the type; and an agent with an `id` and no such field is taken for an entry of a list of agents, which leaves the
 * flow out (Flowproof's choice).
 * ## Why it matters
 * Yappr refuses to save a flow agent without its flow.
 * ## Example
 * `"type": "flow", "system_prompt": "You are …"`
 * ## Instead
 * `"type": "flow", "system_prompt": "You are …", "flow_config": { "flow_config_version": "1", "nodes": [ … ] }`
 */
export const flowAgentWithoutFlow: BodyRule = {
  id: "yappr/flow-agent-without-flow",
  severity: "error",
  formats: ["yappr-agent"],
  fixable: true,
  checkBody(body, report, at) {
    if (own(body, "type") !== "flow") return;
    const flow = own(body, "flow_config");
    if (flow !== null && (flow !== undefined || typeof own(body, "id") === "string")) return;
    report(
      { path: [...at, "type"] },
      `An agent of type "flow" needs a "flow_config", and this one has none (Yappr: flow_config_required_for_flow_agent)`,
      {
        fixes: [
          {
            title: "Add a flow to begin with",
            changes: [{ do: "set", path: [...at, "flow_config"], value: beginning, after: "system_prompt" }],
          },
          { title: 'Change the type to "prompt"', changes: [{ do: "set", path: [...at, "type"], value: "prompt" }] },
        ],
      },
    );
  },
};

const beginning = {
  flow_config_version: "1",
  nodes: [
    { id: "start", type: "start", greeting: "Hello, how can I help you?", next_step_id: "ask" },
    {
      id: "ask",
      type: "conversation",
      instructions: "Find out what the caller needs.",
      transitions: [
        { id: "done", label: "Caller needs nothing else", description: "No thanks, that was all", next_step_id: "end" },
      ],
    },
    { id: "end", type: "end", farewell: "Goodbye!" },
  ],
};
