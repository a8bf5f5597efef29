import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import type { TestContext } from "../flowtest/context.ts";
import type { Halfway } from "../flowtest/drive.ts";
import type { Case } from "../flowtest/model.ts";
import { type CaseResult, caseIds, runCase } from "../flowtest/run.ts";
import { answer, type Cursor } from "../flowtest/script.ts";
import type { Document } from "../formats/format.ts";
import { advance } from "../simulate/index.ts";
import type { State } from "../simulate/state.ts";
import type { Touch } from "./mutant.ts";
import { sameNext } from "./sameNext.ts";

/** A file of tests whose cases walk the flow. */
export interface TestsOfFlow extends Pick<TestContext, "skills" | "snapshots"> {
  /** As the user knows it. */
  readonly file: string;
  readonly document: Document;
}

/** A case that passes as long as the flow is right. */
export interface Player {
  readonly testCase: Case;
  readonly id: string;
  readonly tests: TestsOfFlow;
  readonly walk: WalkBefore;
}

/** How a case walks the flow as it is. */
interface WalkBefore extends Pick<CaseResult, "turns" | "choices" | "before"> {
  /** Every moment at which it has answered; none of a walk whose moments are not kept. */
  readonly moments: readonly { readonly state: State; readonly cursor: Cursor }[];
  /** Lengths of the trace when it came to a node. */
  readonly entered: ReadonlyMap<string, readonly number[]>;
}

/** The cases that can notice something, and what each of them comes to. */
export interface Baseline {
  readonly players: readonly Player[];
  /** How many cases walk the flow and do not pass, so that they can notice nothing. */
  readonly unfit: number;
  /** The players that have done any of this, by their positions, in order. */
  touching(touch: Touch): readonly number[];
}

/** Of more moments than these none are kept, and walks are walked again from their beginning. */
const MOST_MOMENTS = 200_000;

/** Plays every case that walks the flow. Yields now and then, so that whoever asked can do something else meanwhile. */
export function* baselineOf(flow: Flow, files: readonly TestsOfFlow[]): Generator<undefined, Baseline> {
  const players: Player[] = [];
  const did: Record<Touch["by"], Map<object, number[]>> = { taken: new Map(), tried: new Map(), entered: new Map() };
  let unfit = 0;
  let kept = 0;
  for (const tests of files) {
    const cases = tests.document.tests?.cases ?? [];
    const ids = caseIds(tests.file, cases);
    for (const [i, testCase] of cases.entries()) {
      if (testCase.flow && testCase.flow !== flow) continue;
      yield;
      const moments: { state: State; cursor: Cursor }[] = [];
      const saw = kept < MOST_MOMENTS ? (state: State, cursor: Cursor) => moments.push({ state, cursor }) : undefined;
      const { skills, file, snapshots } = tests;
      const id = ids[i]!;
      const result = runCase(testCase, flow, { skills, snapshots, file, id, now: () => 0, drive: { saw } });
      const { status, state, turns, choices, before } = result;
      if (status === "failed" || status === "errored") unfit++;
      if (status !== "passed" || !state) continue;
      kept += moments.length;
      const entered = arrivals(state);
      const at = players.push({ testCase, id, tests, walk: { turns, choices, before, moments, entered } }) - 1;
      const note = (by: Touch["by"], what: object | undefined): void => {
        if (!what) return;
        const list = did[by].get(what);
        if (!list) did[by].set(what, [at]);
        else if (list.at(-1) !== at) list.push(at);
      };
      for (const { transition } of state.taken) note("taken", transition);
      for (const { transition, node } of state.tried) note("tried", transition ?? node);
      for (const id of entered.keys()) note("entered", flow.byId.get(id));
    }
  }
  return {
    players,
    unfit,
    touching: ({ by, of }) => joined(of.map((each: Transition | FlowNode) => did[by].get(each) ?? none)),
  };
}

const none: readonly number[] = [];

/**
 * A case played on a flow that has a mistake in it, at one node or in what the case itself says. Up to that node nothing is
 * otherwise, so the walk is taken up at the last moment before it comes there.
 */
export function play({ testCase, id, tests, walk }: Player, flow: Flow, wrongAt?: FlowNode): CaseResult {
  const { skills, snapshots, file } = tests;
  // What is written into the case is the flow with nothing wrong in it.
  const one = testCase.flow ? { ...testCase, flow } : testCase;
  const from = wrongAt && halfway(walk, wrongAt);
  return runCase(one, flow, { skills, snapshots, file, id, now: () => 0, ...(from && { drive: { from } }) });
}

/** The last moment of a walk before it comes to a node; undefined where it does so before the case's own part begins. */
function halfway({ moments, entered, turns, choices, before }: WalkBefore, node: FlowNode): Halfway | undefined {
  const moment = moments[momentBefore(moments, entered.get(node.id)?.[0] ?? -1)];
  if (!moment) return undefined;
  const { state, cursor } = moment;
  const isBefore = ({ trace }: { readonly trace: number }): boolean => trace < state.trace.length;
  return { state, cursor, before, turns: turns.filter(isBefore), choices: choices.filter(isBefore) };
}

/** The position of the last moment at which the trace was no longer than this; -1 where there is none. */
function momentBefore(moments: WalkBefore["moments"], length: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle]!.state.trace.length <= length) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Whether it is certain that a mistake at a node makes no difference to a case: whenever its walk is at that node, it goes
 * on just as it did. Most mistakes that a case does not notice are of this kind, and this is far less than a whole walk.
 */
export function makesNoDifference({ testCase, walk }: Player, flow: Flow, wrongAt: FlowNode): boolean {
  const { moments, entered } = walk;
  let next = 0;
  for (const arrival of entered.get(wrongAt.id) ?? none) {
    let at = momentBefore(moments, arrival);
    if (at < 0) return false;
    at = Math.max(at, next);
    do {
      const [now, then] = [moments[at], moments[at + 1]];
      if (!now || !then || now.state.wants.kind === "nothing") break;
      const scripted = answer(testCase, now.state.wants, now.cursor);
      if ("stuck" in scripted || !sameNext(now.state, advance(flow, now.state, scripted.answer), then.state))
        return false;
      at++;
    } while (moments[at]!.state.node === wrongAt.id);
    next = at;
  }
  return true;
}

function arrivals({ trace }: State): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (let i = 0; i < trace.length; i++) {
    const { kind, step_id } = trace.at(i)!;
    if (kind !== "enter") continue;
    const others = found.get(step_id);
    if (others) others.push(i);
    else found.set(step_id, [i]);
  }
  return found;
}

/** Each once, in order. */
function joined(lists: readonly (readonly number[])[]): readonly number[] {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length < 2 ? (filled[0] ?? none) : [...new Set(filled.flat())].sort((a, b) => a - b);
}
