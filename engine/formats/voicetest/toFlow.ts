import type { Flow, FlowNode, Reference } from "../../flow/flow.ts";
import type { Path } from "../../text/json.ts";
import { object, own, text } from "../../text/value.ts";
import { shapeOf } from "../shape.ts";
import { unchanged } from "../unchanged.ts";
import { givenTo } from "./given.ts";
import { nearAround } from "./near.ts";
import { GraphNode, told } from "./node.ts";
import { usesAround } from "./uses.ts";
import type { WrittenKeys } from "./writtenKeys.ts";

/**
 * The flow in a decoded AgentGraph that stands at `path`; `written` says what decoding lost of its keys. A node is
 * named by its key, never by its `id` (vendor contract). Transitions stand as written: on a silent node the first
 * `always` is tried last, and a node that speaks takes it after speaking. Never fails: what is no node is kept as one
 * without members, so that transitions to it still lead somewhere.
 */
export function toFlow(value: unknown, path: Path, written?: WrittenKeys, before?: Flow): Flow {
  const nodes = nodesOf(value, path, written, before);
  const byId = new Map<string, FlowNode>();
  for (const node of nodes) byId.set(node.id, node);
  const entry = reference(own(value, "entry_node_id"), [...path, "entry_node_id"]);
  const start = entry && byId.get(entry.id);
  const starts = start ? [start] : [];
  const graph = object(value) ?? {};
  const uses = usesAround(graph, path);
  let near: Flow["near"];
  return {
    format: "voicetest-graph",
    name: text(own(own(own(value, "source_metadata"), "agent_envelope"), "agent_name")) || undefined,
    path,
    nodes,
    byId,
    starts,
    entry,
    loose: [],
    duplicates: written?.duplicates ?? [],
    prompts: told(own(value, "source_metadata"), "general_prompt", [...path, "source_metadata"]),
    uses,
    get near() {
      near ??= nearAround(graph, path);
      return near;
    },
    given: givenTo(graph),
    open: true,
    shape: shapeOf(nodes, starts, uses, before),
    edited: before !== undefined,
    value: graph,
  };
}

/** Apart from the flow, because what is worked out for that later must not know of, and so keep, the version before. */
function nodesOf(value: unknown, path: Path, written: WrittenKeys | undefined, before: Flow | undefined): FlowNode[] {
  const byKey = object(own(value, "nodes")) ?? {};
  const ids = written?.order.filter((id) => Object.hasOwn(byKey, id)) ?? Object.keys(byKey);
  const container = [...path, "nodes"];
  const kept = unchanged(before, path);
  return ids.map((id, i) => {
    const node = object(own(byKey, id));
    return kept(node, i, id) ?? new GraphNode(id, node, container, i);
  });
}

function reference(id: unknown, path: Path): Reference | undefined {
  return typeof id === "string" ? { id, place: { path } } : undefined;
}
