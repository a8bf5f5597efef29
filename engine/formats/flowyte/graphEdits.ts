import type { Flow, FlowNode, NodeKind } from "../../flow/flow.ts";
import type { Change } from "../../text/edit.ts";
import { unusedNames } from "../../text/unusedNames.ts";
import { type Json, list, own, text } from "../../text/value.ts";
import type { GraphEdits } from "../graphEdits.ts";
import { addListedNode } from "../listedNode.ts";
import { positionBeside } from "../position.ts";
import { toFlow } from "./toFlow.ts";

/** New nodes and connections of a playbook graph. */
export const flowyteEdits: GraphEdits = {
  kinds: ["start", "collect", "tool", "message", "logic", "end"],
  newNode,
  addNode: addListedNode,
  connect(flow, node, handle, target) {
    if (node.handles && !node.handles.includes(handle)) return [];
    return connection(flow, node.id, handle, target);
  },
  unbind: (_flow, _node, { place }) => ("path" in place ? [{ do: "remove", path: place.path }] : []),
  next: (flow, value) => toFlow(value, flow.path, flow),
  begin(flow, node) {
    const id = unusedNames(flow.byId.keys())("start");
    return [
      ...connection(flow, id, "success", node.id),
      { do: "insert", path: [...flow.path, "nodes"], at: 0, value: newNode("start", id) },
    ];
  },
};

function newNode(kind: NodeKind, id: string, near?: FlowNode): Json {
  const position = positionBeside(own(near?.value, "position"));
  const [type, data] = types.get(kind) ?? ["message", { text: "" }];
  return { id, type, ...(position && { position }), ...(data && { data }) };
}

/** The canonical types, and the `data` without which they do nothing sensible (see nodeTypes.ts). */
const types: ReadonlyMap<NodeKind, readonly [type: string, data?: Json]> = new Map<
  NodeKind,
  readonly [type: string, data?: Json]
>([
  ["start", ["start"]],
  ["collect", ["collect", { slot: "", prompt: "" }]],
  ["tool", ["skill", { tool: "" }]],
  ["logic", ["branch", { condition: "" }]],
  ["end", ["end"]],
]);

/** A connection behind the last one of its source; `success` goes without a handle where the graph's others do. */
function connection(flow: Flow, source: string, handle: string, target: string): Change[] {
  const path = [...flow.path, "connections"];
  const connections = list(own(flow.value, "connections"));
  const last = connections.findLastIndex((each) => own(each, "source") === source);
  const isImplied = handle === "success" && !connections.some((each) => own(each, "sourceHandle") === "success");
  const value = {
    id: connectionId(connections, source, handle),
    source,
    target,
    ...(!isImplied && { sourceHandle: handle }),
  };
  return [{ do: "insert", path, at: last < 0 ? undefined : last + 1, value }];
}

/** The next number where the graph counts its connections, else what it connects. */
function connectionId(connections: readonly unknown[], source: string, handle: string): string {
  const ids = connections.flatMap((each) => text(own(each, "id")) ?? []);
  const [, prefix] = counted.exec(ids.at(-1) ?? "") ?? [];
  if (prefix === undefined) return unusedNames(ids)(`${source}-${handle}`);
  const numbers = ids.map((id) => counted.exec(id)).map((found) => (found?.[1] === prefix ? Number(found[2]) : 0));
  return prefix + (numbers.reduce((most, number) => Math.max(most, number)) + 1);
}

const counted = /^([A-Za-z_-]{0,12})(\d{1,6})$/;
