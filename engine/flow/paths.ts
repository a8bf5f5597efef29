import type { Flow, FlowNode } from "./flow.ts";

/**
 * The nodes of a shortest walk from any of `from` to a node that passes `to`, both ends included; undefined where there
 * is none. A walk goes along transitions and to what comes along with a node; from a node that waits for the caller it
 * may also jump to any global node. A node that passes `avoid` may be where the walk ends and is never gone through.
 * Among walks of one length the first in the order of the file wins. Time and space: nodes plus transitions.
 */
export function shortestPath(
  flow: Flow,
  from: Iterable<FlowNode>,
  to: (node: FlowNode) => boolean,
  avoid?: (node: FlowNode) => boolean,
): FlowNode[] | undefined {
  const seen = new Uint8Array(flow.nodes.length);
  // By position: the position of the node before, -1 where the walk begins.
  const before = new Int32Array(flow.nodes.length);
  const open: FlowNode[] = [];
  const come = (node: FlowNode | undefined, by: number): void => {
    if (!node || seen[node.index] === 1) return;
    seen[node.index] = 1;
    before[node.index] = by;
    open.push(node);
  };
  for (const node of from) come(node, -1);
  let jumped = false;
  for (const node of open) {
    if (to(node)) return walked(flow, node, before);
    if (avoid?.(node)) continue;
    for (const { target } of node.transitions) if (target) come(flow.byId.get(target.id), node.index);
    for (const { id } of node.also) come(flow.byId.get(id), node.index);
    if (jumped || !node.waits) continue;
    jumped = true;
    for (const other of flow.nodes) if (other.global) come(other, node.index);
  }
  return undefined;
}

function walked(flow: Flow, last: FlowNode, before: Int32Array): FlowNode[] {
  const path: FlowNode[] = [];
  for (let at = last.index; at !== -1; at = before[at]!) path.push(flow.nodes[at]!);
  return path.reverse();
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
