import type { FlowNode } from "../../../flow/flow.ts";
import { useAt } from "../../../flow/nameTable.ts";
import { pathText } from "../../../flow/paths.ts";
import { byName } from "../../byName.ts";
import type { FlowRule } from "../../rule.ts";

/**
 * ## What it finds
 * A slot that has its value already where it is bound once more: two collects of one slot, or a collect and a skill's
 * output, one behind the other. On ways that part and do not meet, one name twice is fine, and so is a collect that asks
 * again because the first one was left by `needs_input`, and a skill that is given the slot and puts it out corrected.
 * ## Why it matters
 * A collect does not ask for a slot that has a value (Flowproof's choice), so the second question is never heard; an
 * output replaces what the caller has said.
 * ## Example
 * `collect phone` for the caller, and later `collect phone` for the person to be called back.
 * ## Instead
 * Give the second one a name of its own, such as `callback_phone`.
 */
export const slotReuse: FlowRule = {
  id: "flowyte/slot-reuse",
  severity: "hint",
  formats: ["flowyte-playbook"],
  check(flow, report, { graph }) {
    for (const [name, arrivals] of byName(graph.bindings.binds, () => true)) {
      const collected = graph.names.variable.get(name)!.binds.some(({ node }) => asks(flow.nodes[node]!));
      if (!collected) continue;
      for (const arrival of arrivals) {
        const node = flow.nodes[arrival.spot.node]!;
        const path = graph.pathFromOther(arrival);
        const first = path?.[0];
        if (!path || !first || (!asks(node) && (!asks(first) || isGiven(node, name)))) continue;
        const way = pathText(path);
        report(
          useAt(flow, arrival.spot).place,
          asks(node)
            ? `"${name}" has its value already on ${way}, so it is not asked for here`
            : `This output replaces the "${name}" that was asked for on ${way}`,
          { related: [{ place: first.idPlace, message: `"${first.id}" binds "${name}" first` }] },
        );
      }
    }
  },
};

/** A skill that gets the slot puts out the same thing, corrected. */
function isGiven(node: FlowNode, name: string): boolean {
  return node.uses.some((use) => use.of === "variable" && use.how === "reads" && use.name === name);
}

function asks(node: FlowNode): boolean {
  return node.kind === "collect";
}
