import { object, own } from "../text/value.ts";
import type { GraphEdits } from "./graphEdits.ts";
import { freePosition } from "./position.ts";

/** Adding a node in formats that list their nodes, each with its `position` on the canvas where there is one. */
export const addListedNode: GraphEdits["addNode"] = (flow, _id, node, near) => {
  const position = object(own(node, "position"));
  const taken = flow.nodes.map(({ value }) => own(value, "position"));
  const value = position ? { ...node, position: freePosition(position, taken) } : node;
  return [{ do: "insert", path: [...flow.path, "nodes"], at: near && near.index + 1, value }];
};
