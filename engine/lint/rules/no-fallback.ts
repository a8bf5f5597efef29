import type { Flow, FlowNode } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import { graphEdits } from "../../formats/graphEdits.ts";
import { decidedAt, decisionsAt } from "../decided.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A node of type `logic`, `extract` or `function` with equations that do not cover every case, and without `always`.
 * ## Why it matters
 * Where none of them holds, for example because a variable is not set, the call stays at the node, and the model speaks
 * from a node that was never meant to speak, on this turn and on every later one (vendor contract).
 * ## Example
 * One transition for `plan == basic` and one for `plan == premium`.
 * ## Instead
 * A third with `"condition": { "type": "always", "value": "Else" }`.
 */
export const noFallback: FlowRule = {
  id: "no-fallback",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report, context) {
    if (flow.format !== "voicetest-graph") return;
    for (const node of flow.nodes) {
      const { exits, transitions } = node;
      if (exits.length === 0 || transitions.some(({ handle }) => handle === "always")) continue;
      const equations = transitions.filter(({ handle }) => handle === "equation").length;
      // One without comparisons was to be the fallback as often as not.
      if (equations === 0 || decisionsAt(flow, node, "empty")) continue;
      if (decidedAt(flow, node, context)?.covered) continue;
      const where = equations === 1 ? "its equation does not hold" : `none of its ${equations} equations holds`;
      report(
        node.idPlace,
        `Where ${where}, the call stays at "${node.id}" and the model speaks from there; an "always" transition would lead on`,
        { fixes: fallbacks(flow, node) },
      );
    }
  },
};

/** Leads on to the one end there is, or to the next node. */
function fallbacks(flow: Flow, node: FlowNode): Fix[] {
  const ends = flow.nodes.filter(({ kind }) => kind === "end");
  const next = flow.nodes[node.index + 1];
  const targets = new Set([...(ends.length === 1 ? ends : []), ...(next ? [next] : [])]);
  const { connect } = graphEdits(flow.format);
  return [...targets].map(({ id }) => ({
    title: `Lead on to "${id}" by "always"`,
    changes: connect(flow, node, "always", id),
  }));
}
