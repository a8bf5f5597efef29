// The smallest driver there can be: turns in order, choices by `take` or keyword overlap, tools from a list of mocks.

import type { Flow } from "../../../engine/flow/flow.ts";
import { toFlow } from "../../../engine/formats/voicetest/index.ts";
import { choose, heard } from "../../../engine/simulate/choose.ts";
import type { Answer, Setup, State, ToolAnswer, Turn } from "../../../engine/simulate/state.ts";
import { type VoicetestOwn, voicetest } from "../../../engine/simulate/walks/voicetest.ts";

export type VoicetestState = State<VoicetestOwn>;

/** A graph as a flow; `entry` is the first node where nothing else is said. */
export function flowOf(nodes: Record<string, unknown>, more: Record<string, unknown> = {}): Flow {
  return toFlow({ entry_node_id: Object.keys(nodes)[0], source_type: "custom", nodes, ...more }, []);
}

export function answerTo(
  { wants }: VoicetestState,
  turns: Iterator<Turn | string>,
  mocks: Record<string, ToolAnswer> = {},
): Answer {
  switch (wants.kind) {
    case "turn": {
      const next = turns.next();
      if (next.done) return { kind: "turn", turn: undefined };
      return { kind: "turn", turn: typeof next.value === "string" ? { user: next.value } : next.value };
    }
    case "choice": {
      const { take } = wants.turn;
      if (take !== undefined) {
        const index = wants.options.findIndex((option) => option.id === take);
        return { kind: "choice", take: index < 0 ? undefined : index, by: "script" };
      }
      const made = choose(wants.options, heard(wants.turn));
      return { kind: "choice", take: made.take, by: "overlap", score: made.score };
    }
    case "tool": {
      const key = wants.keys.find((each) => Object.hasOwn(mocks, each));
      return { kind: "tool", answer: key === undefined ? undefined : mocks[key] };
    }
    case "nothing":
      throw new Error("The walk is over");
  }
}

export function play(
  flow: Flow,
  turns: readonly (Turn | string)[] = [],
  { mocks, ...setup }: Setup & { mocks?: Record<string, ToolAnswer> } = {},
): VoicetestState {
  const given = turns[Symbol.iterator]();
  let state = voicetest.begin(flow, setup);
  while (state.wants.kind !== "nothing") state = voicetest.advance(flow, state, answerTo(state, given, mocks));
  return state;
}

export function outcomeOf({ wants }: VoicetestState): string {
  return wants.kind === "nothing" ? wants.outcome : `waiting for a ${wants.kind}`;
}

/** The nodes entered, in order: what voicetest calls `nodes_visited`. */
export function pathOf({ trace }: VoicetestState): string[] {
  return [...trace].filter(({ kind }) => kind === "enter").map(({ step_id }) => step_id);
}

/** The trace but for the nodes entered, a line an entry. */
export function told({ trace }: VoicetestState): string[] {
  return [...trace]
    .filter(({ kind }) => kind !== "enter")
    .map(({ step_id, kind, decision, reason }) => {
      const line = `${step_id} ${kind}${decision === undefined ? "" : ` -> ${decision}`}`;
      return reason === undefined ? line : `${line}: ${reason}`;
    });
}
