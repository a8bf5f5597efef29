import type { Flow, FlowNode } from "../../flow/flow.ts";
import type { Graph } from "../graph.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A circle of nodes in which none waits for the caller.
 * ## Why it matters
 * Once in it, the agent runs in circles without hearing anybody: it repeats itself, calls the same tool again and
 * again, or hangs until the platform cuts the call. voicetest stops such a circle after 20 hops, so there it is a
 * warning; so is a circle that asks only for what is known before it is entered, because nothing is asked then.
 * ## Example
 * A tool whose `error` leads back to the same tool.
 * ## Instead
 * Put a node that talks with the caller into the circle, or lead one way out of it.
 */
export const cycleWithoutTurn: FlowRule = {
  id: "cycle-without-turn",
  severity: "error",
  check(flow, report, { skills, graph }) {
    const gated = new Set(skills?.flatMap((skill) => (skill.confirm ? skill.tool : [])));
    const silent = (node: FlowNode): boolean =>
      !node.waits && !node.ends && !(node.tool !== undefined && gated.has(node.tool));
    for (const circle of graph.circles(`silent but for ${[...gated].join(" ")}`, silent)) {
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
    if (!flow.nodes.some(({ waits, binds }) => waits && binds.length > 0)) return;
    for (const circle of graph.circles("not at an end", (node) => !node.ends)) {
      const asking = circle.filter((node) => !silent(node));
      if (asking.length === 0 || !asking.every((node) => isKnownBefore(flow, graph, node.binds[0], circle))) continue;
      const names = asking.map((node) => `"${node.binds[0]}"`).join(" and ");
      report(
        asking[0]!.idPlace,
        `${names} ${asking.length === 1 ? "is" : "are"} known before this circle is entered, so no caller is heard in it`,
        { severity: "warning" },
      );
    }
  },
};

/** Whether every path from the start to the circle passes a node outside it that binds the slot. */
function isKnownBefore(flow: Flow, graph: Graph, slot: string | undefined, circle: readonly FlowNode[]): boolean {
  if (slot === undefined) return false;
  const inside = new Set(circle);
  // Most slots are asked for in one place, which needs no walk from the start to see.
  if (!graph.names.variable.get(slot)?.binds.some((spot) => !inside.has(flow.nodes[spot.node]!))) return false;
  const binds = (node: FlowNode): boolean => !inside.has(node) && node.binds.includes(slot);
  const reached = new Set(flow.starts.filter((node) => !binds(node)));
  for (const node of reached) {
    if (inside.has(node)) return false;
    for (const { target } of node.transitions) {
      const next = target && flow.byId.get(target.id);
      if (next && !binds(next)) reached.add(next);
    }
  }
  return flow.starts.length > 0;
}

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
