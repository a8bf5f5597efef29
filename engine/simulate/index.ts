import type { Flow, FlowFormat } from "../flow/flow.ts";
import type { Answer, Setup, State, Walk } from "./state.ts";
import { flowyte } from "./walks/flowyte.ts";
import { voicetest } from "./walks/voicetest.ts";
import { yappr } from "./walks/yappr.ts";

// A walk only ever meets states that it made itself, so the type of what it keeps in them is its own affair.
const walks = {
  "yappr-flow": yappr,
  "flowyte-playbook": flowyte,
  "voicetest-graph": voicetest,
} as Record<FlowFormat, Walk>;

/** The first state of a walk through `flow`, advanced to where it first needs an answer. */
export function begin(flow: Flow, setup: Setup = {}): State {
  return walks[flow.format].begin(flow, setup);
}

/**
 * The state after an answer. Pure: same flow, state and answer, same result. Any earlier state can be advanced again.
 * Throws when the answer is not of the kind the state wants, which is a mistake of the driver, not of the user.
 */
export function advance(flow: Flow, state: State, answer: Answer): State {
  if (state.wants.kind !== answer.kind)
    throw new Error(`The walk wants ${state.wants.kind}, it was answered with ${answer.kind}`);
  return walks[flow.format].advance(flow, state, answer);
}
