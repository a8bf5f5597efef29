import type { Flow, FlowNode } from "./flow.ts";

/**
 * `make`, worked out once for each node. What it gives may depend on nothing but the node and the format. Of a flow that is
 * being edited the nodes keep it, so that it holds for the versions to come, in which nearly all nodes are the same ones.
 * Of a flow just read the flow keeps it in a list: most flows are read once, and a map of all their nodes would take longer
 * than what it remembers.
 */
export function perNode<T>(make: (node: FlowNode, flow: Flow) => T): (flow: Flow, node: FlowNode) => T {
  const byFlow = new WeakMap<Flow, T[]>();
  const byNode = new WeakMap<FlowNode, T>();
  return (flow, node) => {
    let list = byFlow.get(flow);
    if (!list) {
      list = [];
      byFlow.set(flow, list);
    }
    let found = list[node.index];
    if (found !== undefined) return found;
    if (flow.edited) found = byNode.get(node);
    if (found === undefined) {
      found = make(node, flow);
      if (flow.edited) byNode.set(node, found);
    }
    list[node.index] = found;
    return found;
  };
}
