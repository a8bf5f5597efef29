import type { Flow } from "../flow/flow.ts";
import { choose, heard } from "../simulate/choose.ts";
import { begin } from "../simulate/index.ts";
import { mockAnswer } from "../simulate/mock.ts";
import type { Answer, Option, Setup, Skill, State, ToolAnswer, Turn, Wants } from "../simulate/state.ts";
import type { Case, Mock } from "./model.ts";

/**
 * How far a case has been played: a value, so that whoever steps through a walk can keep one beside each state and take
 * up any of them again.
 */
export interface Cursor {
  /** Turns given so far. */
  readonly turns: number;
  /** Answers given so far from each list of mocks, whichever node asked. */
  readonly answers: ReadonlyMap<Mock, number>;
}

/** Before the first answer. */
export const opening: Cursor = { turns: 0, answers: new Map() };

/** A choice that a case made. What the words scored is worked out when asked for; see `choices.ts`. */
export interface MadeChoice {
  readonly node: string;
  /** Index of the turn it was made at. */
  readonly turn: number;
  /** What the caller said or pressed. */
  readonly said: string;
  readonly options: readonly Option[];
  /** Index of the option taken; undefined for none of them. */
  readonly take: number | undefined;
  readonly by: "overlap" | "script";
}

/** What a case answers, or why it cannot. */
export type Scripted =
  | { readonly answer: Answer; readonly cursor: Cursor; readonly choice?: MadeChoice }
  | { readonly stuck: string };

/** Where a case's own part of a walk begins, and how far it has been played there. */
export interface Beginning {
  readonly state: State;
  readonly cursor: Cursor;
}

/** The walk of a case up to where its first answer is needed. */
export function beginning(flow: Flow, testCase: Case, skills?: readonly Skill[]): Beginning {
  return { state: begin(flow, setupOf(testCase, skills)), cursor: opening };
}

/** What a walk of this case is begun with. */
export function setupOf(testCase: Case, skills?: readonly Skill[]): Setup {
  const { startAt, variables, confirm, options } = testCase;
  return { startAt: startAt?.id, variables, skills, confirm, options };
}

/**
 * The case's answer to what a state wants: the next turn, the mock of a tool, or a choice: the one that the turn says to
 * `take`, else the one that keyword overlap makes. The cursor has to be the one given with the answer before.
 */
export function answer(testCase: Case, wants: Exclude<Wants, { kind: "nothing" }>, cursor: Cursor): Scripted {
  switch (wants.kind) {
    case "turn": {
      const turn = testCase.turns[cursor.turns];
      return { answer: { kind: "turn", turn }, cursor: turn ? { ...cursor, turns: cursor.turns + 1 } : cursor };
    }
    case "tool":
      return mocked(testCase, wants.keys, cursor);
    case "choice":
      return chosen(wants, cursor);
  }
}

/** The first key that is mocked decides, even when its mock is of no use; a list is used entry by entry. */
function mocked({ mocks }: Case, keys: readonly string[], cursor: Cursor): Scripted {
  const key = keys.find((each) => mocks.has(each));
  const mock = key === undefined ? undefined : mocks.get(key);
  if (!mock) return { answer: { kind: "tool", answer: undefined }, cursor };
  const { entries } = mock;
  const used = cursor.answers.get(mock) ?? 0;
  const found: ToolAnswer | undefined = mockAnswer(entries[Math.min(used, entries.length - 1)]);
  // One entry answers every call alike and needs no counting.
  const answers = entries.length > 1 ? new Map(cursor.answers).set(mock, used + 1) : cursor.answers;
  return { answer: { kind: "tool", answer: found }, cursor: { ...cursor, answers } };
}

function chosen(wants: Extract<Wants, { kind: "choice" }>, cursor: Cursor): Scripted {
  const { node, options, turn } = wants;
  const made = { node, turn: cursor.turns - 1, said: heard(turn), options };
  if (turn.take === undefined) {
    const { take, score } = choose(options, made.said);
    return { answer: { kind: "choice", take, by: "overlap", score }, cursor, choice: { ...made, take, by: "overlap" } };
  }
  const take = indexNamed(turn.take, options);
  if (take === -1 && turn.take.toLowerCase() !== "stay") return { stuck: notOffered(turn, node, options) };
  const index = take === -1 ? undefined : take;
  return {
    answer: { kind: "choice", take: index, by: "script" },
    cursor,
    choice: { ...made, take: index, by: "script" },
  };
}

/** The option that a `take` names: by exact id, else by id without case; -1 for none. */
export function indexNamed(id: string, options: readonly Option[]): number {
  const exact = options.findIndex((option) => option.id === id);
  if (exact >= 0) return exact;
  const lower = id.toLowerCase();
  return options.findIndex((option) => option.id.toLowerCase() === lower);
}

/** Why a turn's `take` cannot be followed: it is none of the options at its node, if there are any. */
export function notOffered(turn: Turn, node: string, options: readonly Option[]): string {
  const offered =
    options.length === 0 ? "nothing is offered" : `offered: ${options.map((option) => option.id).join(", ")}`;
  return `take names "${turn.take}", which "${node}" does not offer; ${offered}`;
}
