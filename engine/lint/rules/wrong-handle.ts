import type { FlowNode, Transition } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
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
  fixable: true,
  check(flow, report) {
    for (const node of flow.nodes) {
      // Nothing is known about the handles of an unknown type; an end has none, and "end-has-transitions" says so.
      if (!node.handles || node.handles.length === 0) continue;
      for (const transition of node.transitions) {
        if (node.handles.includes(transition.handle)) continue;
        const meant = transition.handlePlace && nearest(transition.handle, node.handles);
        report(
          transition.handlePlace ?? transition.sourcePlace ?? transition.place,
          message(node, transition, node.handles) + (meant ? `; did you mean "${meant}"?` : ""),
          {
            suggestion: meant,
            related: [{ place: node.idPlace, message: `The ${node.type} "${node.id}"` }],
            fixes: others(node, transition, meant),
          },
        );
      }
    }
  },
};

/** The other handles of the node, those first by which nothing leaves yet. */
function others({ handles, transitions }: FlowNode, { handlePlace, place }: Transition, meant?: string): Fix[] {
  if (!("path" in place)) return [];
  const path = [...place.path, "sourceHandle"];
  const isTaken = (handle: string): boolean => transitions.some((other) => other.handle === handle);
  return (handles ?? [])
    .filter((handle) => handle !== meant)
    .sort((a, b) => Number(isTaken(a)) - Number(isTaken(b)))
    .map((handle) => ({
      title: handlePlace ? `Change to "${handle}"` : `Leave by "${handle}"`,
      changes: [{ do: "set", path, value: handle, after: "target" }],
    }));
}

function message(node: FlowNode, transition: Transition, handles: readonly string[]): string {
  const offered = handles.map((handle) => `"${handle}"`).join(" or ");
  return transition.handlePlace
    ? `Transition leaves "${node.id}" by "${transition.handle}"; a node of type "${node.type}" offers ${offered}`
    : `Transition leaves "${node.id}" without a "sourceHandle", which means "${transition.handle}"; a node of type "${node.type}" offers ${offered}`;
}
