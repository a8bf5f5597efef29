// What lives here: a walk step by step, forwards and back, for whoever debugs one. Nothing here knows an editor or a debug
// protocol: lines, threads and messages are the server's.

import type { Flow } from "../flow/flow.ts";
import type { Answered } from "../flowtest/answered.ts";
import type { PlacedChoice, TakenTurn, Walked } from "../flowtest/drive.ts";
import type { Case } from "../flowtest/model.ts";
import {
  answer as answerOf,
  type Before,
  beginning,
  type Cursor,
  type MadeChoice,
  notOffered,
} from "../flowtest/script.ts";
import { isSpeech } from "../flowtest/telling.ts";
import { type Visit, visitsOf } from "../flowtest/visits.ts";
import { heard } from "../simulate/choose.ts";
import { advance, enter } from "../simulate/index.ts";
import type { Log } from "../simulate/log.ts";
import type { Answer, Option, Skill, State, Taken, ToolAnswer, TraceEntry, Wants } from "../simulate/state.ts";

/** A state a walk came to, and the answer that led there. */
export interface Moment {
  readonly state: State;
  /** How far the case has been played. */
  readonly cursor: Cursor;
  /** Undefined for the beginning. */
  readonly answered?: Given;
  /** Why the case cannot go on from here: its turn takes a choice where none is offered. */
  readonly stuck?: string;
  /** A person has set a value here. */
  readonly touched?: boolean;
}

/** An answer that was given, and to what. */
export interface Given extends Answered {
  readonly wants: Exclude<Wants, { kind: "nothing" }>;
  readonly by: "script" | "person";
  readonly choice?: MadeChoice;
}

/** What came of a step. */
export type Step =
  /** One more entry of the trace can be seen. */
  | { readonly kind: "entry"; readonly entry: TraceEntry }
  /** The walk wants what the case does not say, for the reason given where it says something wrong. */
  | { readonly kind: "asks"; readonly wants: Exclude<Wants, { kind: "nothing" }>; readonly why?: string }
  | { readonly kind: "over" };

/**
 * A case on its way through a flow. One answer may lead a walk through several nodes, so where it stands is an entry of
 * the trace; the entries behind it are known already. Going back forgets nothing: what was played is played again, until
 * a person answers or sets something else.
 */
export class Playing {
  readonly flow: Flow;
  private readonly testCase: Case;
  /** What was played before the case's own part. */
  readonly before: Before | undefined;
  private moments: readonly Moment[];
  /** Of the earliest moment whose trace has the entry, or of the one that was come to since. */
  private index = 0;
  private seen: number;
  /** What tools answer from now on, by node or tool, before the case is asked. */
  private readonly mocks = new Map<string, ToolAnswer>();

  /** Stands at the first entry of the trace; of a case with setups, where its own part begins. */
  constructor(flow: Flow, testCase: Case, skills?: readonly Skill[]) {
    this.flow = flow;
    this.testCase = testCase;
    const first = beginning(flow, testCase, skills);
    this.moments = [first];
    this.before = first.before;
    this.seen = Math.min(first.before?.trace ?? 1, first.state.trace.length);
  }

  /** How many entries of the trace can be seen; the walk stands at the last of them. */
  get at(): number {
    return this.seen;
  }

  /** The entry it stands at; undefined only for a walk that never began. */
  get entry(): TraceEntry | undefined {
    return this.state.trace.at(this.seen - 1);
  }

  get moment(): Moment {
    return this.moments[this.index]!;
  }

  /**
   * The state after the answer that wrote this entry. In the midst of what follows from an answer, its values are those
   * that they come to: a state has none in between.
   */
  get state(): State {
    return this.moment.state;
  }

  /** What the walk waits for here; undefined in the midst of what follows from an answer. */
  get wants(): Wants | undefined {
    return this.seen === this.state.trace.length ? this.state.wants : undefined;
  }

  /** Whether the walk is over, and nothing of it is left to be seen. */
  get over(): boolean {
    return this.wants?.kind === "nothing";
  }

  /** What a choice is between that the walk waits for, or that follows when the caller says something. */
  get offered(): readonly Option[] {
    const { wants } = this;
    if (wants?.kind === "choice") return wants.options;
    if (wants?.kind !== "turn") return [];
    const next = advance(this.flow, this.state, { kind: "turn", turn: { user: "?", take: "stay" } }).wants;
    return next.kind === "choice" ? next.options : [];
  }

  /** The state in which the walk was when just that much of the trace could be seen; see `state`. */
  stateAt(seen: number): State {
    return seen === this.seen ? this.state : this.moments[this.indexOf(seen)]!.state;
  }

  /** The nodes entered so far, in order. */
  get visits(): Visit[] {
    return visitsOf({ trace: this.state.trace.first(this.seen) });
  }

  /** The way by which the walk leaves where it stands: it is taken with the next step. */
  get leaving(): Taken | undefined {
    return this.leavingAt(this.seen);
  }

  /** The same where just that much of the trace can be seen, of what can be seen now. */
  leavingAt(seen: number): Taken | undefined {
    const { taken } = this.state;
    let [low, high] = [0, taken.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (taken.at(middle)!.at < seen) low = middle + 1;
      else high = middle;
    }
    const found = taken.at(low);
    return found?.at === seen ? found : undefined;
  }

  /** The answers given so far, in order. */
  get answers(): Given[] {
    return this.past.flatMap(({ answered }) => answered ?? []);
  }

  /** Whether a person has set a value on the way here, which no script can do. */
  get touched(): boolean {
    return this.past.some(({ touched }) => touched);
  }

  /** The turns taken so far, as a transcript tells of them. */
  get turns(): TakenTurn[] {
    let index = 0;
    return this.past.flatMap(({ answered }, i) => {
      if (answered?.answer.kind !== "turn" || !answered.answer.turn) return [];
      const { trace, says } = this.moments[i - 1]!.state;
      const { node } = answered.wants;
      return [{ node, index: index++, turn: answered.answer.turn, trace: trace.length, says: says.length }];
    });
  }

  /** The choices made so far, as a transcript tells of them. */
  get choices(): PlacedChoice[] {
    return this.past.flatMap(({ answered }, i) => {
      if (!answered?.choice) return [];
      const { trace, says } = this.moments[i - 1]!.state;
      return [{ ...answered.choice, trace: trace.length, says: says.length }];
    });
  }

  /** The walk as far as it can be seen, as a transcript tells of it and expectations judge it. */
  get walked(): Walked {
    const { flow, turns, choices, moment } = this;
    const before = this.before && this.seen >= this.before.trace ? this.before : undefined;
    const { state, cursor, stuck } = moment;
    const given = this.testCase.turns.slice(cursor.turns);
    const unused = given.map((turn, i) => ({ index: cursor.turns + i, turn }));
    if (this.wants) return { flow, state, turns, choices, unused, before, stuck };
    // In the midst of things: an arrival that is next belongs to what is told of the way there.
    const next = state.trace.at(this.seen)?.kind === "enter" ? 1 : 0;
    const seen = cut(state, this.moments[this.index - 1]?.state, this.seen);
    const node = this.entry?.step_id ?? "";
    const told = { ...seen, trace: state.trace.first(this.seen + next), wants: { kind: "turn", node } } as const;
    return { flow, state: told, turns, choices, unused, before };
  }

  /** Goes on to the next entry, with the case's answers; stays where it asks for what the case does not say. */
  forward(): Step {
    for (;;) {
      const { moment } = this;
      if (this.seen < moment.state.trace.length) {
        this.seen++;
        return { kind: "entry", entry: this.entry! };
      }
      if (this.index < this.moments.length - 1) {
        this.index++;
        continue;
      }
      const { wants } = moment.state;
      if (moment.stuck !== undefined && wants.kind !== "nothing") return { kind: "asks", wants, why: moment.stuck };
      if (wants.kind === "nothing") return { kind: "over" };
      const named = wants.kind === "tool" ? [...wants.keys, wants.tool] : [];
      const mocked = named.find((key) => this.mocks.has(key));
      if (mocked !== undefined) {
        const answer: Answer = { kind: "tool", answer: this.mocks.get(mocked) };
        this.give({ wants, answer, by: "person" }, moment.cursor);
        continue;
      }
      const scripted = answerOf(this.testCase, wants, moment.cursor);
      if ("stuck" in scripted) return { kind: "asks", wants, why: scripted.stuck };
      if (this.isOpen(wants, scripted.answer)) return { kind: "asks", wants };
      const asked = this.askedByPerson(wants);
      const given: Answer =
        asked && scripted.answer.kind === "choice" && scripted.answer.by === "script"
          ? { ...scripted.answer, by: "person" }
          : scripted.answer;
      this.give({ wants, answer: given, by: asked ? "person" : "script", choice: scripted.choice }, scripted.cursor);
    }
  }

  /** Goes back to the entry before; false at the first. */
  back(): boolean {
    if (this.seen <= 1) return false;
    this.goTo(this.seen - 1);
    return true;
  }

  /** Goes back to an arrival, the one of that position among the visits, and forgets all answers given since. */
  restart(visit: number): void {
    const found = this.visits[visit];
    if (!found) return;
    this.goTo(found.from + 1);
    this.forget();
  }

  /** Answers what the walk waits for, in place of the case; what followed from another answer is forgotten. */
  answer(answer: Answer): void {
    const { wants } = this;
    if (!wants || wants.kind === "nothing" || wants.kind !== answer.kind)
      throw new Error(`The walk wants ${wants?.kind ?? "nothing yet"}, it was answered with ${answer.kind}`);
    this.forget();
    const { cursor } = this.moment;
    // A turn stands in the place of the case's own, so that the ones after it are still to come.
    const replaces = answer.kind === "turn" && answer.turn && cursor.turns < this.testCase.turns.length;
    const next = replaces ? { ...cursor, turns: cursor.turns + 1 } : cursor;
    const choice = answer.kind === "choice" && wants.kind === "choice" ? choiceOf(wants, answer.take) : undefined;
    this.give({ wants, answer, by: "person", choice }, next);
  }

  /** What the tool of a node, or of that name, answers whenever it is called from now on. */
  mock(name: string, answer: ToolAnswer): void {
    this.mocks.set(name, answer);
  }

  /**
   * Sets a value. The next arrival sees it, and so does the node where the walk has just arrived; what follows from there
   * is walked anew, and what was played after it is forgotten.
   */
  set(name: string, value: unknown): void {
    this.forget();
    const { moment } = this;
    const { state } = moment;
    const changed = (from: State): State => ({ ...from, variables: new Map(from.variables).set(name, value) });
    const arrival = this.nextArrival();
    const node = arrival === undefined ? undefined : this.flow.byId.get(state.trace.at(arrival)!.step_id);
    const before = this.moments[this.index - 1]?.state;
    const now =
      arrival !== undefined && node ? enter(this.flow, changed(cut(state, before, arrival)), node) : changed(state);
    this.moments = this.moments.with(this.index, { ...moment, state: now, touched: true });
  }

  /** The first arrival from the entry where the walk stands on, which the answer has led to and nobody has seen the end of. */
  private nextArrival(): number | undefined {
    const { trace } = this.state;
    if (this.seen === trace.length) return undefined;
    for (let i = Math.max(0, this.seen - 1); i < trace.length; i++) if (trace.at(i)!.kind === "enter") return i;
    return undefined;
  }

  private get past(): readonly Moment[] {
    return this.moments.slice(0, this.index + 1);
  }

  private goTo(seen: number): void {
    this.seen = seen;
    this.index = this.indexOf(seen);
  }

  private indexOf(seen: number): number {
    const found = this.moments.findIndex(({ state }) => state.trace.length >= seen);
    return found < 0 ? this.moments.length - 1 : found;
  }

  private forget(): void {
    this.moments = this.past;
  }

  private give(answered: Given, cursor: Cursor): void {
    const state = advance(this.flow, this.state, answered.answer);
    const { answer, wants } = answered;
    const turn = answer.kind === "turn" ? answer.turn : undefined;
    const lost = turn?.take !== undefined && state.wants.kind !== "choice";
    const stuck = lost ? notOffered(turn, wants.node, []) : undefined;
    this.moments = [...this.moments, { state, cursor, answered, stuck }];
    this.index++;
  }

  /** Whether the case has nothing to say to this, so that a person should. */
  private isOpen(wants: Wants, answer: Answer): boolean {
    const { options, expect } = this.testCase;
    if (answer.kind === "turn" && !answer.turn) return expect?.outcome?.value !== "transcript_exhausted";
    if (answer.kind !== "tool" || answer.answer || wants.kind !== "tool") return false;
    // A graph of voicetest passes its tools by (vendor contract); and a case may say what becomes of a call without a mock.
    if (this.flow.format === "voicetest-graph" || (options.unmocked ?? "stop") !== "stop") return false;
    return !["unmocked_tool", "unmocked_skill"].includes(expect?.outcome?.value ?? "");
  }

  /** Whether the turn that a choice is about was a person's. */
  private askedByPerson(wants: Wants): boolean {
    const { answered } = this.moment;
    return wants.kind === "choice" && answered?.answer.kind === "turn" && answered.by === "person";
  }
}

function choiceOf(wants: Extract<Wants, { kind: "choice" }>, take: number | undefined): MadeChoice {
  const { node, options, turn } = wants;
  return { node, turn: 0, said: heard(turn), options, take, by: "script" };
}

/**
 * A state as it was before an arrival in the midst of what followed from an answer; `before` is the state that was
 * answered. Values stay those that the answer led to. Lines said and calls made carry no position: since the answer they
 * stand in the order of the visits to their nodes.
 */
function cut(state: State, before: State | undefined, arrival: number): State {
  const since = before?.trace.length ?? 0;
  let says = before?.says.length ?? 0;
  let calls = before?.calls.length ?? 0;
  let node = before?.node;
  for (let i = since; i < arrival; i++) {
    const entry = state.trace.at(i)!;
    if (entry.kind === "enter") node = entry.step_id;
    // A line that comes with an entry of its own is said with that.
    if (i === arrival - 1 && saysNext(state.trace.at(arrival))) break;
    while (says < state.says.length && state.says.at(says)!.node === node) says++;
    while (calls < state.calls.length && state.calls.at(calls)!.node === node) calls++;
  }
  return {
    ...state,
    trace: state.trace.first(arrival),
    says: state.says.first(says),
    calls: state.calls.first(calls),
    taken: upTo(state.taken, arrival),
    tried: upTo(state.tried, arrival),
    endedAt: null,
  };
}

function saysNext(entry: TraceEntry | undefined): boolean {
  return entry !== undefined && entry.kind !== "enter" && isSpeech(entry);
}

function upTo<T extends { readonly at: number }>(log: Log<T>, at: number): Log<T> {
  let { length } = log;
  while (length > 0 && log.at(length - 1)!.at > at) length--;
  return log.first(length);
}
