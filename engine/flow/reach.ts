import type { Flow, FlowNode } from "./flow.ts";

/** Calls `visit` for each node a transition leads to, and those that come along; targets that are not nodes are left out. */
export function eachSuccessor(flow: Flow, node: FlowNode, visit: (next: FlowNode) => void): void {
  for (const { target } of node.transitions) {
    const next = target && flow.byId.get(target.id);
    if (next) visit(next);
  }
  for (const { id } of node.also) {
    const next = flow.byId.get(id);
    if (next) visit(next);
  }
}

/** Every node some path reaches from `from`, those themselves included. Time and space: nodes plus transitions. */
export function reachableFrom(flow: Flow, from: Iterable<FlowNode>): Set<FlowNode> {
  const reached = new Set(from);
  const open = [...reached];
  for (let node = open.pop(); node; node = open.pop())
    eachSuccessor(flow, node, (next) => {
      if (reached.has(next)) return;
      reached.add(next);
      open.push(next);
    });
  return reached;
}
