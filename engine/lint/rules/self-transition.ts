import type { FlowNode, Transition } from "../../flow/flow.ts";
import { removeTransition } from "../removeTransition.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A transition of a Yappr or Flowyte node that leads back to the node itself. A node that does so without hearing the
 * caller is a circle, which `cycle-without-turn` reports. In a voicetest graph nothing is said about it: there a node has to
 * be entered again for its instructions to be followed again.
 * ## Why it matters
 * A Yappr conversation stays where it is anyway when no transition fits, so this one may only take turns away from the
 * others: for your information. A Flowyte collect that goes on to itself finds its slot filled and never asks
 * again: a warning. On `needs_input` it does what happens without it: a hint.
 * ## Example
 * `"sourceHandle": "needs_input"` on a connection from a collect to itself.
 * ## Instead
 * Leave the connection out, or lead it to a node that asks in other words.
 */
export const selfTransition: FlowRule = {
  id: "self-transition",
  severity: "information",
  formats: ["yappr-flow", "flowyte-playbook"],
  fixable: true,
  check(flow, report, { skills }) {
    if (flow.format === "voicetest-graph") return;
    for (const node of flow.nodes)
      for (const transition of node.transitions) {
        const { target, handle } = transition;
        if (target?.id !== node.id) continue;
        const waits = node.waits || skills?.some((skill) => skill.confirm && skill.tool === node.tool);
        if (!waits) continue;
        const { severity, message } = verdict(node, handle);
        report(target.place, message, {
          severity,
          fixes: isNeeded(node, transition) ? [] : [removeTransition(transition)],
        });
      }
  },
};

/** Whether a way out that should be connected would be left open without it. */
function isNeeded({ exits, transitions }: FlowNode, transition: Transition): boolean {
  const others = transitions.filter((other) => other !== transition);
  return exits.some((exit) => !others.some(({ handle }) => exit.any || handle === exit.handle));
}

function verdict(node: FlowNode, handle: string): { severity: "information" | "warning" | "hint"; message: string } {
  const back = `Transition leads from "${node.id}" back to itself`;
  if (node.kind === "conversation")
    return { severity: "information", message: `${back}, where the call stays anyway when no transition fits` };
  if (node.kind === "tool")
    return { severity: "warning", message: `${back}: the caller is asked to confirm again and again` };
  if (handle === "needs_input")
    return { severity: "hint", message: `${back}, which asks again by itself when it has heard nothing` };
  return { severity: "warning", message: `${back}, where the slot is filled by then and nothing is asked` };
}
