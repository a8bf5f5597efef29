import type { Flow, FlowNode, NodeKind } from "../../flow/flow.ts";
import { titleOf } from "../../text/titleOf.ts";
import { unusedNames } from "../../text/unusedNames.ts";
import { type Json, own } from "../../text/value.ts";
import type { GraphEdits } from "../graphEdits.ts";
import { addListedNode } from "../listedNode.ts";
import { positionBeside } from "../position.ts";
import { toFlow } from "./toFlow.ts";

/** New nodes and transitions of a `flow_config`. */
export const yapprEdits: GraphEdits = {
  kinds: ["start", "conversation", "tool", "transfer", "end"],
  newNode,
  addNode: addListedNode,
  connect(flow, node, handle, target) {
    if (node.kind === "start") return [{ do: "set", path: [...node.path, "next_step_id"], value: target }];
    const path = [...node.path, "transitions"];
    if (node.kind === "tool") return [{ do: "set", path: [...path, `${handle}_next_step_id`], value: target }];
    if (node.kind !== "conversation") return [];
    return [{ do: "insert", path, value: transitionTo(flow, target) }];
  },
  unbind: () => [], // what a tool answers goes by the name of its node
  next: (flow, value) => toFlow(value, flow.path, flow.name, flow),
  begin(flow, node) {
    const id = unusedNames(flow.byId.keys())("start");
    return [
      { do: "insert", path: [...flow.path, "nodes"], at: 0, value: { ...newNode("start", id), next_step_id: node.id } },
    ];
  },
};

function newNode(kind: NodeKind, id: string, near?: FlowNode): Json {
  const position = positionBeside(own(near?.value, "position"));
  return {
    id,
    type: types.get(kind) ?? "conversation",
    ...(near?.name !== undefined && { name: titleOf(id) }),
    ...membersOf(kind, id),
    ...(position && { position }),
  };
}

/** The types that newly written flows use; the others are retired. */
const types: ReadonlyMap<NodeKind, string> = new Map([
  ["start", "start"],
  ["tool", "tool_call"],
  ["transfer", "transfer"],
  ["end", "end"],
]);

function membersOf(kind: NodeKind, id: string): Json {
  switch (kind) {
    case "start":
    case "end":
      return {};
    case "tool":
      return { tool_id: "", transitions: {} };
    case "transfer":
      return { transfer_to: "" };
    default:
      // The id says what its author has in mind, and an instruction in few words is one.
      return { instructions: titleOf(id), transitions: [] };
  }
}

/** A transition whose words are the target's: a flow test chooses by them, and so does a model (vendor contract). */
function transitionTo(flow: Flow, target: string): Json {
  const taken = flow.nodes.flatMap(({ transitions }) => transitions.flatMap(({ id }) => id ?? []));
  const title = flow.byId.get(target)?.name ?? titleOf(target);
  return {
    id: unusedNames(taken)(`to-${target}`),
    label: title,
    description: `This step is done; go on to: ${title}`,
    next_step_id: target,
  };
}
