import { choose, fragility, heard } from "../choose.ts";
import type { Outcome, State, TraceEntry, Turn, WalkProblem } from "../state.ts";
import type { Evaluation, YapprOwn } from "../walks/yappr.ts";

/** What the hosted flow test answers (vendor contract). */
export interface YapprResponse {
  readonly trace: readonly TraceEntry[];
  /** Results by the tool node's name, or its id where it has none; the last one wins. */
  readonly named_results: Readonly<Record<string, unknown>>;
  /** How the hosted one fills these is not documented; a local walk leaves them empty (Flowproof's choice). */
  readonly slot_values: Readonly<Record<string, never>>;
  /** The terminal where the walk stopped, or null where it reached none. */
  readonly ended_at_step_id: string | null;
}

/** A walk in exactly the shape of the hosted answer, so that the two can be compared and stored alike. */
export function yapprResponse(state: State): YapprResponse {
  return {
    trace: state.trace.toArray(),
    named_results: Object.fromEntries(state.results),
    slot_values: {},
    ended_at_step_id: state.endedAt,
  };
}

/** What Flowproof knows about a local walk beyond the hosted answer. */
export interface YapprLocal {
  /** Undefined for a walk that is still waiting for something. */
  readonly outcome: Outcome | undefined;
  readonly problems: readonly WalkProblem[];
  readonly consumedTurns: number;
  /** Turns left over when the walk was over; no error (Flowproof's choice). */
  readonly unusedTurns: readonly Turn[];
  /** The nodes entered, in order, each as often as it was entered. */
  readonly visited: readonly string[];
  /** The ways taken, in order; a jump to a global node has the handle `global`. */
  readonly takenEdges: readonly TakenEdge[];
  readonly decisions: readonly Decision[];
}

export interface TakenEdge {
  readonly from: string;
  readonly to: string;
  readonly handle: string;
  /** The transition's id, where it has one. */
  readonly id?: string;
}

/** An entry of the trace that decided something, or decided to stay. */
export interface Decision {
  readonly node: string;
  readonly decision: string;
  readonly reason?: string;
  /** What was said, at a conversation. */
  readonly heard?: string;
  /** Why a choice by overlap hangs by a thread; it never changes the choice. */
  readonly fragile?: string;
}

/** The local half of the result of a walk through a Yappr flow. `turns` are all that the walk was given. */
export function yapprLocal(state: State, turns: readonly Turn[]): YapprLocal {
  const own = state.own as YapprOwn; // made by this dialect's walk, and by nobody else
  const visited: string[] = [];
  const decisions: Decision[] = [];
  let evaluations = 0;
  for (const { step_id, kind, decision, reason } of state.trace) {
    if (kind === "enter") visited.push(step_id);
    if (decision === undefined) continue;
    const found: Decision = reason === undefined ? { node: step_id, decision } : { node: step_id, decision, reason };
    // The last one, with the transcript exhausted, heard nothing.
    const evaluation = kind === "eval" ? own.evaluations.at(evaluations++) : undefined;
    decisions.push(evaluation ? { ...found, ...weighed(evaluation) } : found);
  }
  return {
    outcome: state.wants.kind === "nothing" ? state.wants.outcome : undefined,
    problems: state.problems.toArray(),
    consumedTurns: state.turns,
    unusedTurns: turns.slice(state.turns),
    visited,
    takenEdges: [...state.taken].flatMap(({ from, to, transition }) =>
      to
        ? {
            from: from.id,
            to: to.id,
            handle: transition?.handle ?? "global",
            ...(transition?.id === undefined ? {} : { id: transition.id }),
          }
        : [],
    ),
    decisions,
  };
}

function weighed({ turn, options, by }: Evaluation): Pick<Decision, "heard" | "fragile"> {
  const said = heard(turn);
  const fragile = by === "overlap" ? fragility(options, said, choose(options, said)) : undefined;
  return fragile === undefined ? { heard: said } : { heard: said, fragile };
}
