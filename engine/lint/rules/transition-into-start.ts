import type { Flow, Transition } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A transition that leads back to the start node.
 * ## Why it matters
 * Neither Yappr nor Flowyte says what a start does when it is come to again: the caller may be greeted a second time in
 * the middle of the call. That is why it is a warning (Flowproof's choice).
 * ## Example
 * `"next_step_id": "start"` on a transition for callers who want to begin anew.
 * ## Instead
 * Lead it to the node that the start leads to.
 */
export const transitionIntoStart: FlowRule = {
  id: "transition-into-start",
  severity: "warning",
  formats: ["yappr-flow", "flowyte-playbook"],
  fixable: true,
  check(flow, report) {
    const [start, second] = flow.starts;
    // Of two starts one is the mistake, and that is said already. A start that leads to itself is a circle.
    if (!start || second || flow.format === "voicetest-graph") return;
    for (const node of flow.nodes) {
      if (node === start) continue;
      for (const { target } of node.transitions)
        if (target?.id === start.id)
          report(
            target.place,
            `Transition leads back to the start "${start.id}", where the caller may be greeted again; ${vendor(flow)} does not say what happens there`,
            {
              related: [{ place: start.idPlace, message: "The start" }],
              fixes: retarget(target, start.transitions[0], node.id),
            },
          );
    }
  },
};

function vendor({ format }: Flow): string {
  return format === "yappr-flow" ? "Yappr" : "Flowyte";
}

/** Leads it to where the start leads, unless that would be the node it leaves. */
function retarget({ place }: NonNullable<Transition["target"]>, next: Transition | undefined, from: string): Fix[] {
  const id = next?.target?.id;
  if (!id?.trim() || id === from || !("path" in place)) return [];
  return [{ title: `Lead to "${id}" instead`, changes: [{ do: "set", path: place.path, value: id }] }];
}
