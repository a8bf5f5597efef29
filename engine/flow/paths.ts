import type { Flow, FlowNode, Transition } from "./flow.ts";

/**
 * The nodes of a shortest walk from any of `from` to a node that passes `to`, both ends included; undefined where there
 * is none. A walk goes along transitions and to what comes along with a node; from a node that waits for the caller it
 * may also jump to any global node. A node that passes `avoid` may be where the walk ends and is never gone through; it
 * is asked for each transition as well, so that it can close one and leave the others open. Among walks of one length the
 * first in the order of the file wins. Time and space: nodes plus transitions.
 */
export function shortestPath(
  flow: Flow,
  from: Iterable<FlowNode>,
  to: (node: FlowNode) => boolean,
  avoid?: (node: FlowNode, transition?: Transition) => boolean,
): FlowNode[] | undefined {
  const { before, found } = search(flow, from, to, avoid);
  return found && pathAlong(flow, before, found);
}

/**
 * Shortest walks, as `shortestPath` takes them, to all nodes at once: by a node's position the position of the one before
 * it, `BEGINS` where walks begin, `NO_WALK` where none comes. It holds nothing of the flow it is about.
 */
export function shortestPaths(
  flow: Flow,
  from: Iterable<FlowNode>,
  avoid?: (node: FlowNode, transition?: Transition) => boolean,
): Int32Array {
  return search(flow, from, () => false, avoid).before;
}

/** The walk to a node among those of `shortestPaths`; undefined where none comes to it. */
export function pathAlong(flow: Flow, before: Int32Array, to: FlowNode): FlowNode[] | undefined {
  if (before[to.index] === NO_WALK) return undefined;
  const path: FlowNode[] = [];
  for (let at = to.index; at !== BEGINS; at = before[at]!) path.push(flow.nodes[at]!);
  return path.reverse();
}

const BEGINS = -1;
const NO_WALK = -2;

function search(
  flow: Flow,
  from: Iterable<FlowNode>,
  to: (node: FlowNode) => boolean,
  avoid?: (node: FlowNode, transition?: Transition) => boolean,
): { before: Int32Array; found?: FlowNode } {
  const before = new Int32Array(flow.nodes.length).fill(NO_WALK);
  const open: FlowNode[] = [];
  const come = (node: FlowNode | undefined, by: number): void => {
    if (!node || before[node.index] !== NO_WALK) return;
    before[node.index] = by;
    open.push(node);
  };
  for (const node of from) come(node, BEGINS);
  let jumped = false;
  for (const node of open) {
    if (to(node)) return { before, found: node };
    for (const transition of node.transitions)
      if (transition.target && !avoid?.(node, transition)) come(flow.byId.get(transition.target.id), node.index);
    if (avoid?.(node)) continue;
    for (const { id } of node.also) come(flow.byId.get(id), node.index);
    if (jumped || !node.waits) continue;
    jumped = true;
    for (const other of flow.nodes) if (other.global) come(other, node.index);
  }
  return { before };
}

// A message is one line: of a longer path its beginning and its end are shown.
const MOST_SHOWN = 7;
const AT_EACH_END = 3;

/** A path as messages show it: `"a" → "b" → "c"`, a long one shortened in the middle. */
export function pathText(nodes: readonly FlowNode[]): string {
  const names = (some: readonly FlowNode[]): string[] => some.map(({ id }) => `"${id}"`);
  const shown =
    nodes.length <= MOST_SHOWN
      ? names(nodes)
      : [...names(nodes.slice(0, AT_EACH_END)), "…", ...names(nodes.slice(-AT_EACH_END))];
  return shown.join(" → ");
}
