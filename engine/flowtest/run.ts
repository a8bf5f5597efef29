import type { Flow } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";
import { mockAnswer } from "../simulate/mock.ts";
import type { Outcome, Skill, State } from "../simulate/state.ts";
import { nearest } from "../text/nearest.ts";
import { type DriveWith, drive, ownPart, type Walked } from "./drive.ts";
import { type Failure, judge } from "./expect.ts";
import type { Case } from "./model.ts";
import { outcomeOf } from "./outcome.ts";
import { isUnmocked } from "./script.ts";
import { shown } from "./shown.ts";
import { type Compared, compared, type Snapshots, snapshotFailure } from "./snapshot.ts";

/** What came of a case. */
export interface CaseResult {
  /** See `caseIds`. */
  readonly id: string;
  readonly name: string;
  readonly file: string;
  /** Where the case is written. */
  readonly place: Place;
  /** `errored` and `skipped`: there was no verdict, for the reason in `message`. */
  readonly status: "passed" | "failed" | "errored" | "skipped";
  readonly durationMs: number;
  /** What differed first, or why there is no verdict; undefined for a case that passed. */
  readonly message?: string;
  readonly failures: readonly Failure[];
  /** Undefined where there was no walk, or it could not go on. */
  readonly outcome?: Outcome;
  readonly endedAt: string | null;
  /** The flow that was walked, and the walk as far as it went; undefined where it never began. */
  readonly flow?: Flow;
  readonly state?: State;
  readonly turns: Walked["turns"];
  readonly choices: Walked["choices"];
  /** Turns the walk never asked for. */
  readonly unused: Walked["unused"];
  /** What was played before it. */
  readonly before?: Walked["before"];
  /** How its trace compares with the one that is kept, for a case that expects a snapshot and came to a verdict. */
  readonly snapshot?: Compared;
}

/** What a case is run with besides its flow. */
export interface RunWith {
  readonly skills?: readonly Skill[];
  /** The time in milliseconds, by any clock. */
  readonly now: () => number;
  /** The test file, as the user knows it. */
  readonly file: string;
  /** The case's id among those of its file; without it, its name makes one. */
  readonly id?: string;
  /** Why there is no flow, where that is known. */
  readonly why?: string;
  /** What is kept beside the file of traces; nothing, where it is absent. */
  readonly snapshots?: Snapshots;
  /** What looks on while it is played, and where it is taken up. */
  readonly drive?: Pick<DriveWith, "saw" | "from">;
  /** A trace of which nothing is kept passes, or one that has changed too: somebody will write down what it is now. */
  readonly accept?: "missing" | "all";
}

/**
 * Plays a case on a flow and judges it. Without expectations it passes when the outcome is `ended`, in a Flowyte playbook
 * also `branch_not_taken`. Never throws: a bug of ours is an errored case.
 */
export function runCase(testCase: Case, given: Flow | undefined, runWith: RunWith): CaseResult {
  const { skills, now, file, id = `${runWith.file}#${testCase.name}`, why } = runWith;
  const began = now();
  const finish = (verdict: Verdict, walked?: Walked): CaseResult => ({
    id,
    name: testCase.name,
    file,
    place: testCase.place,
    failures: [],
    outcome: walked && outcomeOf(walked.state),
    endedAt: walked?.state.endedAt ?? null,
    flow: walked?.flow,
    state: walked?.state,
    turns: walked?.turns ?? [],
    choices: walked?.choices ?? [],
    unused: walked?.unused ?? [],
    ...(walked?.before && { before: walked.before }),
    ...verdict,
    durationMs: now() - began,
  });
  const flow = testCase.flow ?? given;
  const hindrance = hindranceTo(testCase, flow, why);
  if (hindrance || !flow) return finish(hindrance ?? errored(noFlow));
  try {
    const walked = drive(flow, testCase, { skills, ...runWith.drive });
    return finish(verdictOf(testCase, walked, { ...runWith, id }), walked);
  } catch (error) {
    return finish(errored(`Flowproof failed here: ${error instanceof Error ? error.message : String(error)}`));
  }
}

/**
 * The ids of a file's cases, in order: `<file>#<name>`, and `~2`, `~3` behind names that were there before. A name's first
 * case keeps its id whatever is added after it, even a case that is really called `name~2`.
 */
export function caseIds(file: string, cases: readonly Case[]): readonly string[] {
  let known = idsOf.get(cases);
  if (known?.file !== file) {
    known = { file, ids: idsIn(file, cases) };
    idsOf.set(cases, known);
  }
  return known.ids;
}

/** Those that were asked for last: as long as a file stays the same it is asked again after each edit of its flow. */
const idsOf = new WeakMap<readonly Case[], { readonly file: string; readonly ids: readonly string[] }>();

function idsIn(file: string, cases: readonly Case[]): string[] {
  const taken = new Set(cases.map(({ name }) => name));
  const seen = new Map<string, number>();
  return cases.map(({ name }) => {
    let count = (seen.get(name) ?? 0) + 1;
    let unique = name;
    if (count > 1) {
      while (taken.has(`${name}~${count}`)) count++;
      unique = `${name}~${count}`;
      taken.add(unique);
    }
    seen.set(name, count);
    return `${file}#${unique}`;
  });
}

export type Verdict = Pick<CaseResult, "status"> & {
  readonly message?: string;
  readonly failures?: readonly Failure[];
  readonly snapshot?: Compared;
};

/** What a walk shows about its case, wherever it was driven from; see `runCase`. Without what is kept no trace is compared. */
export function verdictOf(testCase: Case, walked: Walked, kept?: Kept): Verdict {
  if (testCase.isSetup && !testCase.expect) return verdictOnSetup(testCase, walked);
  return withoutVerdict(testCase, walked) ?? verdictOn(testCase, walked, kept);
}

/** What is kept of a file's cases, and the case that is compared with it. */
export type Kept = Pick<RunWith, "file" | "snapshots" | "accept"> & { readonly id: string };

function errored(message: string): Verdict {
  return { status: "errored", message };
}

/** Why a case is not even begun, where nothing can be walked or nobody wants it to be. */
export function hindranceTo({ skip, startAt, setup }: Case, flow: Flow | undefined, why = noFlow): Verdict | undefined {
  if (skip !== undefined) return { status: "skipped", message: skip };
  if (!flow) return errored(why);
  if (setup && "why" in setup) return errored(setup.why);
  if (!startAt || flow.byId.has(startAt.id)) return undefined;
  const meant = nearest(startAt.id, flow.byId.keys());
  return errored(
    `start_at names "${startAt.id}", which is not a node${meant === undefined ? "" : `; did you mean "${meant}"?`}`,
  );
}

const noFlow = 'There is no flow to walk; name one under "flow", or pair the file with one in flowproof.json';

/** Why a walk shows nothing about the flow: it could not go on, and nobody expected just that. */
function withoutVerdict(testCase: Case, { state, stuck }: Walked): Verdict | undefined {
  if (stuck !== undefined) return errored(stuck);
  const outcome = outcomeOf(state);
  if (outcome === undefined || testCase.expect?.outcome?.value === outcome) return undefined;
  if (outcome === "unmocked_tool" || outcome === "unmocked_skill") return errored(unmocked(testCase, state));
  const why = state.problems.at(-1)?.message;
  if (outcome === "invalid") return errored(`The flow cannot be walked${why ? `: ${why}` : ""}`);
  if (outcome === "invalid_condition")
    return errored(`The condition of "${state.node}" cannot be read${why ? `: ${why}` : ""}`);
  return undefined;
}

/** The mock that is missing, or the one that is there and says neither what comes back nor what goes wrong. */
function unmocked({ mocks }: Case, state: State): string {
  const { node, tool } = state.calls.at(-1) ?? { node: state.node ?? "", tool: "" };
  const what = outcomeOf(state) === "unmocked_skill" && tool !== "" ? `"${tool}"` : "a tool";
  const key = [node, tool].find((each) => mocks.has(each));
  const mock = key === undefined ? undefined : mocks.get(key);
  if (!mock) return `"${node}" called ${what} without a mock; add one under "mocks"`;
  if (mock.entries.length === 0) return `"${node}" called ${what} whose mock "${key}" is an empty list`;
  const unusable = mock.entries.find((entry) => mockAnswer(entry) === undefined);
  return `"${node}" called ${what} whose mock ${shown(unusable, 60)} has neither "result" nor "error"`;
}

/** A case that others begin after, and that expects nothing itself, passes when they can (Flowproof's choice). */
function verdictOnSetup(testCase: Case, walked: Walked): Verdict {
  const { state, stuck, unused } = walked;
  if (stuck !== undefined) return errored(stuck);
  const outcome = outcomeOf(state);
  if (outcome === "transcript_exhausted" || (isUnmocked(state) && unused.length === 0)) return { status: "passed" };
  const verdict = withoutVerdict(testCase, walked);
  if (verdict) return verdict;
  const where = state.endedAt === null ? `The outcome is ${outcome}` : `Ended at "${state.endedAt}"`;
  const message = `${where}, so no case can begin where this one ends`;
  return {
    status: "failed",
    message,
    failures: [{ message, expected: "transcript_exhausted", actual: outcome ?? "open", place: testCase.place }],
  };
}

function verdictOn({ expect, place }: Case, walked: Walked, kept?: Kept): Verdict {
  const own = ownPart(walked);
  const failures = expect ? judge(own, expect) : notEnded(walked, place);
  const snapshot = kept && expect?.snapshot && comparedWith(kept, own);
  if (snapshot && kept.accept !== "all" && kept.accept !== snapshot.status) {
    const failure = snapshotFailure(snapshot, kept.snapshots ?? none, expect.snapshot!);
    if (failure) failures.push(failure);
  }
  const [first] = failures;
  const verdict: Verdict = first ? { status: "failed", message: first.message, failures } : { status: "passed" };
  return snapshot ? { ...verdict, snapshot } : verdict;
}

function comparedWith({ id, file, snapshots = none }: Kept, own: Walked): Compared {
  return compared(id.slice(file.length + 1), own, snapshots);
}

const none: Snapshots = new Map();

function notEnded({ flow, state }: Walked, place: Place): Failure[] {
  const actual = outcomeOf(state) ?? "open";
  if (actual === "ended" || (actual === "branch_not_taken" && flow.format === "flowyte-playbook")) return [];
  const why = whyStopped(state);
  return [
    { message: `The outcome is ${actual}, expected ended${why ? `: ${why}` : ""}`, expected: "ended", actual, place },
  ];
}

function whyStopped(state: State): string | undefined {
  if (outcomeOf(state) === "transcript_exhausted") return `no turn was left at "${state.node}"`;
  const last = state.problems.at(-1);
  return last?.node === state.node ? last?.message : undefined;
}
