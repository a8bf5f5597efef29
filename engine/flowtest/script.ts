import type { Flow } from "../flow/flow.ts";
import { choose, heard } from "../simulate/choose.ts";
import { advance, begin, resume } from "../simulate/index.ts";
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
  /** What was played before it; undefined where nothing was. */
  readonly before?: Before;
  /** Why it cannot begin there: nothing that is answered from here on shows anything. */
  readonly stuck?: string;
}

/** The part of a walk that was played before a case, by its setups. */
export interface Before {
  /** What they are called, in order. */
  readonly names: readonly string[];
  /** The node where the walk stands. */
  readonly node: string;
  /** How long the walk's logs are: what comes behind is the case's own. */
  readonly trace: number;
  readonly says: number;
  readonly calls: number;
}

/**
 * The walk of a case up to where its first answer is needed. A case with setups begins where the last of them has no answer
 * left: it is out of turns, or calls a tool that it does not mock (Flowproof's choice). Its own variables are set there, and
 * its own mocks, tools to confirm and options count from there on.
 */
export function beginning(flow: Flow, testCase: Case, skills?: readonly Skill[]): Beginning {
  const { setup } = testCase;
  if (!setup) return { state: begin(flow, setupOf(testCase, skills)), cursor: opening };
  if ("why" in setup) return { state: begin(flow), cursor: opening, stuck: setup.why };
  let ends = afterFirst;
  let at: Beginning | undefined;
  for (const one of setup.cases) {
    let found = ends.get(one);
    if (found?.flow !== flow || found.skills !== skills) {
      found = { flow, skills, end: playedOut(flow, one, taken(flow, one, at, skills)), next: new WeakMap() };
      ends.set(one, found);
    }
    at = found.end;
    if (at.stuck !== undefined) return at;
    ends = found.next;
  }
  const begun = taken(flow, testCase, at, skills);
  const { node = "", trace, says, calls } = begun.state;
  const names = setup.cases.map(({ name }) => name);
  return { ...begun, before: { names, node, trace: trace.length, says: says.length, calls: calls.length } };
}

/** Where a setup ended that was played on a flow, and where the setups that were played after it did. */
interface Ended {
  readonly flow: Flow;
  readonly skills: readonly Skill[] | undefined;
  readonly end: Beginning;
  readonly next: WeakMap<Case, Ended>;
}

/** Many cases begin after the same one, which is played once for all of them: states never change. */
const afterFirst = new WeakMap<Case, Ended>();

/** A walk as a case takes it up: from its start, or where the case before it has left it. */
function taken(flow: Flow, testCase: Case, at: Beginning | undefined, skills?: readonly Skill[]): Beginning {
  if (!at) return { state: begin(flow, setupOf(testCase, skills)), cursor: opening };
  return { state: resume(flow, at.state, testCase), cursor: { ...at.cursor, turns: 0 } };
}

/** Plays a setup until it has no answer left. */
function playedOut(flow: Flow, one: Case, begun: Beginning): Beginning {
  let { state, cursor } = begun;
  const stuck = (why: string): Beginning => ({ state, cursor, stuck: `The setup "${one.name}" ${why}` });
  if (one.flow && one.flow !== flow) return stuck("walks a flow of its own, not the one of this case");
  while (state.wants.kind !== "nothing") {
    const { wants } = state;
    const left = one.turns.length - cursor.turns;
    if (wants.kind === "turn" && left === 0) return { state, cursor };
    const scripted = answer(one, wants, cursor);
    if ("stuck" in scripted) return stuck(`cannot be played: ${scripted.stuck}`);
    const next = advance(flow, state, scripted.answer);
    if (isUnmocked(next)) {
      return left === 0
        ? { state, cursor }
        : stuck(`calls the tool of "${wants.node}" without a mock, with turns left`);
    }
    const turn = scripted.answer.kind === "turn" ? scripted.answer.turn : undefined;
    state = next;
    cursor = scripted.cursor;
    if (turn?.take !== undefined && state.wants.kind !== "choice")
      return stuck(`cannot be played: ${notOffered(turn, wants.node, [])}`);
  }
  const { outcome } = state.wants;
  const where = state.endedAt === null ? `comes to nothing (${outcome})` : `ends at "${state.endedAt}"`;
  const why = outcome === "ended" ? undefined : state.problems.at(-1)?.message;
  return stuck(`${where}, so nothing can begin after it${why ? `: ${why}` : ""}`);
}

/** Whether a walk is over because nobody could say what a tool answers. */
export function isUnmocked({ wants }: State): boolean {
  return wants.kind === "nothing" && (wants.outcome === "unmocked_tool" || wants.outcome === "unmocked_skill");
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
