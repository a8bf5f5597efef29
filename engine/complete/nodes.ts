import type { Flow, FlowNode, NodeKind } from "../flow/flow.ts";
import { graphOf } from "../lint/graph.ts";
import type { Cursor } from "./cursor.ts";
import { type Offer, wordAt } from "./proposal.ts";

/**
 * The nodes of a flow in the order in which they are likely to be meant: those of the wanted kinds, those that no walk
 * reaches yet, then the others by how near they stand to `from`. Each id once.
 */
export function nodesByNearness(flow: Flow, from: FlowNode | undefined, first: readonly NodeKind[] = []): FlowNode[] {
  const { reached } = graphOf(flow);
  const wanted: FlowNode[] = [];
  const loose: FlowNode[] = [];
  const others: FlowNode[] = [];
  const sort = (node: FlowNode | undefined): void => {
    if (!node || flow.byId.get(node.id) !== node) return;
    (first.includes(node.kind) ? wanted : reached.has(node) || node === from ? others : loose).push(node);
  };
  // The node itself comes last: hardly ever does one lead to itself.
  const here = from?.index ?? -1;
  for (let away = 1; away <= flow.nodes.length; away++) {
    sort(flow.nodes[here + away]);
    if (here - away >= 0) sort(flow.nodes[here - away]);
  }
  sort(from);
  return [...wanted, ...loose, ...others];
}

/** A node by its id. */
export function nodeOffer(cursor: Cursor, node: FlowNode, value: Pick<Offer, "text" | "stops">): Offer {
  const { id, name, type } = node;
  return {
    kind: "node",
    label: id,
    detail: name && name !== id ? `${name} · ${type}` : type,
    also: name,
    about: () => node.prompts[0]?.text.trim().split("\n", 1)[0],
    ...wordAt(cursor, id, value),
  };
}
