import type { Log } from "./log.ts";
import type { Outcome, State, TraceEntry } from "./state.ts";

/** A walk as plain JSON. */
export interface WalkAnswer {
  readonly trace: readonly TraceEntry[];
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null while the walk still waits for something. */
  readonly outcome: Outcome | null;
  readonly ended_at_step_id: string | null;
  readonly says: readonly string[];
  /** A call that nobody could answer has neither a result nor an error. */
  readonly calls: readonly {
    readonly tool: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly result?: unknown;
    readonly error?: unknown;
  }[];
  readonly problems: readonly { readonly step_id: string | null; readonly message: string }[];
}

/** What a walk has done so far, in the shape in which flow tests, commands and reports show it. */
export function walkAnswer(state: State): WalkAnswer {
  return {
    trace: state.trace.toArray(),
    variables: Object.fromEntries(state.variables),
    outcome: state.wants.kind === "nothing" ? state.wants.outcome : null,
    ended_at_step_id: state.endedAt,
    says: each(state.says, ({ text }) => text),
    calls: each(state.calls, ({ tool, args, answer }) => ({ tool, args, ...answer })),
    problems: each(state.problems, ({ node, message }) => ({ step_id: node ?? null, message })),
  };
}

function each<T, U>(log: Log<T>, change: (item: T) => U): U[] {
  return log.toArray().map(change);
}
