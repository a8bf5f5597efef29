import type { Flow, FlowNode } from "./flow.ts";
import { shortestPath } from "./paths.ts";

/** A shortest way from a circle's first node round to it again, that node at both ends; the circle itself if none is. */
export function roundTrip(flow: Flow, circle: readonly FlowNode[]): FlowNode[] {
  const [first] = circle;
  const inside = new Set(circle);
  const next = first!.transitions.flatMap(({ target }) => {
    const node = target && flow.byId.get(target.id);
    return node && inside.has(node) ? [node] : [];
  });
  const back = shortestPath(
    flow,
    next,
    (node) => node === first,
    (node) => !inside.has(node),
  );
  return back ? [first!, ...back] : [...circle];
}
