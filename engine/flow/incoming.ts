import { remember } from "../text/remember.ts";
import type { Flow, FlowNode, Transition } from "./flow.ts";

/** A way into a node: the transition and the node it leaves; without a transition it comes along with that node. */
export interface Incoming {
  readonly from: FlowNode;
  readonly transition?: Transition;
}

/** The ways into a node that are written down, in the order of the file; a jump to a global node is none. */
export function incoming(flow: Flow, node: FlowNode): readonly Incoming[] {
  return waysInto(flow)[node.index] ?? [];
}

const waysInto = remember((flow: Flow): readonly (readonly Incoming[])[] => {
  const ways: Incoming[][] = flow.nodes.map(() => []);
  for (const from of flow.nodes) {
    for (const transition of from.transitions) {
      const to = transition.target && flow.byId.get(transition.target.id);
      if (to) ways[to.index]!.push({ from, transition });
    }
    for (const { id } of from.also) {
      const to = flow.byId.get(id);
      if (to) ways[to.index]!.push({ from });
    }
  }
  return ways;
});
