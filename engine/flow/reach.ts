import type { Flow, FlowNode } from "./flow.ts";
import type { Roads } from "./roads.ts";

/** Some of a flow's nodes, as answers to "is it among them?" are given fastest: a mark per node, by its position. */
export class NodeSet {
  private readonly marks: Uint8Array;

  constructor(flow: Flow) {
    this.marks = new Uint8Array(flow.nodes.length);
  }

  has(node: FlowNode): boolean {
    return this.marks[node.index] === 1;
  }

  /** Whether the node was not among them before. */
  add(node: FlowNode): boolean {
    if (this.marks[node.index] === 1) return false;
    this.marks[node.index] = 1;
    return true;
  }
}

/**
 * Every node some path reaches from `from`, those themselves included: along transitions, and to what comes along with a
 * node. An id that is no node's leads nowhere, or to what `instead` gives for it. Time and space: nodes plus transitions.
 */
export function reachableFrom(
  flow: Flow,
  from: Iterable<FlowNode>,
  instead: (id: string) => string | undefined = () => undefined,
): NodeSet {
  const reached = new NodeSet(flow);
  const open: FlowNode[] = [];
  const reach = (node: FlowNode | undefined): void => {
    if (node && reached.add(node)) open.push(node);
  };
  const lookUp = (id: string): FlowNode | undefined => flow.byId.get(id) ?? flow.byId.get(instead(id) ?? "");
  for (const node of from) reach(node);
  for (let node = open.pop(); node; node = open.pop()) {
    for (const { target } of node.transitions) if (target) reach(lookUp(target.id));
    for (const { id } of node.also) reach(lookUp(id));
  }
  return reached;
}

/** What `reachableFrom` answers, along ways that are known already. */
export function reachableBy(flow: Flow, { hub, first, target }: Roads, from: Iterable<FlowNode>): NodeSet {
  const reached = new NodeSet(flow);
  const open: number[] = [];
  for (const node of from) if (reached.add(node)) open.push(node.index);
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (let road = first[at]!; road < first[at + 1]!; road++) {
      const to = target[road]!;
      // Jumps to global nodes are no transitions: whoever counts them begins at those nodes too.
      if (to !== hub && reached.add(flow.nodes[to]!)) open.push(to);
    }
  return reached;
}
