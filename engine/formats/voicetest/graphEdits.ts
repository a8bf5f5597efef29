import type { Flow, FlowNode, NodeKind, Use } from "../../flow/flow.ts";
import type { ValueChange } from "../../text/changed.ts";
import { titleOf } from "../../text/titleOf.ts";
import { unusedNames } from "../../text/unusedNames.ts";
import { type Json, object, own } from "../../text/value.ts";
import type { GraphEdits } from "../graphEdits.ts";
import { freePosition, positionBeside } from "../position.ts";
import { toFlow } from "./toFlow.ts";
import type { WrittenKeys } from "./writtenKeys.ts";

/** New nodes and transitions of an AgentGraph. */
export const voicetestEdits: GraphEdits = {
  kinds: ["conversation", "logic", "extract", "tool", "transfer", "end"],
  newNode,
  addNode(flow, id, node, near) {
    const metadata = object(own(node, "metadata"));
    const position = object(own(metadata, "display_position"));
    const taken = flow.nodes.map(({ value }) => own(own(value, "metadata"), "display_position"));
    const value = position
      ? { ...node, metadata: { ...metadata, display_position: freePosition(position, taken) } }
      : node;
    return [{ do: "set", path: [...flow.path, "nodes", id], value, after: near?.id }];
  },
  connect(flow, node, handle, target) {
    const name = flow.byId.get(target)?.name ?? titleOf(target);
    const condition =
      handle === "always"
        ? { type: "always", value: "Else" }
        : { type: "llm_prompt", value: `This step is done; go on to: ${name}` };
    return [{ do: "insert", path: [...node.path, "transitions"], value: { target_node_id: target, condition } }];
  },
  unbind,
  next(flow, value) {
    const order = flow.nodes.map(({ id }) => id);
    for (const id of Object.keys(object(own(value, "nodes")) ?? {})) if (!flow.byId.has(id)) order.push(id);
    const duplicates = flow.duplicates as WrittenKeys["duplicates"];
    return toFlow(value, flow.path, { order, duplicates }, flow);
  },
  begin(flow, node) {
    return [{ do: "set", path: [...flow.path, "entry_node_id"], value: node.id, after: "source_type" }];
  },
};

/**
 * A variable that no node extracts is one that a caller may give along without being asked (see the walk), so a node that
 * nothing leads to extracts it from then on.
 */
function unbind(flow: Flow, node: FlowNode, { name, place }: Use): ValueChange[] {
  if (node.kind !== "extract" || !("path" in place)) return [];
  const id = unusedNames(flow.byId.keys())("never");
  const value = { id, node_type: "extract", state_prompt: "", variables_to_extract: [{ name }], transitions: [] };
  return [
    { do: "remove", path: place.path.slice(0, -1) },
    { do: "set", path: [...flow.path, "nodes", id], value },
  ];
}

function newNode(kind: NodeKind, id: string, near?: FlowNode): Json {
  const type = types.get(kind) ?? "conversation";
  const display_position = positionBeside(own(own(near?.value, "metadata"), "display_position"));
  const metadata = {
    ...(near?.name !== undefined && { name: titleOf(id) }),
    ...(display_position && { display_position }),
  };
  return {
    id,
    // The id says what its author has in mind; what speaks no model's words may be empty.
    state_prompt: type === "conversation" ? titleOf(id) : "",
    node_type: type,
    ...(type !== "end" && type !== "transfer" && { transitions: [] }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  };
}

const types: ReadonlyMap<NodeKind, string> = new Map([
  ["logic", "logic"],
  ["extract", "extract"],
  ["tool", "function"],
  ["end", "end"],
  ["transfer", "transfer"],
]);
