import { cycles } from "../../flow/cycles.ts";
import type { Flow, FlowNode } from "../../flow/flow.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A circle of nodes in which none waits for the caller.
 * ## Why it matters
 * Once in it, the agent runs in circles without hearing anybody: it repeats itself, calls the same tool again and
 * again, or hangs until the platform cuts the call. voicetest stops such a circle after 20 hops, so there it is a
 * warning.
 * ## Example
 * A tool whose `error` leads back to the same tool.
 * ## Instead
 * Put a node that talks with the caller into the circle, or lead one way out of it.
 */
export const cycleWithoutTurn: FlowRule = {
  id: "cycle-without-turn",
  severity: "error",
  check(flow, report, { skills }) {
    const gated = new Set(skills?.filter((skill) => skill.confirm).map((skill) => skill.tool));
    const silent = (node: FlowNode): boolean =>
      !node.waits && !node.ends && !(node.tool !== undefined && gated.has(node.tool));
    for (const circle of cycles(flow, silent)) {
      const round = around(flow, circle, silent);
      const names = round.map((node) => `"${node.id}"`).join(" → ");
      report(
        round[0]!.idPlace,
        circle.length === 1
          ? `"${round[0]!.id}" leads back to itself, and no caller is heard in between`
          : `${names} → "${round[0]!.id}" go round without ever hearing the caller`,
        {
          severity: flow.format === "voicetest-graph" ? "warning" : "error",
          related: round
            .slice(1)
            .map((node) => ({ place: node.idPlace, message: `"${node.id}" is part of the circle` })),
        },
      );
    }
  },
};

/** One shortest way round, from the circle's first node back to it. */
function around(flow: Flow, circle: readonly FlowNode[], keep: (node: FlowNode) => boolean): FlowNode[] {
  const first = circle[0]!;
  const inside = new Set(circle);
  const before = new Map<FlowNode, FlowNode>();
  const open = [first];
  for (const node of open) {
    for (const { target } of node.transitions) {
      const next = target && flow.byId.get(target.id);
      if (!next || !inside.has(next) || !keep(next)) continue;
      if (next === first) {
        const round: FlowNode[] = [];
        for (let at: FlowNode | undefined = node; at; at = before.get(at)) round.unshift(at);
        return round;
      }
      if (before.has(next)) continue;
      before.set(next, node);
      open.push(next);
    }
  }
  return [...circle];
}
