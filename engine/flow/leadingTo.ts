import type { Flow, FlowNode } from "./flow.ts";
import { openExits } from "./openExits.ts";

/**
 * Whether a walk that comes here is properly over: at an end, in work after the call, at a way out that may be left open.
 * A node of unknown type without transitions counts too: its type may be a misspelt `end`.
 */
export function isEnd(node: FlowNode): boolean {
  return (
    node.ends ||
    node.kind === "post-call" ||
    (node.kind === "unknown" && node.transitions.length === 0) ||
    openExits(node).some((exit) => exit.ends)
  );
}

/** From every node a shortest walk to the nearest of some goals. It holds nothing of the flow it is about. */
export class Leading {
  // By position: the position of the node that comes next, itself at a goal, NO_WALK where no goal can be come to.
  private readonly next: Int32Array;

  constructor(next: Int32Array) {
    this.next = next;
  }

  /** Whether a walk from the node comes to a goal. */
  has(node: FlowNode): boolean {
    return this.next[node.index] !== NO_WALK;
  }

  /** A shortest walk from the node to a goal, both included; empty where there is none. */
  path(flow: Flow, from: FlowNode): FlowNode[] {
    const path: FlowNode[] = [];
    for (let at = from.index; this.next[at] !== NO_WALK; at = this.next[at]!) {
      path.push(flow.nodes[at]!);
      if (this.next[at] === at) break;
    }
    return path;
  }
}

const NO_WALK = -1;

/**
 * Which nodes lead to a goal, the goals included: along transitions, and from a node that waits for the caller also by a
 * jump to a global node. An id that is no node's leads nowhere, or to what `instead` gives for it. Time and space: nodes
 * plus transitions.
 */
export function leadingTo(
  flow: Flow,
  isGoal: (node: FlowNode) => boolean,
  instead: (id: string) => string | undefined,
): Leading {
  const next = new Int32Array(flow.nodes.length).fill(NO_WALK);
  const sources = sourcesOf(flow, instead);
  const open: FlowNode[] = [];
  const add = (node: FlowNode, to: FlowNode): void => {
    if (next[node.index] !== NO_WALK) return;
    next[node.index] = to.index;
    open.push(node);
  };
  for (const node of flow.nodes) if (isGoal(node)) add(node, node);
  let jumps = false;
  for (const node of open) {
    for (const source of sources[node.index] ?? []) add(source, node);
    if (jumps || !node.global) continue;
    jumps = true;
    for (const other of flow.nodes) if (other.waits) add(other, node);
  }
  return new Leading(next);
}

/** The nodes with a transition to each node, by its position. */
function sourcesOf(flow: Flow, instead: (id: string) => string | undefined): (FlowNode[] | undefined)[] {
  const sources = Array.from<FlowNode[] | undefined>({ length: flow.nodes.length });
  for (const node of flow.nodes)
    for (const { target } of node.transitions) {
      const next = target && (flow.byId.get(target.id) ?? flow.byId.get(instead(target.id) ?? ""));
      if (!next) continue;
      const known = sources[next.index];
      if (known) known.push(node);
      else sources[next.index] = [node];
    }
  return sources;
}
