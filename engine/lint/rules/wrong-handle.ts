import type { FlowNode, Transition } from "../../flow/flow.ts";
import { nearest } from "../../text/nearest.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A transition that leaves a node by a handle its type does not have, such as `success` on a branch.
 * ## Why it matters
 * The walk only ever leaves by the handles of the type, so this transition is never taken.
 * ## Example
 * A connection from a branch with `"sourceHandle": "success"`, or with none.
 * ## Instead
 * `"sourceHandle": "true"` or `"false"`.
 */
export const wrongHandle: FlowRule = {
  id: "wrong-handle",
  severity: "error",
  check(flow, report) {
    for (const node of flow.nodes) {
      if (!node.handles) continue;
      for (const transition of node.transitions) {
        if (node.handles.includes(transition.handle)) continue;
        const meant = nearest(transition.handle, node.handles);
        report(
          transition.handlePlace ?? transition.sourcePlace ?? transition.place,
          message(node, transition, node.handles) + (meant ? `; did you mean "${meant}"?` : ""),
          { suggestion: meant, related: [{ place: node.idPlace, message: `The ${node.type} "${node.id}"` }] },
        );
      }
    }
  },
};

function message(node: FlowNode, transition: Transition, handles: readonly string[]): string {
  if (handles.length === 0)
    return `Transition leaves "${node.id}", but a node of type "${node.type}" is the end and has no way out`;
  const offered = handles.map((handle) => `"${handle}"`).join(" or ");
  return transition.handlePlace
    ? `Transition leaves "${node.id}" by "${transition.handle}"; a node of type "${node.type}" offers ${offered}`
    : `Transition leaves "${node.id}" without a "sourceHandle", which means "${transition.handle}"; a node of type "${node.type}" offers ${offered}`;
}
