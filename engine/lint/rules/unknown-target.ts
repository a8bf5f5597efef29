import type { Flow, FlowNode, Reference, Transition } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import { graphEdits } from "../../formats/graphEdits.ts";
import { kindMeant } from "../kindMeant.ts";
import { meant } from "../meant.ts";
import { removeTransition } from "../removeTransition.ts";
import type { FlowRule, Report } from "../rule.ts";
import { yapprCode } from "../vendorCode.ts";
import { leadsNowhere } from "./unconnected-transition.ts";

/**
 * ## What it finds
 * A transition (or an entry) that names a node which is not in the flow: the dangling edge. For formats that list
 * their edges apart, also an edge whose source is no node.
 * ## Why it matters
 * A caller who takes it falls out of the conversation: the agent goes silent, or the platform hangs up. Yappr refuses to
 * save such a flow (`unknown_target_node`).
 * ## Example
 * `"next_step_id": "bok"` where the node is called `book`.
 * ## Instead
 * `"next_step_id": "book"`
 */
export const unknownTarget: FlowRule = {
  id: "unknown-target",
  severity: "error",
  fixable: true,
  check(flow, report, { graph }) {
    if (flow.entry && !flow.byId.has(flow.entry.id))
      dangling(flow, report, "The entry is", flow.entry, () => [create(flow, flow.entry!.id)]);
    for (const node of graph.roads.looseEnds ? flow.nodes : []) {
      for (const transition of node.transitions) {
        const { target } = transition;
        // One that names nothing is unconnected, which is another rule's business.
        if (!target || flow.byId.has(target.id) || leadsNowhere(transition)) continue;
        dangling(flow, report, "Transition goes to", target, () => [
          create(flow, target.id, node),
          ...(isNeeded(node, transition) ? [] : [removeTransition(transition)]),
        ]);
      }
      for (const also of node.also)
        if (!flow.byId.has(also.id))
          dangling(flow, report, "What runs after the call is", also, () => [removeItem(also)]);
    }
    for (const { source, transition } of flow.loose) {
      const { target } = transition;
      dangling(flow, report, "Transition comes from", source, () => [removeTransition(transition)]);
      if (target && !flow.byId.has(target.id) && !leadsNowhere(transition))
        dangling(flow, report, "Transition goes to", target, () => [removeTransition(transition)]);
    }
  },
};

function dangling(flow: Flow, report: Report, what: string, { id, place }: Reference, fixes: () => Fix[]): void {
  const vendor = yapprCode(flow, "unknown_target_node");
  if (id.trim() === "") {
    report(place, `${what} "${id}", which names no node${vendor}`, { fixes: fixes() });
    return;
  }
  const right = meant(flow, id);
  report(
    place,
    `${what} "${id}", which is not a node${right === undefined ? "" : `; did you mean "${right}"?`}${vendor}`,
    {
      fixes: fixes(),
      ...(right !== undefined && {
        suggestion: right,
        related: [{ place: flow.byId.get(right)!.idPlace, message: `"${right}" is here` }],
      }),
    },
  );
}

/** Writes the node that is missing, behind the one that leads to it. */
function create(flow: Flow, id: string, near?: FlowNode): Fix {
  const kind = kindMeant(id);
  const noun = kind === "end" || kind === "transfer" ? `${kind} node` : "node";
  return {
    title: `Create the ${noun} "${id}"`,
    get changes() {
      const { newNode, addNode } = graphEdits(flow.format);
      return addNode(flow, id, newNode(kind, id, near), near);
    },
  };
}

/** Whether a node would be a dead end without a transition. */
function isNeeded({ exits, transitions }: FlowNode, transition: Transition): boolean {
  return exits.some(
    ({ any, handle, severity }) =>
      severity === "error" &&
      (any || handle === transition.handle) &&
      !transitions.some((other) => other !== transition && (any || handle === other.handle)),
  );
}

function removeItem({ id, place }: Reference): Fix {
  return { title: `Remove "${id}"`, changes: "path" in place ? [{ do: "remove", path: place.path }] : [] };
}
