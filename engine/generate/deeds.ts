import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import { remember } from "../text/remember.ts";
import { lastPassed, type Trail } from "./trail.ts";

/** Something a walk can do that is to be covered: take a transition, come to a node, find that a condition holds or not. */
export type Deed = Transition | FlowNode | Finding;

/** What became of a condition. */
export interface Finding {
  /** The transition whose condition it is, else its node. */
  readonly of: Transition | FlowNode;
  readonly held: boolean;
}

/** The same object for the same finding. */
export function finding(of: Transition | FlowNode, held: boolean): Finding {
  return findings(of)[held ? 1 : 0];
}

const findings = remember((of: Transition | FlowNode): readonly [Finding, Finding] => [
  { of, held: false },
  { of, held: true },
]);

/** What a walk has done since it was last answered. */
export function* lastDeeds(flow: Flow, trail: Trail): Iterable<Deed> {
  const { state, before } = trail;
  const { taken, tried } = state;
  yield* lastPassed(flow, trail);
  for (let i = before?.trail.state.taken.length ?? 0; i < taken.length; i++) {
    const { transition } = taken.at(i)!;
    if (transition) yield transition;
  }
  for (let i = before?.trail.state.tried.length ?? 0; i < tried.length; i++) {
    const { node, transition, held } = tried.at(i)!;
    yield finding(transition ?? node, held);
  }
}
