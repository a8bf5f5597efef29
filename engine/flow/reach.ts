import type { Flow, FlowNode } from "./flow.ts";

/** The nodes a transition leads to, and those that come along; targets that are not nodes are left out. */
export function successors(flow: Flow, node: FlowNode): FlowNode[] {
  const found: FlowNode[] = [];
  for (const { target } of node.transitions) {
    const next = target && flow.byId.get(target.id);
    if (next) found.push(next);
  }
  for (const { id } of node.also) {
    const next = flow.byId.get(id);
    if (next) found.push(next);
  }
  return found;
}

/** Every node some path reaches from `from`, those themselves included. Time and space: nodes plus transitions. */
export function reachableFrom(flow: Flow, from: Iterable<FlowNode>): Set<FlowNode> {
  const reached = new Set(from);
  const open = [...reached];
  for (let node = open.pop(); node; node = open.pop())
    for (const next of successors(flow, node))
      if (!reached.has(next)) {
        reached.add(next);
        open.push(next);
      }
  return reached;
}

/** A shortest path of nodes from `from` to one that satisfies `to`, both ends included. */
export function pathTo(flow: Flow, from: FlowNode, to: (node: FlowNode) => boolean): FlowNode[] | undefined {
  const before = new Map<FlowNode, FlowNode | undefined>([[from, undefined]]);
  for (const node of before.keys()) {
    if (to(node)) {
      const path: FlowNode[] = [];
      for (let at: FlowNode | undefined = node; at; at = before.get(at)) path.unshift(at);
      return path;
    }
    for (const next of successors(flow, node)) if (!before.has(next)) before.set(next, node);
  }
  return undefined;
}
