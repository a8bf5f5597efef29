import type { Flow, FlowNode } from "../../flow/flow.ts";
import type { Path } from "../../text/json.ts";
import { list, object, own, text } from "../../text/value.ts";
import { shapeOf } from "../shape.ts";
import { unchanged } from "../unchanged.ts";
import { bySource, ConnectedTransition, type Connection } from "./connection.ts";
import { PlaybookNode } from "./node.ts";
import { usesAround } from "./uses.ts";

/**
 * The flow in a decoded playbook graph that stands at `path`. Never fails: of a half-written graph it keeps what is
 * there, in the order in which it is written. Nodes without an id are among `nodes` with the id "" and not in `byId`.
 * A connection belongs to the first node of its source's id (vendor contract). A node of the version before is kept where
 * the same value stands in the same place and the same connections leave it.
 */
export function toFlow(value: unknown, path: Path, before?: Flow): Flow {
  const byId = new Map<string, FlowNode>();
  const duplicates: Flow["duplicates"][number][] = [];
  const connections = bySource(list(own(value, "connections")));
  const kept = unchanged(before, path);
  const nodes = list(own(value, "nodes")).map((each, i): FlowNode => {
    const id = text(own(each, "id")) ?? "";
    const first = byId.get(id);
    const leaving = first ? undefined : (id !== "" && connections.get(id)) || none;
    const old = kept(each, i, id);
    const node = isLeftBy(old, leaving) ? old : new PlaybookNode(id, each, path, i, leaving);
    if (first) duplicates.push({ id, place: node.idPlace, first: first.idPlace });
    else if (id !== "") byId.set(id, node);
    return node;
  });
  const starts = nodes.filter((node) => node.kind === "start");
  const graph = object(value) ?? {};
  const uses = usesAround(graph, path);
  return {
    format: "flowyte-playbook",
    name: text(own(value, "name")) || undefined,
    path,
    nodes,
    byId,
    starts,
    loose: looseOf(connections, byId, path),
    duplicates,
    prompts: [],
    uses,
    open: false,
    shape: shapeOf(nodes, starts, uses, before),
    edited: before !== undefined,
    value: graph,
  };
}

const none: readonly Connection[] = [];

/** Whether a node has just these connections, each in the place where it stood. */
function isLeftBy(node: FlowNode | undefined, leaving: readonly Connection[] | undefined): node is PlaybookNode {
  if (!(node instanceof PlaybookNode)) return false;
  const before = node.leaving;
  if (before === leaving) return true;
  return (
    before !== undefined &&
    leaving !== undefined &&
    before.length === leaving.length &&
    before.every(({ value, index }, i) => value === leaving[i]!.value && index === leaving[i]!.index)
  );
}

/** The connections whose source is no node, in the order in which they are written. */
function looseOf(
  connections: ReadonlyMap<string, readonly Connection[]>,
  byId: Flow["byId"],
  path: Path,
): Flow["loose"] {
  const loose: Connection[] = [];
  for (const [source, leaving] of connections) if (!byId.has(source)) loose.push(...leaving);
  return loose
    .sort((a, b) => a.index - b.index)
    .map((connection) => {
      const transition = new ConnectedTransition(connection, path);
      return { source: { id: connection.source, place: transition.sourcePlace }, transition };
    });
}
