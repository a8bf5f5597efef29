import { type Flow, type FlowNode, nodeTitle } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import { removeNode } from "../../formats/graphEdits.ts";
import type { FlowRule } from "../rule.ts";
import { yapprCode } from "../vendorCode.ts";

/**
 * ## What it finds
 * A node that no path from the start reaches. Global nodes can be entered from any conversation and count as starts
 * of paths; work after the call counts as reached with the node it follows. A misspelt transition is taken to lead where
 * it was meant to, so that one typing error is one problem (Flowproof's choice).
 * ## Why it matters
 * Callers never hear it; usually a transition was renamed or removed and this was left behind. Yappr refuses to save
 * such a flow (`unreachable_node`), so there it is an error.
 * ## Example
 * A node `confirm` that nothing leads to.
 * ## Instead
 * Lead a transition to it, or remove it.
 */
export const unreachableNode: FlowRule = {
  id: "unreachable-node",
  severity: "warning",
  fixable: true,
  check(flow, report, { graph }) {
    // Without a place to begin nothing is reached; that is said once, by other rules.
    if (flow.starts.length === 0) return;
    for (const node of flow.nodes)
      if (!graph.reached.has(node) && flow.byId.get(node.id) === node)
        report(
          node.idPlace,
          `No path from the start reaches ${nodeTitle(node)}${yapprCode(flow, "unreachable_node")}`,
          { severity: flow.format === "yappr-flow" ? "error" : "warning", fixes: [remove(flow, node)] },
        );
  },
};

function remove(flow: Flow, node: FlowNode): Fix {
  return {
    title: "Remove this node",
    get changes() {
      return removeNode(flow, node);
    },
  };
}
