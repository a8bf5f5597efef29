import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Flow } from "../../../engine/flow/flow.ts";
import type { Answered } from "../../../engine/flowtest/answered.ts";
import { runCase } from "../../../engine/flowtest/run.ts";
import { writtenCase } from "../../../engine/flowtest/writtenCase.ts";
import { read } from "../../../engine/formats/index.ts";
import { choose, heard } from "../../../engine/simulate/choose.ts";
import { advance, begin } from "../../../engine/simulate/index.ts";
import type { Answer, Setup, State, ToolAnswer, Turn } from "../../../engine/simulate/state.ts";
import type { Json } from "../../../engine/text/value.ts";
import { areas, booking, support } from "./flows.ts";

/** Answers a walk in order; where it wants more than there are, it is left there. */
function walked(flow: Flow, setup: Setup, answers: readonly (Turn | number | undefined | ToolAnswer)[]) {
  const given: Answered[] = [];
  let state = begin(flow, setup);
  for (const one of answers) {
    if (state.wants.kind === "nothing") break;
    const answer = answerOf(state, one);
    given.push({ wants: state.wants, answer });
    state = advance(flow, state, answer);
  }
  return { given, state };
}

function answerOf({ wants }: State, given: Turn | number | undefined | ToolAnswer): Answer {
  if (wants.kind === "turn")
    return { kind: "turn", turn: typeof given === "number" ? { user: "yes" } : (given as Turn) };
  if (wants.kind === "choice") return { kind: "choice", take: given as number | undefined, by: "person" };
  return { kind: "tool", answer: given as ToolAnswer | undefined };
}

function flowOf(written: object): Flow {
  return read(JSON.stringify(written), "flow.json").flow!;
}

function run(flow: Flow, written: Json, setup: Setup = {}) {
  const { tests } = read(JSON.stringify({ flow: "f.json", cases: [written] }), "a.flowtest.json");
  return runCase(tests!.cases[0]!, flow, { skills: setup.skills, now: () => 0, file: "a.flowtest.json" });
}

function caseOf(flow: Flow, setup: Setup, answers: readonly (Turn | number | undefined | ToolAnswer)[]): Json {
  const { given, state } = walked(flow, setup, answers);
  return writtenCase("it", flow, setup, given, state);
}

describe("a walk as a case to be written", () => {
  it("has words alone where they choose the same, and take where they do not", () => {
    const flow = flowOf(booking);
    assert.deepEqual(
      caseOf(flow, {}, [
        { user: "I want to book Wednesday" },
        0,
        { result: { status: "busy" } },
        { user: "well" },
        undefined,
        { user: "well" },
        0,
        { result: { status: "free" } },
      ]),
      {
        name: "it",
        turns: ["I want to book Wednesday", "well", { user: "well", take: "tx-confirm" }],
        mocks: { "check-availability-step": [{ result: { status: "busy" } }, { result: { status: "free" } }] },
        expect: {
          outcome: "ended",
          ended_at: "end-1",
          path: ["start-1", "ask-date-1", "check-availability-step", "ask-date-1", "check-availability-step", "end-1"],
          results: { "Check Availability": { status: "free" } },
        },
      },
    );
  });

  it("stays where its words would go on", () => {
    const flow = flowOf(booking);
    const written = caseOf(flow, {}, [{ user: "book" }, undefined, { user: "not interested" }, 1]);
    assert.deepEqual(written.turns, [{ user: "book", take: "stay" }, "not interested"]);
    assert.equal(run(flow, written).status, "passed");
  });

  it("expects what was bound, called and said of it", () => {
    const flow = flowOf(areas);
    const result = { covered: true, data: { name: "Cambridge" } };
    assert.deepEqual(
      caseOf(flow, { options: { recollect: false } }, [{ silence: true }, { dtmf: "02139" }, { result }]),
      {
        name: "it",
        options: { recollect: false },
        turns: [{ silence: true }, { dtmf: "02139" }],
        mocks: { k: { result } },
        expect: {
          outcome: "ended",
          ended_at: "e",
          path: ["s", "c", "k", "b", "m", "e"],
          variables: { zip: "02139", area: "Cambridge", ok: true },
          calls: [{ tool: "find_area", args: { zip: "02139" } }],
          says: ["Cambridge"],
        },
      },
    );
  });

  it("tells two ways to one node apart by what was decided", () => {
    const parallel = structuredClone(booking);
    parallel.nodes[1]!.transitions = (parallel.nodes[1]!.transitions as { next_step_id: string }[]).map((each) => ({
      ...each,
      next_step_id: "end-1",
    })) as never;
    const written = caseOf(flowOf(parallel), {}, [{ user: "hm" }, undefined, { user: "declined" }, 1]);
    assert.deepEqual((written.expect as Json).decisions, { "ask-date-1": "tx-decline" });
  });

  it("a walk that was left in the middle expects what comes of it", () => {
    const flow = flowOf(booking);
    assert.deepEqual((caseOf(flow, {}, [{ user: "well" }, undefined]).expect as Json).outcome, "transcript_exhausted");
    const unmocked = caseOf(flow, {}, [{ user: "Wednesday" }, 0]);
    assert.deepEqual((unmocked.expect as Json).outcome, "unmocked_tool");
    assert.equal(run(flow, unmocked).status, "passed");
  });

  it("the last answer of a tool repeats, and an error of no words is one still", () => {
    const flow = flowOf(booking);
    const busy = { result: { status: "busy" } };
    const turn = { user: "Wednesday" };
    const written = caseOf(flow, {}, [turn, 0, busy, turn, 0, busy, turn, 0, { error: "" }]);
    assert.deepEqual(written.mocks, { "check-availability-step": [busy, busy, { error: "error" }] });
    const same = caseOf(flow, {}, [turn, 0, busy, turn, 0, busy, turn, 1]);
    assert.deepEqual(same.mocks, { "check-availability-step": busy });
  });

  it("begins where the walk began, with what came with the call", () => {
    const flow = flowOf(support);
    const setup = { startAt: "plan", variables: { plan: "gold", constructor: "x", ["__proto__"]: 1 } };
    const written = caseOf(flow, setup, []);
    assert.deepEqual(written.start_at, "plan");
    assert.deepEqual(written.variables, setup.variables);
    assert.deepEqual((written.expect as Json).path, ["plan", "vip"]);
    assert.equal(run(flow, written).status, "passed");
  });
});

const word = fc.constantFrom(
  "book",
  "Wednesday",
  "declined",
  "not interested",
  "yes",
  "no",
  "plan",
  "hangs up",
  "",
  "gold",
);
const turns: fc.Arbitrary<Turn> = fc.oneof(
  word.map((user) => ({ user })),
  fc.constantFrom<Turn>({ silence: true }, { dtmf: "02139" }, { dtmf: "12" }, { dtmf: "#" }, {}),
  fc.record({
    user: word,
    slots: fc.dictionary(fc.constantFrom("zip", "plan", "ok", "area"), fc.jsonValue({ maxDepth: 1 })),
  }),
  fc.record({ user: word, confirm: fc.boolean() }),
);
const answers: fc.Arbitrary<ToolAnswer | undefined> = fc.oneof(
  fc.constantFrom(undefined, { error: "down" }, { result: { status: "busy" } }, { result: { covered: true } }),
  fc.jsonValue({ maxDepth: 2 }).map((result) => ({ result })),
  fc.jsonValue({ maxDepth: 1 }).map((error) => ({ error: error || "x" })),
);
const skills = read(
  JSON.stringify({ skills: [{ tool: "find_area", confirm: true, confirmPrompt: "Look up {zip}?" }] }),
  "a.flowyte-skills.json",
).skills!;

describe("read back and run, a written case passes", () => {
  for (const [title, flow, setups] of [
    ["Yappr", flowOf(booking), [{}, { options: { globals: "fallback" } }, { options: { unmocked: "error" } }]],
    ["Flowyte", flowOf(areas), [{}, { skills }, { options: { recollect: true } }, { confirm: ["find_area"] }]],
    ["voicetest", flowOf(support), [{}, { variables: { plan: "gold" } }, { startAt: "plan" }]],
  ] as const satisfies readonly [string, Flow, readonly Setup[]][])
    it(title, () => {
      fc.assert(
        fc.property(
          fc.constantFrom<Setup>(...setups),
          fc.array(fc.record({ turn: turns, tool: answers, take: fc.option(fc.nat(1), { nil: undefined }) }), {
            maxLength: 12,
          }),
          (setup, script) => {
            const given: Answered[] = [];
            let state = begin(flow, setup);
            for (const { turn, tool, take } of script) {
              if (state.wants.kind === "nothing") break;
              const answer: Answer =
                state.wants.kind === "turn"
                  ? { kind: "turn", turn }
                  : state.wants.kind === "tool"
                    ? { kind: "tool", answer: tool }
                    : {
                        kind: "choice",
                        take: take ?? choose(state.wants.options, heard(state.wants.turn)).take,
                        by: "person",
                      };
              given.push({ wants: state.wants, answer });
              state = advance(flow, state, answer);
            }
            const written = writtenCase("it", flow, setup, given, state);
            const { status, message } = run(flow, written, setup);
            assert.equal(`${status}: ${message}`, "passed: undefined", JSON.stringify(written));
          },
        ),
        { numRuns: 500 },
      );
    });
});
