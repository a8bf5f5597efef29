import type { Flow } from "../../flow/flow.ts";

const known = new WeakMap<Flow, readonly string[]>();

// Enough to say why; a graph of ten thousand untyped nodes would say it ten thousand times.
const MOST = 10;

/**
 * Why a playbook cannot be walked at all, empty for one that can: it has not exactly one start (vendor contract), an id
 * is missing or means two nodes, or a type is none the vendor has.
 */
export function refusals(flow: Flow): readonly string[] {
  let found = known.get(flow);
  if (!found) {
    found = reasons(flow);
    known.set(flow, found);
  }
  return found;
}

function reasons(flow: Flow): string[] {
  const found: string[] = [];
  const { starts } = flow;
  if (starts.length === 0) found.push('None of the nodes has the type "start"; a walk has nowhere to begin');
  if (starts.length > 1) found.push(`${starts.length} nodes have the type "start"; a walk needs exactly one`);
  for (const { id } of flow.duplicates.slice(0, MOST)) found.push(`Two nodes have the id "${id}"`);
  for (const node of flow.nodes) {
    if (found.length >= MOST) break;
    const where = node.id === "" ? "A node without an id" : `Node "${node.id}"`;
    if (node.kind === "unknown") found.push(`${where} has the type "${node.type}", which is no type of a playbook`);
    else if (node.id === "") found.push(`A node of type "${node.type}" has no id`);
  }
  return found;
}
