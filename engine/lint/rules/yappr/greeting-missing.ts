import { own } from "../../../text/value.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A start node at which the agent speaks first, as it does unless told otherwise, and that has no `greeting`.
 * ## Why it matters
 * What the caller hears first is then up to the model: it makes something up from the general prompt and, where the call
 * goes on at once, from the instructions of the first node. The `greeting_message` of the agent is not used in a flow.
 * ## Example
 * `"type": "start", "next_step_id": "ask"`
 * ## Instead
 * `"type": "start", "greeting": "Osteria Lume, how can I help you?", "next_step_id": "ask"`
 */
export const greetingMissing: NodeRule = {
  id: "yappr/greeting-missing",
  severity: "warning",
  formats: ["yappr-flow"],
  fixable: true,
  checkNode({ kind, value, path, idPlace }, report) {
    if (kind !== "start" || own(value, "agent_speaks_first") === false) return;
    const greeting = own(value, "greeting");
    const isMissing = greeting === undefined || greeting === null;
    if (!isMissing && (typeof greeting !== "string" || greeting.trim() !== "")) return;
    report(
      isMissing ? idPlace : { path: [...path, "greeting"] },
      `The agent speaks first and has no "greeting", so the model makes up what the caller hears first`,
      {
        fixes: [
          {
            title: "Let the caller speak first",
            changes: [{ do: "set", path: [...path, "agent_speaks_first"], value: false, after: "type" }],
          },
        ],
      },
    );
  },
};
