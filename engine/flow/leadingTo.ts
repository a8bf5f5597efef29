import type { Flow, FlowNode } from "./flow.ts";
import { openExits } from "./openExits.ts";
import type { Roads } from "./roads.ts";

/**
 * Whether a walk that comes here is properly over: at an end, in work after the call, at a way out that may be left open.
 * A node of unknown type without transitions counts too: its type may be a misspelt `end`.
 */
export function isEnd(node: FlowNode): boolean {
  return (
    node.ends ||
    node.kind === "post-call" ||
    (node.kind === "unknown" && node.transitions.length === 0) ||
    (node.exits.some(({ ends }) => ends) && openExits(node).some(({ ends }) => ends))
  );
}

/** From every node a shortest walk to the nearest of some goals. It holds nothing of the flow it is about. */
export class Leading {
  // By position: the position that comes next, itself at a goal, NO_WALK where no goal can be come to.
  private readonly next: Int32Array;
  // By position: the goal that is come to.
  private readonly goals: Int32Array;

  constructor(next: Int32Array, goals: Int32Array) {
    this.next = next;
    this.goals = goals;
  }

  /** Whether a walk from the node comes to a goal. */
  has(node: FlowNode): boolean {
    return this.next[node.index] !== NO_WALK;
  }

  /** The nearest goal. */
  goal(flow: Flow, from: FlowNode): FlowNode | undefined {
    return this.has(from) ? flow.nodes[this.goals[from.index]!] : undefined;
  }

  /** The first nodes of a shortest walk from the node to a goal, up to `most`; empty where there is none. */
  path(flow: Flow, from: FlowNode, most = Number.POSITIVE_INFINITY): FlowNode[] {
    const path: FlowNode[] = [];
    for (let at = from.index; this.next[at] !== NO_WALK && path.length < most; at = this.next[at]!) {
      const node = flow.nodes[at];
      if (node) path.push(node);
      if (this.next[at] === at) break;
    }
    return path;
  }
}

const NO_WALK = -1;

/**
 * Which nodes lead to a goal, the goals included: along transitions, and from a node that waits for the caller also by a
 * jump to a global node. Time and space: nodes plus transitions.
 */
export function leadingTo(flow: Flow, roads: Roads, isGoal: (node: FlowNode) => boolean): Leading {
  const next = new Int32Array(roads.hub + 1).fill(NO_WALK);
  const goals = new Int32Array(roads.hub + 1);
  const { first, source } = backwards(roads);
  const open: number[] = [];
  for (const node of flow.nodes)
    if (isGoal(node)) {
      next[node.index] = goals[node.index] = node.index;
      open.push(node.index);
    }
  for (const at of open)
    for (let road = first[at]!; road < first[at + 1]!; road++) {
      const from = source[road]!;
      if (next[from] !== NO_WALK) continue;
      next[from] = at;
      goals[from] = goals[at]!;
      open.push(from);
    }
  return new Leading(next, goals);
}

/** The same ways the other way round: where those come from that lead to a position, in the order of the file. */
function backwards({ hub, first, target }: Roads): { readonly first: Int32Array; readonly source: Int32Array } {
  const begin = new Int32Array(hub + 2);
  for (const to of target) begin[to + 1]!++;
  for (let at = 0; at <= hub; at++) begin[at + 1]! += begin[at]!;
  const source = new Int32Array(target.length);
  const free = begin.slice();
  for (let from = 0; from <= hub; from++)
    for (let road = first[from]!; road < first[from + 1]!; road++) source[free[target[road]!]!++] = from;
  return { first: begin, source };
}
