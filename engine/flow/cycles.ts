import type { Flow, FlowNode } from "./flow.ts";

/**
 * The sets of nodes that can reach each other along transitions, looking only at nodes that pass `keep`; single nodes
 * count only when a transition leads back to themselves. In document order, each set too. Tarjan's algorithm with a stack of our own,
 * because a flow may be a chain longer than the machine's stack. Time and space: nodes plus transitions.
 */
export function cycles(flow: Flow, keep: (node: FlowNode) => boolean): FlowNode[][] {
  const order = new Map(flow.nodes.map((node, i) => [node, i]));
  const targets = (node: FlowNode): FlowNode[] =>
    node.transitions.flatMap(({ target }) => {
      const next = target && flow.byId.get(target.id);
      return next && keep(next) ? [next] : [];
    });
  const found: FlowNode[][] = [];
  const index = new Map<FlowNode, number>();
  const low = new Map<FlowNode, number>();
  const stack: FlowNode[] = [];
  const onStack = new Set<FlowNode>();

  for (const root of flow.nodes) {
    if (!keep(root) || index.has(root)) continue;
    const work: { node: FlowNode; next: FlowNode[]; at: number }[] = [];
    const enter = (node: FlowNode): void => {
      index.set(node, index.size);
      low.set(node, index.get(node)!);
      stack.push(node);
      onStack.add(node);
      work.push({ node, next: targets(node), at: 0 });
    };
    enter(root);
    while (work.length > 0) {
      const frame = work[work.length - 1]!;
      const next = frame.next[frame.at++];
      if (next) {
        if (!index.has(next)) enter(next);
        else if (onStack.has(next)) low.set(frame.node, Math.min(low.get(frame.node)!, index.get(next)!));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent) low.set(parent.node, Math.min(low.get(parent.node)!, low.get(frame.node)!));
      if (low.get(frame.node) !== index.get(frame.node)) continue;
      const set: FlowNode[] = [];
      for (let node = stack.pop()!; ; node = stack.pop()!) {
        onStack.delete(node);
        set.push(node);
        if (node === frame.node) break;
      }
      if (set.length > 1 || targets(frame.node).includes(frame.node))
        found.push(set.sort((a, b) => order.get(a)! - order.get(b)!));
    }
  }
  return found.sort((a, b) => order.get(a[0]!)! - order.get(b[0]!)!);
}
