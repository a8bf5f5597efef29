import type { Fix } from "../../flow/problem.ts";
import { decisionsAt, isVariable } from "../decided.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * `>`, `>=`, `<` or `<=` against a text that is not a number and that names no variable of the graph.
 * ## Why it matters
 * Orders compare numbers; against anything else they never hold (vendor contract). What counts as a number is what
 * Python reads as one: `1,000` and `18 years` do not. It is a warning because whoever starts a call may give along a
 * variable of that name.
 * ## Example
 * `{ "left": "age", "operator": ">=", "right": "18 years" }`
 * ## Instead
 * `"right": "18"`
 */
export const numberOperatorOnText: FlowRule = {
  id: "number-operator-on-text",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report, context) {
    if (flow.format !== "voicetest-graph") return;
    for (const node of flow.nodes)
      for (const { comparisons } of decisionsAt(flow, node, "fault")?.each ?? [])
        for (const { fault, text } of comparisons) {
          if (fault?.kind !== "number" || isVariable(flow, context, fault.written)) continue;
          const { place, written, perhaps } = fault;
          const fixes: Fix[] =
            perhaps !== undefined && "path" in place
              ? [{ title: `Change to "${perhaps}"`, changes: [{ do: "set", path: place.path, value: perhaps }] }]
              : [];
          report(
            place,
            written === ""
              ? `"${text}" never holds: there is no number to compare with`
              : `"${text}" never holds: "${written}" is neither a number nor a variable of this graph`,
            { fixes },
          );
        }
  },
};
