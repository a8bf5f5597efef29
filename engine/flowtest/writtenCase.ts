import type { Flow } from "../flow/flow.ts";
import { read } from "../formats/index.ts";
import { choose, heard } from "../simulate/choose.ts";
import type { Setup, State, Turn } from "../simulate/state.ts";
import type { Json } from "../text/value.ts";
import type { Answered } from "./answered.ts";
import { drive, ownPart } from "./drive.ts";
import type { Case } from "./model.ts";
import { type Before, indexNamed } from "./script.ts";
import { writtenExpectations } from "./writtenExpectations.ts";
import { writtenMocks } from "./writtenMocks.ts";

/**
 * A walk as a case to be written into a file of flow tests: what it was begun with, its turns in their shortest form, what
 * the tools answered by the nodes that called them, and what is to be expected. `answers` are those of the walk in order,
 * `state` its last. Read back and run on the same flow the case passes; of a walk that still wants something it expects
 * what comes of it without another turn or mock. `after` is what was played before the case: it is named, and what came of
 * it is not expected.
 *
 * What it expects is what a tester would write down: how and where the walk ended, the nodes on the way, what was bound
 * and called with which arguments; of what was said only the values said in it, so that other words break nothing
 * (Flowproof's choice).
 */
export function writtenCase(
  name: string,
  flow: Flow,
  setup: Setup,
  answers: readonly Answered[],
  state: State,
  after?: { readonly setup: Case["setup"]; readonly before: Before },
): Json {
  const { startAt, variables, confirm, options } = setup;
  const mocks = writtenMocks(answers);
  const played: Json = {
    name,
    ...(after && { setup: writtenSetup(after.setup) }),
    ...(startAt !== undefined && { start_at: startAt }),
    ...(isFilled(variables) && { variables }),
    ...(confirm && confirm.length > 0 && { confirm }),
    ...(isFilled(options) && { options }),
    turns: writtenTurns(answers),
    ...(mocks && { mocks }),
  };
  const isDone = state.wants.kind === "nothing" && answers.every(canBeWritten);
  const last = isDone ? state : playedOut(flow, played, setup, after?.setup);
  const own = after
    ? ownPart({ flow, state: last, turns: [], choices: [], unused: [], before: after.before }).state
    : last;
  return { ...played, expect: writtenExpectations(flow, setup, own) };
}

/** The last state of a case that is not in a file yet. */
function playedOut(flow: Flow, played: Json, { skills }: Setup, setup: Case["setup"]): State {
  const text = JSON.stringify({ flow: "flow.json", cases: [played] });
  const testCase = read(text, "written.flowtest.json").tests!.cases[0]!;
  return drive(flow, { ...testCase, setup }, { skills }).state;
}

/** What names the setups of a case: the last of them, and those before it that it does not begin after anyway. */
function writtenSetup(setup: Case["setup"]): unknown {
  const cases = setup && "cases" in setup ? setup.cases : [];
  let first = cases.length - 1;
  for (; first > 0; first--) {
    const own = cases[first]!.setup;
    if (own && "cases" in own) break;
  }
  const names = cases.slice(Math.max(0, first)).map(({ name }) => name);
  return names.length === 1 ? names[0] : names;
}

/** The turns, each with the choice made at it where its words would have chosen otherwise. */
function writtenTurns(answers: readonly Answered[]): unknown[] {
  return answers.flatMap(({ answer }, i) => {
    if (answer.kind !== "turn" || !answer.turn) return [];
    const next = answers[i + 1];
    return [written(answer.turn, next && taken(answer.turn, next))];
  });
}

/** Whether a choice can be named, if need be: of two options of one id the second cannot. */
function canBeWritten({ wants, answer }: Answered): boolean {
  if (wants.kind !== "choice" || answer.kind !== "choice") return true;
  const { take } = answer;
  return take === undefined
    ? indexNamed("stay", wants.options) < 0
    : indexNamed(wants.options[take]?.id ?? "", wants.options) === take;
}

/** The `take` that a turn needs for the choice that followed it; undefined where its words choose the same. */
function taken(turn: Turn, { wants, answer }: Answered): string | undefined {
  if (wants.kind !== "choice" || answer.kind !== "choice") return undefined;
  const { options } = wants;
  const byWords = turn.take === undefined && choose(options, heard(turn)).take === answer.take;
  if (byWords) return undefined;
  return answer.take === undefined ? "stay" : options[answer.take]?.id;
}

function written({ user, dtmf, silence, slots, confirm }: Turn, take: string | undefined): unknown {
  const turn = {
    ...(user !== undefined && { user }),
    ...(dtmf !== undefined && { dtmf }),
    ...(silence && { silence }),
    ...(isFilled(slots) && { slots }),
    ...(confirm !== undefined && { confirm }),
    ...(take !== undefined && { take }),
  };
  const members = Object.keys(turn).length;
  if (members === 0) return { silence: true }; // a turn in which nothing happens has no other form
  return members === 1 && user !== undefined ? user : turn;
}

function isFilled<T extends object>(value: T | undefined): value is T {
  return value !== undefined && Object.values(value).some((member) => member !== undefined);
}
