import type { Flow, FlowNode } from "../flow/flow.ts";
import type { Condition } from "../simulate/possible.ts";
import type { Counts } from "./collector.ts";
import type { ConditionCoverage, Count, Coverage, Covered, NodeCoverage } from "./coverage.ts";
import { transitionName } from "./named.ts";
import { type Reach, reachOf } from "./reach.ts";

/** Counts put beside everything that there is to cover. */
export function measured(flow: Flow, counts: Counts): Coverage {
  const reach = reachOf(flow, { from: counts.nodes.keys(), jumps: counts.jumps, variables: counts.variables });
  return { flow, cases: counts.cases, nodes: flow.nodes.map((node) => nodeCoverage(node, counts, reach)) };
}

function nodeCoverage(node: FlowNode, counts: Counts, reach: Reach): NodeCoverage {
  const why = reach.whyNot(node);
  const { closed, conditions } = reach.possible(node);
  const texts = new Map(conditions.map(({ transition, text }) => [transition, text]));
  const closes = why === undefined ? undefined : `no case can come to "${node.id}"`;
  return {
    node,
    ...covered(counts.nodes.get(node), why),
    transitions: node.transitions.map((transition) => ({
      transition,
      name: transitionName(transition, texts.get(transition)),
      ...covered(
        counts.transitions.get(transition),
        closes ?? closed.get(transition) ?? reach.nowhere(node, transition),
      ),
    })),
    conditions: conditions.map((condition) => conditionCoverage(node, condition, counts, closes)),
  };
}

function conditionCoverage(
  node: FlowNode,
  { text, place, transition, neverHolds, neverFails }: Condition,
  { held, failed }: Counts,
  why: string | undefined,
): ConditionCoverage {
  const key = transition ?? node;
  return {
    text,
    place,
    ...(transition && { transition }),
    held: covered(held.get(key), why ?? neverHolds),
    failed: covered(failed.get(key), why ?? neverFails),
  };
}

const nothing: Count = { hits: 0, cases: [] };

function covered({ hits, cases }: Count = nothing, unreachable: string | undefined): Covered {
  return unreachable === undefined || hits > 0 ? { hits, cases } : { hits, cases, unreachable };
}
