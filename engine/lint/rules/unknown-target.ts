import type { Flow, Reference } from "../../flow/flow.ts";
import { meant } from "../meant.ts";
import type { FlowRule, Report } from "../rule.ts";
import { yapprCode } from "../vendorCode.ts";

/**
 * ## What it finds
 * A transition (or an entry) that names a node which is not in the flow: the dangling edge. For formats that list
 * their edges apart, also an edge whose source is no node.
 * ## Why it matters
 * A caller who takes it falls out of the conversation: the agent goes silent, or the platform hangs up.
 * ## Example
 * `"next_step_id": "bok"` where the node is called `book`.
 * ## Instead
 * `"next_step_id": "book"`
 */
export const unknownTarget: FlowRule = {
  id: "unknown-target",
  severity: "error",
  check(flow, report) {
    if (flow.entry && !flow.byId.has(flow.entry.id)) dangling(flow, report, "The entry is", flow.entry);
    for (const node of flow.nodes) {
      for (const { target } of node.transitions)
        if (target && !flow.byId.has(target.id)) dangling(flow, report, "Transition goes to", target);
      for (const also of node.also)
        if (!flow.byId.has(also.id)) dangling(flow, report, "What runs after the call is", also);
    }
    for (const { source, transition } of flow.loose) {
      dangling(flow, report, "Transition comes from", source);
      if (transition.target && !flow.byId.has(transition.target.id))
        dangling(flow, report, "Transition goes to", transition.target);
    }
  },
};

function dangling(flow: Flow, report: Report, what: string, { id, place }: Reference): void {
  const vendor = yapprCode(flow, "unknown_target_node");
  if (id.trim() === "") {
    report(place, `${what} "${id}", which names no node${vendor}`);
    return;
  }
  const right = meant(flow, id);
  report(
    place,
    `${what} "${id}", which is not a node${right === undefined ? "" : `; did you mean "${right}"?`}${vendor}`,
    right === undefined
      ? {}
      : { suggestion: right, related: [{ place: flow.byId.get(right)!.idPlace, message: `"${right}" is here` }] },
  );
}
