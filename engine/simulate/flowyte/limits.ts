import type { Limits } from "../limits.ts";
import { refusals } from "./refusals.ts";
import { prepare } from "./step.ts";

/** What a walk of a playbook never does. */
export const limits: Limits = {
  refusal: (flow) => refusals(flow)[0],

  *closed(_, node) {
    const { edges, step } = prepare(node);
    for (const transition of node.transitions) {
      const { handle } = transition;
      if (step.kind === "end") yield [transition, "the walk ends at this node"];
      else if (node.handles && !node.handles.includes(handle))
        yield [transition, `a ${node.type} node is never left by "${handle}"`];
      else if (edges.get(handle) !== transition) yield [transition, `another one leaves by "${handle}" before it`];
      else if (step.kind === "branch" && !step.condition.expression) yield [transition, "the condition cannot be read"];
    }
  },

  conditional: (node) => (node.kind === "logic" ? [undefined] : []),

  jumps: () => [],
  jumpsOnDemand: false,
};
