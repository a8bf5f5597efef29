import type { Flow } from "../flow/flow.ts";
import { type NodeSet, reachableFrom } from "../flow/reach.ts";
import { meant } from "./meant.ts";

/**
 * The graph questions rules share, each answered once for all versions of a flow that have the same shape. Answers name
 * nodes by position and names by themselves; they hold nothing of the version in which they were worked out.
 */
export interface Graph {
  /** Every node a walk can come to: from the starts and from global nodes, along transitions as they were meant. */
  readonly reached: NodeSet;
}

const known = new WeakMap<object, Graph>();

export function graphOf(flow: Flow): Graph {
  let graph = known.get(flow.shape);
  if (!graph) {
    graph = answers(flow);
    known.set(flow.shape, graph);
  }
  return graph;
}

function answers(flow: Flow): Graph {
  return {
    reached: reachableFrom(flow, [...flow.starts, ...flow.nodes.filter((node) => node.global)], (id) =>
      meant(flow, id),
    ),
  };
}
