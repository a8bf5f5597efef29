import type { Flow, FlowNode } from "./flow.ts";
import { openExits } from "./openExits.ts";
import { NodeSet } from "./reach.ts";

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

/**
 * Every node from which some walk comes to an end, the ends included: along transitions, and from a node that waits for
 * the caller also by a jump to a global node. An id that is no node's leads nowhere, or to what `instead` gives for it.
 * Time and space: nodes plus transitions.
 */
export function leadingToEnd(flow: Flow, instead: (id: string) => string | undefined): NodeSet {
  const found = new NodeSet(flow);
  const sources = sourcesOf(flow, instead);
  const open: FlowNode[] = [];
  const add = (node: FlowNode): void => {
    if (found.add(node)) open.push(node);
  };
  for (const node of flow.nodes) if (isEnd(node)) add(node);
  let jumps = false;
  for (let node = open.pop(); node; node = open.pop()) {
    for (const source of sources[node.index] ?? []) add(source);
    if (jumps || !node.global) continue;
    jumps = true;
    for (const other of flow.nodes) if (other.waits) add(other);
  }
  return found;
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
