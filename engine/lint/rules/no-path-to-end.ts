import { type Flow, type FlowNode, nodeTitle } from "../../flow/flow.ts";
import { type Leading, leadingTo } from "../../flow/leadingTo.ts";
import { pathText } from "../../flow/paths.ts";
import { hasHole } from "../../flow/traps.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A node that calls come to and from which no path leads to an end, with the shortest path to where it goes wrong. It is
 * silent unless it is given a severity: what stops the paths is reported where it is, as a dead end, a transition that
 * leads nowhere or a circle without exit, and is one mistake, however many nodes lead there (Flowproof's choice).
 * ## Why it matters
 * Once a call is there it cannot end well any more. Seeing all such nodes shows how much of a flow one mistake condemns.
 * ## Example
 * `greet` leads to `ask`, which leads to `confirm`, from which nothing leads on.
 * ## Instead
 * Lead `confirm` to an `end`.
 */
export const noPathToEnd: FlowRule = {
  id: "no-path-to-end",
  severity: "warning",
  formats: ["yappr-flow", "flowyte-playbook"],
  off: true,
  check(flow, report, { graph }) {
    if (flow.format === "voicetest-graph" || flow.starts.length === 0 || graph.isEndless) return;
    const { reached, leadsToEnd } = graph;
    const trapped = new Set(graph.traps.flat());
    const ways = leadingTo(flow, graph.roads, (node) => trapped.has(node.index) || hasHole(flow, node));
    for (const node of flow.nodes) {
      if (!reached.has(node) || leadsToEnd.has(node)) continue;
      const last = ways.goal(flow, node);
      // Where it goes wrong it is reported by what is wrong.
      if (!last || last === node) continue;
      const how = trapped.has(last.index) ? "goes round for good" : "goes no further";
      report(node.idPlace, `No path from ${nodeTitle(node)} leads to an end: ${shown(ways, flow, node, last)} ${how}`, {
        related: [{ place: last.idPlace, message: `"${last.id}" leads to no end` }],
      });
    }
  },
};

const MOST_SHOWN = 6;

/** The walk to where it goes wrong, a long one by its beginning: thousands of nodes may have thousands of nodes before them. */
function shown(ways: Leading, flow: Flow, from: FlowNode, last: FlowNode): string {
  const path = ways.path(flow, from, MOST_SHOWN);
  return path.at(-1) === last ? pathText(path) : `${pathText(path.slice(0, -2))} → … → "${last.id}"`;
}
