import type { Flow, FlowNode } from "../flow/flow.ts";
import type { Answered } from "../flowtest/answered.ts";
import { advance, begin } from "../simulate/index.ts";
import type { Answer, Setup, State } from "../simulate/state.ts";

/** A moment of a walk, and how it was come to. Earlier moments are shared by all walks that go on from them. */
export interface Trail {
  readonly setup: Setup;
  readonly state: State;
  /** The moment before and what it was answered; undefined at the beginning. */
  readonly before?: { readonly trail: Trail; readonly given: Answered };
  /** Answers given. */
  readonly length: number;
}

export function beginTrail(flow: Flow, setup: Setup): Trail {
  return { setup, state: begin(flow, setup), length: 0 };
}

/** The moment after an answer, which has to be of the kind that is wanted. */
export function goOn(flow: Flow, trail: Trail, answer: Answer): Trail {
  const { setup, state, length } = trail;
  const before = { trail, given: { wants: state.wants, answer } };
  return { setup, state: advance(flow, state, answer), before, length: length + 1 };
}

/** The moments of a walk, the first first. */
export function momentsOf(trail: Trail): Trail[] {
  const moments: Trail[] = [];
  for (let at: Trail | undefined = trail; at; at = at.before?.trail) moments.push(at);
  return moments.reverse();
}

/** What a walk was answered, in order. */
export function answersOf(trail: Trail): Answered[] {
  return momentsOf(trail).flatMap(({ before }) => before?.given ?? []);
}

/** The nodes that a walk has come through since it was last answered, the one that was answered first. */
export function lastPassed(flow: Flow, trail: Trail): FlowNode[] {
  const from = flow.byId.get(trail.before?.trail.state.node ?? "");
  return from ? [from, ...lastEntered(flow, trail)] : lastEntered(flow, trail);
}

/** The nodes that a walk has come to since it was last answered. */
export function lastEntered(flow: Flow, { state: { trace }, before }: Trail): FlowNode[] {
  const found: FlowNode[] = [];
  for (let i = before?.trail.state.trace.length ?? 0; i < trace.length; i++) {
    const { kind, step_id } = trace.at(i)!;
    const node = kind === "enter" ? flow.byId.get(step_id) : undefined;
    if (node) found.push(node);
  }
  return found;
}
