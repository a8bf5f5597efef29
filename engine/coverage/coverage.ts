// What lives here: which nodes, transitions and conditions of a flow its cases have come through, and which of them any
// case could. Walks tell what they did (`State.taken`, `State.tried`, arrivals in the trace); nothing here walks.

import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";

/** How often something happened, and in which cases. */
export interface Count {
  readonly hits: number;
  /** Positions among the cases of the coverage, ascending, each once. */
  readonly cases: readonly number[];
}

/** What can be covered. */
export interface Covered extends Count {
  /**
   * Why no case can come here, as a clause: "no transition leads here". What a case has come to never has one, so that
   * nothing covered is ever left out of the percentages.
   */
  readonly unreachable?: string;
}

/** What the cases of a flow have come through. */
export interface Coverage {
  readonly flow: Flow;
  /** The ids of the cases that walked it. */
  readonly cases: readonly string[];
  /** Every node, in the order of the flow. */
  readonly nodes: readonly NodeCoverage[];
}

export interface NodeCoverage extends Covered {
  readonly node: FlowNode;
  /** Every transition of the node, in its order. */
  readonly transitions: readonly TransitionCoverage[];
  /** Every condition on values that is tried at the node, in its order. */
  readonly conditions: readonly ConditionCoverage[];
}

export interface TransitionCoverage extends Covered {
  /** In words: `tx-confirm → check-availability-step`, `true → adult`. */
  readonly name: string;
  readonly transition: Transition;
}

/** A condition on values, and how often it was found to hold, and not to. */
export interface ConditionCoverage {
  /** In words: `age > 17`. */
  readonly text: string;
  readonly place: Place;
  /** What is taken where it holds; undefined for the one condition of a node that has two ways out. */
  readonly transition?: Transition;
  readonly held: Covered;
  readonly failed: Covered;
}

/** How much of something was covered; percentages are of what is reachable. */
export interface Share {
  readonly total: number;
  readonly reachable: number;
  readonly covered: number;
}

/** What can be covered of a flow, counted; of a condition each of its two answers counts. */
export interface Shares {
  readonly nodes: Share;
  readonly transitions: Share;
  readonly conditions: Share;
}

export function sharesOf({ nodes }: Pick<Coverage, "nodes">): Shares {
  return {
    nodes: shareOf(nodes),
    transitions: shareOf(nodes.flatMap(({ transitions }) => transitions)),
    conditions: shareOf(nodes.flatMap(({ conditions }) => conditions.flatMap(({ held, failed }) => [held, failed]))),
  };
}

/** The covered part of what is reachable in percent; 100 where nothing is. */
export function percentOf({ reachable, covered }: Share): number {
  return reachable === 0 ? 100 : (100 * covered) / reachable;
}

function shareOf(all: readonly Covered[]): Share {
  return {
    total: all.length,
    reachable: all.filter(({ unreachable }) => unreachable === undefined).length,
    covered: all.filter(({ hits }) => hits > 0).length,
  };
}
