// A playbook written short, and the smallest driver that can walk it: turns in order, mocks call by call.

import { toFlow, toSkills } from "../../../engine/formats/flowyte/index.ts";
import { walkAnswer } from "../../../engine/simulate/answer.ts";
import type { Setup, State, ToolAnswer, Turn } from "../../../engine/simulate/state.ts";
import { flowyte } from "../../../engine/simulate/walks/flowyte.ts";

type Nodes = Record<string, [type: string, data?: Record<string, unknown>]>;

/** A playbook graph from `id: [type, data]` and from edges written "a > b" or "a true> b". */
export function graph(nodes: Nodes, edges: readonly string[]): Record<string, unknown> {
  return {
    flowId: "f",
    nodes: Object.entries(nodes).map(([id, [type, data]]) => ({ id, type, ...(data && { data }) })),
    connections: edges.map((edge, i) => {
      const [, source, sourceHandle, target] = /^(\S+) (\S*)> (\S*)$/.exec(edge)!;
      return { id: `x${i}`, source, target, ...(sourceHandle && { sourceHandle }) };
    }),
  };
}

export interface Script extends Omit<Setup, "skills"> {
  readonly turns?: readonly (string | Turn)[];
  /** By node or tool: what is answered call by call, the last again and again. */
  readonly mocks?: Readonly<Record<string, readonly ToolAnswer[]>>;
  /** The decoded text of a skill catalogue. */
  readonly skills?: unknown;
}

/** The last state of a walk. */
export function run(written: unknown, script: Script = {}): State {
  const flow = toFlow(written, []);
  const { turns = [], mocks = {}, skills, ...setup } = script;
  const used = new Map<string, number>();
  let state = flowyte.begin(flow, skills === undefined ? setup : { ...setup, skills: toSkills(skills) });
  for (;;) {
    const { wants } = state;
    if (wants.kind === "turn") {
      const turn = turns[state.turns];
      state = flowyte.advance(flow, state as never, {
        kind: "turn",
        turn: typeof turn === "string" ? { user: turn } : turn,
      });
    } else if (wants.kind === "tool") {
      const key = wants.keys.find((each) => mocks[each] !== undefined);
      const index = used.get(key ?? "") ?? 0;
      used.set(key ?? "", index + 1);
      const list = mocks[key ?? ""] ?? [];
      state = flowyte.advance(flow, state as never, { kind: "tool", answer: list[index] ?? list.at(-1) });
    } else return state;
  }
}

/** What a walk did, as a person would tell it. */
export function told(state: State) {
  const answer = walkAnswer(state);
  return {
    outcome: answer.outcome,
    ended: answer.ended_at_step_id,
    path: answer.trace.filter(({ kind }) => kind === "enter").map(({ step_id }) => step_id),
    kinds: answer.trace.map(({ kind, step_id }) => `${kind} ${step_id}`),
    says: answer.says,
    calls: answer.calls,
    variables: answer.variables,
    problems: answer.problems.map(({ message }) => message),
  };
}

/** The entries of one kind. */
export function entries(state: State, kind: string) {
  return state.trace.toArray().filter((entry) => entry.kind === kind);
}
