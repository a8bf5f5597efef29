import { removeTransition } from "../../removeTransition.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A transition of type `tool_call`.
 * ## Why it matters
 * voicetest runs no tools, so it never takes one by itself (vendor contract). On a node that speaks, a model may still
 * choose its target, so there it is information; on a silent node it is never taken at all.
 * ## Example
 * `"condition": { "type": "tool_call", "value": "check_availability" }`
 * ## Instead
 * On a node that speaks `llm_prompt` with a condition in words; on a silent one an equation or `always`.
 */
export const toolCallNeverTaken: NodeRule = {
  id: "voicetest/tool-call-never-taken",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  checkNode(node, report, { format }) {
    if (format !== "voicetest-graph") return;
    for (const transition of node.transitions) {
      if (transition.handle !== "tool_call") continue;
      const { handlePlace, place } = transition;
      if (node.kind === "logic" || node.kind === "extract" || node.kind === "tool")
        report(handlePlace ?? place, `voicetest runs no tools, so "tool_call" is never taken from "${node.id}"`, {
          fixes: [removeTransition(transition)],
        });
      else if (!node.ends && handlePlace && "path" in handlePlace)
        report(handlePlace, 'voicetest runs no tools, so "tool_call" is taken only where a model chooses its target', {
          severity: "information",
          fixes: [
            {
              title: 'Let the model choose: change to "llm_prompt"',
              changes: [{ do: "set", path: handlePlace.path, value: "llm_prompt" }],
            },
            removeTransition(transition),
          ],
        });
    }
  },
};
