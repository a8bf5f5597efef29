import type { Flow } from "../flow/flow.ts";
import { type Baseline, baselineOf, makesNoDifference, play, type TestsOfFlow } from "./baseline.ts";
import { isEquivalent } from "./equivalent.ts";
import { flowMutants, mutated } from "./flowMutants.ts";
import { mockMutants } from "./mockMutants.ts";
import { type FlowMutant, type MockMutant, type Mutant, type MutantKind, mutantKinds } from "./mutant.ts";
import { sameToCaller } from "./sameToCaller.ts";

/** What came of one mistake. */
export interface Judged {
  readonly mutant: Mutant;
  /**
   * `killed`: a case noticed, `by`. `equivalent`: nobody could notice. `survived`: the cases that came to it noticed nothing;
   * `unmet`: none came to it.
   */
  readonly verdict: "killed" | "survived" | "unmet" | "equivalent";
  /** The name of the first case that noticed. */
  readonly by?: string;
  /** Of a mistake in mocks, the file of tests it is made in; of all others, none: it is made in the flow's document. */
  readonly tests?: TestsOfFlow;
  /** What a case would have to do to come to it, to be read after "no case". */
  readonly words?: string;
}

/** What came of all of them. */
export interface Mutation {
  readonly judged: readonly Judged[];
  /** How many mistakes more could be made, beyond those that were. */
  readonly leftOut: number;
  /** How many cases pass on the flow as it is: the others can notice nothing. */
  readonly cases: number;
  readonly unfit: number;
}

/** How far the work is. Before the mistakes are known, `of` is 0. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

export interface MutateOptions {
  /** Only mistakes of these kinds; without it all. */
  readonly kinds?: readonly MutantKind[];
  /** At most so many. */
  readonly most?: number;
}

/** More than anybody reads; of a flow with more places for mistakes, every so manieth is tried. */
const MOST = 10_000;

/**
 * Makes one mistake after the other in a flow and plays the cases that come to it. Yields after each case that was played,
 * and each mistake judged: a caller may do other things in between, or give up. Same flow and tests, same answer.
 */
export function* mutation(
  flow: Flow,
  files: readonly TestsOfFlow[],
  { kinds = mutantKinds, most = MOST }: MutateOptions = {},
): Generator<Progress, Mutation> {
  const wanted = new Set(kinds);
  const baseline = yield* unmeasured(baselineOf(flow, files));
  const inMocks = wanted.has("mock") ? yield* unmeasured(mockMutants(flow, baseline)) : [];
  const possible: (FlowMutant | MockMutant)[] = [...flowMutants(flow, wanted), ...inMocks];
  const tried = sample(possible, most);
  const judged: Judged[] = [];
  for (const [done, mutant] of tried.entries()) {
    const work = "cases" in mutant ? judgeMocks(flow, mutant, baseline) : judgeFlow(flow, mutant, baseline);
    for (let step = work.next(); ; step = work.next()) {
      yield { done, of: tried.length };
      if (!step.done) continue;
      judged.push(step.value);
      break;
    }
  }
  return {
    judged,
    leftOut: possible.length - tried.length,
    cases: baseline.players.length,
    unfit: baseline.unfit,
  };
}

/** The same at one go. */
export function mutate(flow: Flow, files: readonly TestsOfFlow[], options?: MutateOptions): Mutation {
  const work = mutation(flow, files, options);
  for (let step = work.next(); ; step = work.next()) if (step.done) return step.value;
}

/** The numbers of a mutation. */
export interface Score {
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
  readonly equivalent: number;
  /** Percent of those that could be noticed which were, to one decimal; null where none could be. */
  readonly score: number | null;
}

export function scoreOf({ judged }: Pick<Mutation, "judged">): Score {
  const count = (verdict: Judged["verdict"]): number => judged.filter((one) => one.verdict === verdict).length;
  const [killed, equivalent, mutants] = [count("killed"), count("equivalent"), judged.length];
  const noticeable = mutants - equivalent;
  return {
    mutants,
    killed,
    survived: noticeable - killed,
    equivalent,
    // Cut, not rounded: 100 means all of them.
    score: noticeable === 0 ? null : Math.floor((killed / noticeable) * 1000) / 10,
  };
}

function* unmeasured<T>(work: Generator<undefined, T>): Generator<Progress, T> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    yield { done: 0, of: 0 };
  }
}

/** So many of them, evenly spread. */
function sample<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)]!);
}

function* judgeFlow(flow: Flow, mutant: FlowMutant, { players, touching }: Baseline): Generator<undefined, Judged> {
  const touched = touching(mutant.touch);
  const wrong = mutated(flow, mutant);
  for (const at of touched) {
    yield;
    const player = players[at]!;
    if (makesNoDifference(player, wrong, mutant.at)) continue;
    if (play(player, wrong, mutant.at).status !== "passed")
      return { mutant, verdict: "killed", by: player.testCase.name };
  }
  if (isEquivalent(flow, mutant, wrong)) return { mutant, verdict: "equivalent" };
  return { mutant, verdict: touched.length > 0 ? "survived" : "unmet", words: mutant.touch.words };
}

/** A case has one walk, so walking it with and without is all the proof there can be. */
function* judgeMocks(flow: Flow, mutant: MockMutant, { players }: Baseline): Generator<undefined, Judged> {
  let same = true;
  let tests: TestsOfFlow | undefined;
  for (const [at, testCase] of mutant.cases) {
    yield;
    const player = players[at]!;
    tests ??= player.tests;
    const result = play({ ...player, testCase }, flow);
    if (result.status !== "passed") return { mutant, verdict: "killed", by: testCase.name, tests };
    const { state } = play(player, flow);
    same &&= state !== undefined && result.state !== undefined && sameToCaller(state, result.state);
  }
  return { mutant, verdict: same ? "equivalent" : "survived", tests };
}
