import type { Flow, FlowNode } from "./flow.ts";

/**
 * The sets of nodes that can reach each other along transitions, looking only at nodes that pass `keep`; single nodes
 * count only when a transition leads back to themselves. In document order, each set too. Tarjan's algorithm with a
 * stack of our own, because a flow may be a chain longer than the machine's stack. Time and space: nodes plus
 * transitions.
 */
export function cycles(flow: Flow, keep: (node: FlowNode) => boolean): FlowNode[][] {
  const found: FlowNode[][] = [];
  // By position: the order of the visit from 1, the earliest visit that can be come back to, and being on the stack.
  const visit = new Int32Array(flow.nodes.length);
  const low = new Int32Array(flow.nodes.length);
  const onStack = new Uint8Array(flow.nodes.length);
  const stack: FlowNode[] = [];
  let visits = 0;

  const targets = (node: FlowNode): FlowNode[] =>
    node.transitions.flatMap(({ target }) => {
      const next = target && flow.byId.get(target.id);
      return next && keep(next) ? [next] : [];
    });

  for (const root of flow.nodes) {
    if (visit[root.index] !== 0 || !keep(root)) continue;
    const work: { node: FlowNode; next: FlowNode[]; at: number }[] = [];
    const enter = (node: FlowNode): void => {
      visit[node.index] = low[node.index] = ++visits;
      stack.push(node);
      onStack[node.index] = 1;
      work.push({ node, next: targets(node), at: 0 });
    };
    const lower = (node: FlowNode, value: number): void => {
      if (value < low[node.index]!) low[node.index] = value;
    };
    enter(root);
    for (let frame = work.at(-1); frame; frame = work.at(-1)) {
      const { node } = frame;
      const next = frame.next[frame.at++];
      if (next) {
        if (visit[next.index] === 0) enter(next);
        else if (onStack[next.index] === 1) lower(node, visit[next.index]!);
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) lower(parent.node, low[node.index]!);
      if (low[node.index] !== visit[node.index]) continue;
      const set: FlowNode[] = [];
      for (let member = stack.pop()!; ; member = stack.pop()!) {
        onStack[member.index] = 0;
        set.push(member);
        if (member === node) break;
      }
      if (set.length > 1 || frame.next.includes(node)) found.push(set.sort((a, b) => a.index - b.index));
    }
  }
  return found.sort((a, b) => a[0]!.index - b[0]!.index);
}
