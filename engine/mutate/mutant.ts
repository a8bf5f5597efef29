// What lives here: tests of tests. One mistake at a time is put into a flow, or into what its tools answer in a test, and
// the cases that come to it are played again: a mistake that none of them notices may be made by anybody tomorrow.

import type { FlowNode, Transition } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";
import type { Case } from "../flowtest/model.ts";
import type { ValueChange } from "../text/changed.ts";

export const mutantKinds = ["redirect", "drop", "swap", "invert", "blank", "mock"] as const;

/**
 * What is done wrong: a transition leads to another node, is missing, or has changed places with the next; a condition is
 * turned round; a variable is not bound; a tool's answer lacks a member.
 */
export type MutantKind = (typeof mutantKinds)[number];

/** One mistake, as data. */
export interface Mutant {
  /** The same as long as what it is made in keeps its names and its order. */
  readonly id: string;
  readonly kind: MutantKind;
  /** The smallest text one would edit to make it: in the flow's document, of a `mock` in the tests'. */
  readonly place: Place;
  /** The node it is made at; of a `mock` the node or tool that is mocked. */
  readonly node: string;
  /** What is otherwise, to be read after "if": `"tx-confirm" goes to "end-1" instead of "check"`. */
  readonly what: string;
  /** To that document. */
  readonly changes: readonly ValueChange[];
}

/** A mistake in a flow. */
export interface FlowMutant extends Mutant {
  readonly at: FlowNode;
  readonly touch: Touch;
}

/** What a case must have done for a mistake to matter to it. */
export interface Touch {
  /** Taken a transition, tried the condition of a transition or of a node, or come to a node. */
  readonly by: "taken" | "tried" | "entered";
  /** Any of them. */
  readonly of: readonly (Transition | FlowNode)[];
  /** That, to be read after "no case": `takes "tx-confirm" to "check"`. */
  readonly words: string;
}

/** A mistake in what a tool answers, in all cases of a file that mock it. */
export interface MockMutant extends Mutant {
  readonly kind: "mock";
  /** The cases as they are then, by the place of each among those that are played. */
  readonly cases: ReadonlyMap<number, Case>;
}
