import { decisionsAt } from "../decided.ts";
import type { NodeRule } from "../rule.ts";

/**
 * ## What it finds
 * A comparison with an operator that does not exist.
 * ## Why it matters
 * It never holds, and nothing says so (vendor contract: voicetest takes it for false).
 * ## Example
 * `{ "left": "plan", "operator": "=", "right": "premium" }`
 * ## Instead
 * `"operator": "=="`. There are `==`, `!=`, `>`, `>=`, `<`, `<=`, `contains`, `not_contains`, `exists` and `not_exist`.
 */
export const unknownOperator: NodeRule = {
  id: "unknown-operator",
  severity: "error",
  formats: ["voicetest-graph"],
  fixable: true,
  checkNode(node, report, flow) {
    if (flow.format !== "voicetest-graph") return;
    for (const { comparisons } of decisionsAt(flow, node, "fault")?.each ?? [])
      for (const { fault } of comparisons) {
        if (fault?.kind !== "operator") continue;
        const { place, written, meant, known = [] } = fault;
        const right = meant === undefined ? `known are ${known.join(", ")}` : `did you mean "${meant}"?`;
        report(place, `"${written}" is no operator, so this comparison never holds; ${right}`, { suggestion: meant });
      }
  },
};
