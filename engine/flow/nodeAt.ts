import { isWithin, type Path } from "../text/json.ts";
import type { Flow, FlowNode } from "./flow.ts";

/** The node that a path lies in, or whose transition does where edges are listed apart; undefined outside of nodes. */
export function nodeAt(flow: Flow, path: Path): FlowNode | undefined {
  const step = path[flow.path.length + 1];
  if (step !== undefined) {
    const node = typeof step === "number" ? flow.nodes[step] : flow.byId.get(step);
    if (node && isWithin(path, node.path)) return node;
  }
  return flow.nodes.find(({ transitions }) =>
    transitions.some(({ sourcePlace, place }) => sourcePlace && "path" in place && isWithin(path, place.path)),
  );
}
