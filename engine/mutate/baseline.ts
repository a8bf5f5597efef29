import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import type { Case } from "../flowtest/model.ts";
import { type CaseResult, runCase } from "../flowtest/run.ts";
import { visitsOf } from "../flowtest/visits.ts";
import type { Document } from "../formats/format.ts";
import type { Skill, State } from "../simulate/state.ts";
import type { Touch } from "./mutant.ts";

/** A file of tests whose cases walk the flow. */
export interface TestsOfFlow {
  /** As the user knows it. */
  readonly file: string;
  readonly document: Document;
  readonly skills?: readonly Skill[];
}

/** A case that passes as long as the flow is right. */
export interface Player {
  readonly testCase: Case;
  readonly tests: TestsOfFlow;
}

/** The cases that can notice something, and what each of them comes to. */
export interface Baseline {
  readonly players: readonly Player[];
  /** How many cases walk the flow and do not pass, so that they can notice nothing. */
  readonly unfit: number;
  /** The players that have done any of this, by their positions, in order. */
  touching(touch: Touch): readonly number[];
}

/** Plays every case that walks the flow. Yields now and then, so that whoever asked can do something else meanwhile. */
export function* baselineOf(flow: Flow, files: readonly TestsOfFlow[]): Generator<undefined, Baseline> {
  const players: Player[] = [];
  const did: Record<Touch["by"], Map<object, number[]>> = { taken: new Map(), tried: new Map(), entered: new Map() };
  let unfit = 0;
  for (const tests of files)
    for (const testCase of tests.document.tests?.cases ?? []) {
      if (testCase.flow && testCase.flow !== flow) continue;
      yield;
      const { status, state } = play({ testCase, tests }, flow);
      if (status === "failed" || status === "errored") unfit++;
      if (status !== "passed" || !state) continue;
      const at = players.push({ testCase, tests }) - 1;
      const note = (by: Touch["by"], what: object | undefined): void => {
        if (!what) return;
        const list = did[by].get(what);
        if (!list) did[by].set(what, [at]);
        else if (list.at(-1) !== at) list.push(at);
      };
      for (const { transition } of state.taken) note("taken", transition);
      for (const { transition, node } of state.tried) note("tried", transition ?? node);
      for (const node of entered(flow, state)) note("entered", node);
    }
  return {
    players,
    unfit,
    touching: ({ by, of }) => joined(of.map((each: Transition | FlowNode) => did[by].get(each) ?? none)),
  };
}

const none: readonly number[] = [];

/** A case played on a flow. */
export function play({ testCase, tests: { skills, file } }: Player, flow: Flow): CaseResult {
  // What is written into the case is the flow with nothing wrong in it.
  const one = testCase.flow ? { ...testCase, flow } : testCase;
  return runCase(one, flow, { skills, now: () => 0, file });
}

function entered(flow: Flow, state: State): Set<FlowNode | undefined> {
  return new Set(visitsOf(state).map(({ node }) => flow.byId.get(node)));
}

/** Each once, in order. */
function joined(lists: readonly (readonly number[])[]): readonly number[] {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length < 2 ? (filled[0] ?? none) : [...new Set(filled.flat())].sort((a, b) => a - b);
}
