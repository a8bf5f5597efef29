import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * An agent of type `prompt` with a `flow_config`.
 * ## Why it matters
 * Only flow agents have a flow: Yappr refuses to save the agent, and its type cannot be changed afterwards.
 * ## Example
 * `"type": "prompt", "flow_config": { … }`
 * ## Instead
 * `"type": "flow"` for a new agent that is to follow the flow, or no `flow_config`.
 */
export const promptAgentHasFlow: BodyRule = {
  id: "yappr/prompt-agent-has-flow",
  severity: "error",
  formats: ["yappr-agent"],
  fixable: true,
  checkBody(body, report, at) {
    if (own(body, "type") !== "prompt") return;
    const flow = own(body, "flow_config");
    // The API answers with null for a prompt agent.
    if (flow === undefined || flow === null) return;
    const path = [...at, "flow_config"];
    report(
      { path, part: "key" },
      `An agent of type "prompt" can have no "flow_config"; one that follows a flow has the type "flow" (Yappr: flow_config_only_for_flow_agent)`,
      {
        related: [{ place: { path: [...at, "type"] }, message: "The type of the agent" }],
        fixes: [
          { title: 'Change the type to "flow"', changes: [{ do: "set", path: [...at, "type"], value: "flow" }] },
          { title: 'Remove "flow_config"', changes: [{ do: "remove", path }] },
        ],
      },
    );
  },
};
