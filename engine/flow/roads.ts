import type { Flow, FlowNode, Transition } from "./flow.ts";

/**
 * The ways from node to node as numbers: those that leave the node at position `i` are numbered from `first[i]` to before
 * `first[i + 1]`. Beyond the nodes there is one more position, the `hub`: from every node that waits for the caller a
 * walk may go there, and from there to every global node.
 */
export interface Roads {
  readonly hub: number;
  readonly first: Int32Array;
  /** Where each way leads. */
  readonly target: Int32Array;
  /** 1 for a way that is only meant: its transition names no node, but nearly one. */
  readonly meant: Uint8Array;
  /** Which of its node's transitions each way is, -1 for a way that is none. */
  readonly transition: Int32Array;
  /** Whether anything leads to no node: it names none, or one that is not there. */
  readonly looseEnds: boolean;
}

/**
 * The ways of a flow: its transitions, what comes along with a node, and jumps to global nodes. A transition that names
 * no node leads to the one that `instead` gives for it, if any.
 */
export function roadsOf(flow: Flow, instead: (id: string) => string | undefined): Roads {
  const { nodes, byId } = flow;
  const hub = nodes.length;
  const globals = nodes.filter((node) => node.global);
  const most = nodes.reduce((sum, node) => sum + node.transitions.length + node.also.length + 1, globals.length);
  const first = new Int32Array(hub + 2);
  const target = new Int32Array(most);
  const meant = new Uint8Array(most);
  const transition = new Int32Array(most).fill(-1);
  let at = 0;
  let looseEnds = false;
  const lead = (id: string): boolean => {
    let to: FlowNode | undefined = byId.get(id);
    if (!to) {
      looseEnds = true;
      to = byId.get(instead(id) ?? "");
      if (!to) return false;
      meant[at] = 1;
    }
    target[at++] = to.index;
    return true;
  };
  for (const node of nodes) {
    first[node.index] = at;
    const { transitions } = node;
    for (let i = 0; i < transitions.length; i++) {
      const to = transitions[i]!.target;
      if (!to) looseEnds = true;
      else if (lead(to.id)) transition[at - 1] = i;
    }
    for (const { id } of node.also) lead(id);
    if (node.waits && globals.length > 0) target[at++] = hub;
  }
  first[hub] = at;
  for (const node of globals) target[at++] = node.index;
  first[hub + 1] = at;
  return {
    hub,
    first,
    target: target.subarray(0, at),
    meant: meant.subarray(0, at),
    transition: transition.subarray(0, at),
    looseEnds,
  };
}

/** Goes through all ways that are transitions. */
export function eachTransition(flow: Flow, roads: Roads, visit: (transition: Transition, road: number) => void): void {
  for (const node of flow.nodes)
    for (let road = roads.first[node.index]!; road < roads.first[node.index + 1]!; road++) {
      const i = roads.transition[road]!;
      if (i >= 0) visit(node.transitions[i]!, road);
    }
}
