import { toFlow } from "../../../engine/formats/yappr/index.ts";
import { choose, heard } from "../../../engine/simulate/choose.ts";
import { mockAnswer } from "../../../engine/simulate/mock.ts";
import type { Setup, State, Turn } from "../../../engine/simulate/state.ts";
import { type YapprOwn, yappr } from "../../../engine/simulate/walks/yappr.ts";

export interface Given {
  readonly turns?: readonly (string | Turn)[];
  /** By node id, as a request body has them. */
  readonly mocks?: Readonly<Record<string, unknown>>;
  readonly setup?: Setup;
}

/** Every state of a walk through `flowConfig`, answered as a flow test answers: turns, mocks, keyword overlap. */
export function states(flowConfig: unknown, { turns = [], mocks = {}, setup = {} }: Given): State<YapprOwn>[] {
  const flow = toFlow(flowConfig, []);
  const said = turns.map((turn) => (typeof turn === "string" ? { user: turn } : turn));
  const all = [yappr.begin(flow, setup)];
  for (;;) {
    const state = all.at(-1)!;
    const { wants } = state;
    if (wants.kind === "nothing") return all;
    if (wants.kind === "turn") all.push(yappr.advance(flow, state, { kind: "turn", turn: said[state.turns] }));
    else if (wants.kind === "tool") {
      const key = wants.keys.find((each) => Object.hasOwn(mocks, each));
      const answer = key === undefined ? undefined : mockAnswer(mocks[key]);
      all.push(yappr.advance(flow, state, { kind: "tool", answer }));
    } else if (wants.turn.take !== undefined) {
      const index = wants.options.findIndex(({ id }) => id === wants.turn.take);
      all.push(yappr.advance(flow, state, { kind: "choice", take: index < 0 ? undefined : index, by: "script" }));
    } else {
      const { take, score } = choose(wants.options, heard(wants.turn));
      all.push(yappr.advance(flow, state, { kind: "choice", take, by: "overlap", score }));
    }
  }
}

/** The last state of such a walk. */
export function walk(flowConfig: unknown, given: Given = {}): State<YapprOwn> {
  return states(flowConfig, given).at(-1)!;
}

/** How a walk ended. */
export function outcome(state: State): string | undefined {
  return state.wants.kind === "nothing" ? state.wants.outcome : undefined;
}

/** The trace, a line an entry: `step kind -> decision (reason)`. */
export function lines(state: State): string[] {
  return [...state.trace].map(
    ({ step_id, kind, decision, reason }) =>
      `${step_id} ${kind}${decision === undefined ? "" : ` -> ${decision}`}${reason === undefined ? "" : ` (${reason})`}`,
  );
}

/** A flow of these nodes. */
export function flowOf(...nodes: unknown[]): unknown {
  return { flow_config_version: "1", nodes };
}

/** A start that leads to `next`. */
export function start(next: string): unknown {
  return { id: "start", type: "start", next_step_id: next };
}

/** A conversation whose transitions are `[id, label, target]`. */
export function conversation(id: string, ...transitions: [string, string, string][]): unknown {
  return {
    id,
    type: "conversation",
    instructions: "Talk",
    transitions: transitions.map(([tx, label, next_step_id]) => ({ id: tx, label, next_step_id })),
  };
}

/** A tool node; `transitions` are as the vendor writes them. */
export function tool(id: string, transitions: Readonly<Record<string, unknown>>): unknown {
  return { id, type: "tool_call", tool_id: "t", transitions };
}

export function end(id = "end"): unknown {
  return { id, type: "end" };
}

/** A caller who books: a start, one question, one tool with all three ways out, two ends. */
export const booking = flowOf(
  { id: "start-1", type: "start", next_step_id: "ask-date-1" },
  {
    id: "ask-date-1",
    type: "conversation",
    instructions: "Ask for the day",
    transitions: [
      {
        id: "tx-confirm",
        label: "Caller wants to book",
        description: "Caller gave a day such as Wednesday",
        next_step_id: "check-availability-step",
      },
      { id: "tx-decline", label: "Caller declined", description: "Caller is not interested", next_step_id: "end-1" },
    ],
  },
  {
    id: "check-availability-step",
    type: "tool_call",
    name: "Check Availability",
    tool_id: "0b0c7b4e-7a55-4f6d-9c53-6f8f1f2d7a10",
    transitions: {
      success_next_step_id: "end-1",
      error_next_step_id: "end-err",
      custom: [{ id: "busy", label: "Busy", jsonpath: "$.status", equals: "busy", next_step_id: "ask-date-1" }],
    },
  },
  { id: "end-1", type: "end" },
  { id: "end-err", type: "end" },
);
