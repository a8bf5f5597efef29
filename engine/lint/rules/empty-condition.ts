import { decisionsAt } from "../decided.ts";
import { removeTransition } from "../removeTransition.ts";
import type { NodeRule } from "../rule.ts";

/**
 * ## What it finds
 * A transition whose condition is an equation without a single comparison.
 * ## Why it matters
 * voicetest passes over it, as if it never held (vendor contract). On a node that speaks, the model may still choose it.
 * ## Example
 * `"condition": { "type": "equation", "value": "plan == premium", "equations": [] }`
 * ## Instead
 * `"equations": [{ "left": "plan", "operator": "==", "right": "premium" }]`, or the type `always`.
 */
export const emptyCondition: NodeRule = {
  id: "empty-condition",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  checkNode(node, report, flow) {
    if (flow.format !== "voicetest-graph") return;
    const decisions = decisionsAt(flow, node, "empty");
    for (const { comparisons, transition, place, mend } of decisions?.each ?? []) {
      if (comparisons.length > 0 || !transition) continue;
      const never = decisions?.alone ? "this transition is never taken" : "this transition never fires by itself";
      const described = mend.asDescribed?.();
      const toFallback = mend.toFallback?.();
      report(
        place,
        `Equation without a comparison never holds, so ${never}; compare something${toFallback ? ', or make it "always"' : ""}`,
        { fixes: [described, toFallback, removeTransition(transition)].filter((fix) => fix !== undefined) },
      );
    }
  },
};
