import type { FlowNode, Transition } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import { removeTransition } from "../removeTransition.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * Two connections that leave one node by one handle.
 * ## Why it matters
 * A walk takes the first of them, so the second is never taken (Flowproof's choice: Flowyte does not say which it
 * takes). Without a `sourceHandle` a connection leaves by `success`, so two of those are such a pair as well.
 * ## Example
 * A branch with two connections on `true`.
 * ## Instead
 * One on `true` and one on `false`.
 */
export const duplicateHandle: FlowRule = {
  id: "duplicate-handle",
  severity: "error",
  formats: ["flowyte-playbook"],
  fixable: true,
  check(flow, report) {
    if (flow.format !== "flowyte-playbook") return;
    for (const node of flow.nodes) {
      const { transitions, handles } = node;
      if (transitions.length < 2 || !handles) continue; // nothing is known about the handles of an unknown type
      for (const transition of transitions) {
        const { handle, target } = transition;
        // A handle that the type does not have, and a connection without a target, are other mistakes.
        if (!handles.includes(handle) || !target?.id.trim()) continue;
        const first = transitions.find((other) => other.handle === handle)!;
        if (first === transition) continue;
        report(
          transition.handlePlace ?? transition.sourcePlace ?? transition.place,
          `Another connection leaves "${node.id}" by "${handle}" already; this one to "${target.id}" is never taken`,
          {
            related: [{ place: first.target?.place ?? first.place, message: "This one is taken" }],
            fixes: fixesOf(node, transition, first),
          },
        );
      }
    }
  },
};

function fixesOf(node: FlowNode, transition: Transition, first: Transition): Fix[] {
  const remove = { ...removeTransition(transition), safe: transition.target?.id === first.target?.id };
  const free = (node.handles ?? []).filter((handle) => !node.transitions.some((other) => other.handle === handle));
  // Of the two ways out of a branch the other one was meant; what else a collect or a skill would need is not known.
  if (node.kind !== "logic" || free.length !== 1 || remove.safe || !("path" in transition.place)) return [remove];
  const path = [...transition.place.path, "sourceHandle"];
  return [{ title: `Change to "${free[0]}"`, changes: [{ do: "set", path, value: free[0] }] }, remove];
}
