import { isWithin, type Path } from "../text/json.ts";
import type { Flow, FlowNode, Transition } from "./flow.ts";
import { nodeAt } from "./nodeAt.ts";

/** The transition that a path lies in, and its node; undefined outside of transitions. */
export function transitionAt(
  flow: Flow,
  path: Path,
): { readonly node: FlowNode; readonly transition: Transition } | undefined {
  const node = nodeAt(flow, path);
  const transition = node?.transitions.find(({ place }) => "path" in place && isWithin(path, place.path));
  return node && transition && { node, transition };
}
