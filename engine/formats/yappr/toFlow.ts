import type { Flow, FlowNode } from "../../flow/flow.ts";
import type { Path } from "../../text/json.ts";
import { list, object, own } from "../../text/value.ts";
import { shapeOf } from "../shape.ts";
import { unchanged } from "../unchanged.ts";
import { StepNode } from "./node.ts";
import { given, usesAround } from "./uses.ts";

/**
 * The flow in a decoded `flow_config` that stands at `path`. Never fails: of a half-written graph it keeps what is
 * there, in the order in which it is written. Nodes without an id are among `nodes` with the id "" and not in `byId`.
 */
export function toFlow(value: unknown, path: Path, name?: string, before?: Flow): Flow {
  const container = [...path, "nodes"];
  const kept = unchanged(before, path);
  const nodes = list(own(value, "nodes")).map((node, i): FlowNode => kept(node, i) ?? new StepNode(node, container, i));
  const byId = new Map<string, FlowNode>();
  const duplicates: Flow["duplicates"][number][] = [];
  for (const node of nodes) {
    if (node.id === "") continue;
    const first = byId.get(node.id);
    if (first) duplicates.push({ id: node.id, place: node.idPlace, first: first.idPlace });
    else byId.set(node.id, node);
  }
  const starts = nodes.filter((node) => node.kind === "start");
  const flow = object(value) ?? {};
  const uses = usesAround(flow, path);
  return {
    format: "yappr-flow",
    name: name || undefined,
    path,
    nodes,
    byId,
    starts,
    loose: [],
    duplicates,
    prompts: [],
    uses,
    given,
    open: false,
    shape: shapeOf(nodes, starts, uses, before),
    edited: before !== undefined,
    value: flow,
  };
}
