import type { Flow } from "../flow/flow.ts";
import { advance } from "../simulate/index.ts";
import type { Skill, State, Turn } from "../simulate/state.ts";
import type { Case } from "./model.ts";
import { answer, type Before, type Beginning, beginning, type Cursor, type MadeChoice, notOffered } from "./script.ts";

/** A walk that a case was played on to its end, or to where the case could not go on. */
export interface Walked {
  readonly flow: Flow;
  readonly state: State;
  /** Every turn that the case itself took, in order. */
  readonly turns: readonly TakenTurn[];
  readonly choices: readonly PlacedChoice[];
  /** Turns the walk never asked for, with their index in the case. */
  readonly unused: readonly { readonly index: number; readonly turn: Turn }[];
  /** What was played before the case's own part, which alone is told above; undefined where nothing was. */
  readonly before?: Before;
  /** Why the case could not go on, such as a choice that was not offered. */
  readonly stuck?: string;
}

/** A turn, and how long the walk's logs were when it was taken: what comes before it in each of them. */
export interface TakenTurn extends Moment {
  readonly node: string;
  readonly index: number;
  readonly turn: Turn;
}

/** A choice, and where in the walk it was made. */
export interface PlacedChoice extends MadeChoice, Moment {}

interface Moment {
  /** Length of the trace. */
  readonly trace: number;
  /** Number of lines said. */
  readonly says: number;
}

export interface DriveWith {
  readonly skills?: readonly Skill[];
  /** Told of every state: where the case's own part begins, and after each answer. */
  readonly saw?: (state: State, cursor: Cursor) => void;
  /** Taken up there instead of where the case begins. */
  readonly from?: Halfway;
}

/** A walk that has come some way on the same flow, or on one that was the same to it so far. */
export interface Halfway extends Pick<Walked, "state" | "turns" | "choices" | "before"> {
  readonly cursor: Cursor;
}

/**
 * Plays a case on a flow: turns in order, mocks for tools, choices by `take` or keyword overlap. Same flow and case, same
 * walk. Throws when a walk breaks its contract, which is a bug of ours.
 */
export function drive(flow: Flow, testCase: Case, { skills, saw, from }: DriveWith = {}): Walked {
  const turns: TakenTurn[] = from ? [...from.turns] : [];
  const choices: PlacedChoice[] = from ? [...from.choices] : [];
  let exhausted = false;
  const begun: Beginning = from ?? beginning(flow, testCase, skills);
  let { state, cursor } = begun;
  const walked = (stuck?: string): Walked => ({
    flow,
    state,
    turns,
    choices,
    unused: testCase.turns.slice(cursor.turns).map((turn, i) => ({ index: cursor.turns + i, turn })),
    before: begun.before,
    stuck,
  });
  saw?.(state, cursor);
  if (begun.stuck !== undefined) return walked(begun.stuck);
  while (state.wants.kind !== "nothing") {
    const { wants } = state;
    const scripted = answer(testCase, wants, cursor);
    if ("stuck" in scripted) return walked(scripted.stuck);
    const moment = { trace: state.trace.length, says: state.says.length };
    if (scripted.choice) choices.push({ ...scripted.choice, ...moment });
    const { kind } = scripted.answer;
    const turn = kind === "turn" ? scripted.answer.turn : undefined;
    if (turn) turns.push({ node: wants.node, index: cursor.turns, turn, ...moment });
    else if (kind === "turn" && exhausted) throw new Error("The walk asked for another turn after the last");
    else if (kind === "turn") exhausted = true;
    cursor = scripted.cursor;
    state = advance(flow, state, scripted.answer);
    saw?.(state, cursor);
    if (turn?.take !== undefined && state.wants.kind !== "choice") return walked(notOffered(turn, wants.node, []));
  }
  return walked();
}

/**
 * The case's own part of a walk, as if it had begun at the node where it stood then: what is judged, and kept. Variables and
 * results are what they came to.
 */
export function ownPart(walked: Walked): Walked {
  const { before, state } = walked;
  if (!before) return walked;
  const since = before.trace - 1;
  const placed = <T extends Moment>(moment: T): T => ({
    ...moment,
    trace: moment.trace - since,
    says: moment.says - before.says,
  });
  return {
    ...walked,
    state: {
      ...state,
      trace: state.trace.from(before.trace, { step_id: before.node, kind: "enter" }),
      says: state.says.from(before.says),
      calls: state.calls.from(before.calls),
    },
    turns: walked.turns.map(placed),
    choices: walked.choices.map(placed),
  };
}
