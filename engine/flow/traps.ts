import { cycles } from "./cycles.ts";
import type { Flow, FlowNode } from "./flow.ts";
import { openExits } from "./openExits.ts";

/**
 * The circles that no transition leaves, looking only at nodes that pass `keep`: who comes to one stays in it for good.
 * A circle with a way out that is still to be connected, or that leads to no node, is none: what is wrong there is that
 * way out. In document order, each circle too. Time and space: nodes plus transitions.
 */
export function traps(flow: Flow, keep: (node: FlowNode) => boolean): FlowNode[][] {
  return cycles(flow, keep).filter((circle) => {
    const inside = new Set(circle);
    return circle.every(
      (node) =>
        node.transitions.every(({ target }) => target && inside.has(flow.byId.get(target.id)!)) && !stopsShort(node),
    );
  });
}

/** Whether a walk can stop at the node because something there is not connected, or leads to no node. */
export function hasHole(flow: Flow, node: FlowNode): boolean {
  return node.transitions.some(({ target }) => !target || !flow.byId.has(target.id)) || stopsShort(node);
}

function stopsShort(node: FlowNode): boolean {
  return openExits(node).some(({ severity }) => severity === "error");
}
