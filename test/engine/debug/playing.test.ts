// A walk forwards and back, in every dialect.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Playing, type Step } from "../../../engine/debug/playing.ts";
import { runCase, verdictOf } from "../../../engine/flowtest/run.ts";
import { setupOf } from "../../../engine/flowtest/script.ts";
import { traceLines } from "../../../engine/flowtest/transcript.ts";
import { writtenCase } from "../../../engine/flowtest/writtenCase.ts";
import { read } from "../../../engine/formats/index.ts";
import { askedOf } from "../../../engine/simulate/index.ts";
import { areas, booking, support } from "../flowtest/flows.ts";
import { fileOf } from "../flowtest/runFile.ts";

function playing(flow: object, written: object = {}) {
  const { tests } = fileOf({ flow, cases: [{ name: "it", ...written }] });
  const inline = tests!.flow && "inline" in tests!.flow ? tests!.flow.inline : undefined;
  const testCase = tests!.cases[0]!;
  return { testCase, flow: inline!, play: new Playing(inline!, testCase) };
}

/** Where a walk stands: `node kind`, and `?` with what it waits for. */
function at(play: Playing): string {
  const { entry, wants } = play;
  return `${entry?.step_id} ${entry?.kind}${wants && wants.kind !== "nothing" ? ` ?${wants.kind}` : ""}`;
}

function comeTo(play: Playing, node: string): void {
  while (play.entry?.step_id !== node) assert.equal(play.forward().kind, "entry");
}

/** Every place from here on, until the walk is over or asks. */
function onwards(play: Playing): string[] {
  const places: string[] = [];
  for (let step: Step = { kind: "entry", entry: play.entry! }; step.kind === "entry"; step = play.forward())
    places.push(at(play));
  return places;
}

const free = { "check-availability-step": { result: { status: "free" } } };
const covered = { find_area: { result: { covered: true, data: { name: "Cambridge" } } } };

describe("forwards and back", () => {
  it("goes through the trace entry by entry, and back the same way", () => {
    const { play } = playing(booking, { turns: ["I want to book Wednesday"], mocks: free });
    const forwards = onwards(play);
    assert.deepEqual(forwards, [
      "start-1 enter",
      "start-1 auto_advance",
      "ask-date-1 enter ?turn",
      "ask-date-1 eval",
      "check-availability-step enter ?tool",
      "check-availability-step tool_mock",
      "end-1 enter",
      "end-1 end",
    ]);
    const back = [at(play)];
    while (play.back()) back.push(at(play));
    assert.deepEqual(back.reverse(), forwards);
    assert.equal(play.back(), false, "there is nothing before the first entry");
    assert.deepEqual(onwards(play), forwards, "the same is played again");
    assert.deepEqual(play.forward(), { kind: "over" });
  });

  it("tells the way by which a node is left before it is taken", () => {
    const { play } = playing(booking, { turns: ["I want to book Wednesday"], mocks: free });
    const ways: string[] = [];
    do {
      const { leaving } = play;
      if (leaving) ways.push(`${at(play)}: ${leaving.transition?.handle} to ${leaving.to?.id}`);
    } while (play.forward().kind === "entry");
    assert.deepEqual(ways, [
      "start-1 auto_advance: next to ask-date-1",
      "ask-date-1 eval: choice to check-availability-step",
      "check-availability-step tool_mock: success to end-1",
    ]);
  });

  it("goes back to an earlier arrival and plays the case from there", () => {
    const { play } = playing(booking, {
      turns: ["I want to book Wednesday", "book Friday then"],
      mocks: { "check-availability-step": [{ result: { status: "busy" } }, { result: {} }] },
    });
    onwards(play);
    assert.deepEqual(
      play.visits.map(({ node }) => node),
      ["start-1", "ask-date-1", "check-availability-step", "ask-date-1", "check-availability-step", "end-1"],
    );
    play.restart(2);
    assert.equal(at(play), "check-availability-step enter ?tool");
    assert.deepEqual(onwards(play).slice(1, 3), ["check-availability-step tool_mock", "ask-date-1 enter ?turn"]);
    assert.equal(play.visits.at(-1)?.node, "end-1", "the first mock was used again, then the second");
  });

  it("what can be seen is told, and no more", () => {
    const { play, flow } = playing(areas, { turns: ["02139"], mocks: covered });
    const lines = () => traceLines(play.walked, flow).map(({ text }) => text.trim().replace(/\s+/g, " "));
    assert.deepEqual(lines(), [], "what is said comes with an entry of its own");
    play.forward();
    assert.deepEqual(lines(), ["agent Hi"]);
    comeTo(play, "b");
    assert.deepEqual(lines().slice(0, 3), ["agent Hi", "agent Your zip?", "caller 02139"]);
    assert.match(lines().at(-1)!, /^k → b find_area\b|^k called find_area\b/);
    comeTo(play, "m");
    assert.doesNotMatch(lines().at(-1)!, /^agent/);
    play.forward();
    assert.equal(lines().at(-1), "agent We serve Cambridge.");
  });
});

describe("a person answers", () => {
  it("where the case has nothing to say, and what was said can be said otherwise", () => {
    const { play } = playing(booking, { mocks: free });
    let step = play.forward();
    while (step.kind === "entry") step = play.forward();
    assert.equal(step.kind === "asks" && step.wants.kind, "turn");
    play.answer({ kind: "turn", turn: { user: "not interested" } });
    onwards(play);
    assert.equal(play.state.endedAt, "end-1");
    while (at(play) !== "ask-date-1 enter ?turn") play.back();
    play.answer({ kind: "turn", turn: { user: "book Wednesday" } });
    onwards(play);
    assert.deepEqual(
      play.answers.map(({ answer, by }) => `${answer.kind} ${by}`),
      ["turn person", "choice person", "tool script"],
    );
  });

  it("a turn in the place of the case's leaves the ones after it", () => {
    const { play } = playing(areas, { turns: ["02139", "never asked for"], mocks: covered });
    while (play.wants?.kind !== "turn") play.forward();
    play.answer({ kind: "turn", turn: { user: "99950" } });
    onwards(play);
    assert.equal(play.state.variables.get("zip"), "99950");
    assert.deepEqual(play.walked.unused, [{ index: 1, turn: { user: "never asked for" } }]);
  });

  it("a tool without a mock is asked for, unless the case says that it has none", () => {
    const asks = playing(areas, { turns: ["02139"] }).play;
    onwards(asks);
    assert.equal(asks.forward().kind, "asks");
    asks.answer({ kind: "tool", answer: { result: { covered: false } } });
    assert.deepEqual(onwards(asks).slice(-3), ["n say", "e enter", "e end"]);
    const expected = playing(areas, { turns: ["02139"], expect: { outcome: "unmocked_skill" } }).play;
    onwards(expected);
    assert.deepEqual(expected.forward(), { kind: "over" });
  });

  it("a choice that is not offered is asked for again", () => {
    const { play } = playing(booking, { turns: [{ user: "hm", take: "nowhere" }], mocks: free });
    onwards(play);
    const step = play.forward();
    assert.ok(step.kind === "asks" && step.wants.kind === "choice");
    assert.match(step.why!, /take names "nowhere", which "ask-date-1" does not offer; offered: tx-confirm, tx-decline/);
    play.answer({ kind: "choice", take: 1, by: "person" });
    onwards(play);
    assert.equal(play.state.endedAt, "end-1");
  });
});

describe("a value is set", () => {
  it("where the walk has just arrived, and the node sees it", () => {
    const { play } = playing(areas, { turns: ["02139"], mocks: covered });
    while (at(play) !== "b enter") play.forward();
    play.set("ok", false);
    assert.equal(at(play), "b enter");
    assert.deepEqual(onwards(play), ["b enter", "b branch", "n enter", "n say", "e enter", "e end"]);
    assert.deepEqual(
      [...play.state.says].map(({ text }) => text),
      ["Hi", "Your zip?", "Sorry, not 02139."],
    );
    assert.equal(play.state.calls.length, 1);
    assert.deepEqual(
      [...play.state.taken].map(({ transition }) => transition?.handle),
      ["success", "success", "success", "false", "success"],
    );
    assert.equal(play.touched, true);
  });

  it("behind a decision, which stays as it was", () => {
    const { play } = playing(areas, { turns: ["02139"], mocks: covered });
    while (at(play) !== "b branch") play.forward();
    play.set("area", "Somerville");
    assert.deepEqual(onwards(play).slice(1, 3), ["m enter", "m say"]);
    assert.equal(play.state.says.at(-1)?.text, "We serve Somerville.");
  });

  it("in a graph of voicetest, where an equation reads it", () => {
    const { play } = playing(support, { turns: [{ user: "a plan", take: "plan", slots: { plan: "basic" } }] });
    while (at(play) !== "plan extract") play.forward();
    play.set("plan", "gold");
    onwards(play);
    assert.equal(play.state.endedAt, "bye", "the equation was tried already");
    while (at(play) !== "greet speak ?turn") assert.ok(play.back());
    play.set("plan", "gold");
    assert.equal(play.state.variables.get("plan"), "gold");
    assert.equal(at(play), "greet speak ?turn");
  });

  it("while the walk waits, and going back and forth keeps it", () => {
    const { play } = playing(areas, { turns: ["02139"], mocks: covered });
    while (play.wants?.kind !== "turn") play.forward();
    play.set("caller", "Ana");
    play.back();
    play.forward();
    assert.equal(play.state.variables.get("caller"), "Ana");
    assert.equal(at(play), "c ask ?turn");
  });
});

describe("what is recorded passes when it is run", () => {
  const recorded = (flow: object, drive: (play: Playing) => void) => {
    const { play, testCase, flow: walked } = playing(flow);
    drive(play);
    const { state, answers } = play;
    const written = writtenCase("recorded", walked, setupOf(testCase), answers, state);
    const { tests } = read(JSON.stringify({ flow: "f.json", cases: [written] }), "a.flowtest.json");
    return { written, result: runCase(tests!.cases[0]!, walked, { now: () => 0, file: "a" }) };
  };

  it("at the end of a walk, and in the middle of one", () => {
    const { written, result } = recorded(areas, (play) => {
      onwards(play);
      play.answer({ kind: "turn", turn: { dtmf: "02139" } });
      onwards(play);
      play.answer({ kind: "tool", answer: { result: { covered: true, data: { name: "Cambridge" } } } });
      onwards(play);
    });
    assert.deepEqual(written.turns, [{ dtmf: "02139" }]);
    assert.equal(result.message, undefined);
    assert.equal(result.status, "passed");
    const middle = recorded(booking, (play) => {
      onwards(play);
      play.answer({ kind: "turn", turn: { user: "hm" } });
      onwards(play);
    });
    assert.equal(middle.result.message, undefined);
    assert.equal(middle.result.status, "passed");
  });
});

it("a walk that was played to its end is judged as a run judges it", () => {
  const expect = { ended_at: "end-err", says: ["Hi"] };
  const { play, testCase, flow } = playing(booking, { turns: ["book Wednesday"], mocks: free, expect });
  onwards(play);
  const { status, message } = runCase(testCase, flow, { now: () => 0, file: "a" });
  assert.equal(status, "failed");
  const verdict = verdictOf(testCase, play.walked);
  assert.deepEqual({ status: verdict.status, message: verdict.message }, { status, message });
});

it("whatever is done in whatever order, what can be seen is a part of the walk, and every arrival follows its way", () => {
  const acts = ["on", "on", "on", "back", "back", "restart", "set", "answer"] as const;
  const flows = [booking, areas, support];
  const property = fc.property(fc.nat(2), fc.array(fc.tuple(fc.constantFrom(...acts), fc.nat(9))), (which, done) => {
    const { play } = playing(flows[which]!);
    for (const [act, n] of done) {
      if (act === "back") play.back();
      else if (act === "restart") play.restart(n);
      else if (act === "set") play.set(["zip", "ok", "plan"][n % 3]!, n % 2 === 0 ? "gold" : n);
      else if (act === "on") play.forward();
      else if (play.wants?.kind === "turn")
        play.answer({ kind: "turn", turn: { user: "book Wednesday", slots: { n } } });
      else if (play.wants?.kind === "tool")
        play.answer({ kind: "tool", answer: n % 3 === 0 ? { error: n } : { result: n } });
      const { state, walked } = play;
      assert.ok(play.at >= 1 && play.at <= state.trace.length);
      assert.ok(walked.state.trace.length <= play.at + 1 && walked.state.says.length <= state.says.length);
      for (const { to, at } of state.taken) if (to) assert.equal(state.trace.at(at)?.step_id, to.id);
    }
  });
  fc.assert(property, { numRuns: 300 });
});

describe("questions", () => {
  const ask = (flow: object, given: object, text: string) => {
    const { play } = playing(flow, given);
    onwards(play);
    const told = askedOf(play.flow.format, text, play.state);
    return told.ok ? told.value : told.why;
  };

  it("of a variable by the name that texts of Yappr have it by, in braces or without", () => {
    const given = { variables: { customer: { name: "Ana" } }, turns: [] };
    for (const text of ["customer.name", "{{customer.name}}", "{{ customer.name }}"])
      assert.equal(ask(booking, given, text), "Ana", text);
    assert.equal(ask(booking, given, "{{customer.name}} == Ana"), true);
  });

  it("in the language of a playbook's branches", () => {
    const given = { turns: ["02139"], mocks: covered };
    assert.equal(ask(areas, given, "{zip}"), "02139");
    assert.equal(ask(areas, given, "zip"), "02139");
    assert.equal(ask(areas, given, '{area} == "Cambridge" and {ok}'), true);
    assert.equal(ask(areas, given, "{nobody}"), undefined);
    assert.match(String(ask(areas, given, "{zip} =~ 3")), /./);
  });

  it("as equations, on one line", () => {
    const given = { turns: [{ user: "a plan", take: "plan", slots: { plan: "gold" } }] };
    assert.equal(ask(support, given, "{{plan}}"), "gold");
    assert.equal(ask(support, given, "plan == gold"), true);
    assert.equal(ask(support, given, 'plan == "basic" or plan contains old'), true);
    assert.equal(ask(support, given, "age not_exist and plan exists"), true);
    assert.equal(
      ask(support, given, "a == 1 and b == 2 or c == 3"),
      'An equation is joined by "and" or by "or", not by both',
    );
  });

  it("as custom branches look into results", () => {
    const given = { turns: ["book Wednesday"], mocks: free, variables: { "caller.name": "Ana", who: { age: 7 } } };
    assert.equal(ask(booking, given, "$.status"), "free");
    assert.equal(ask(booking, given, "$.status == free"), true);
    assert.equal(ask(booking, given, '$.status != "free"'), false);
    assert.deepEqual(ask(booking, given, "results.Check Availability"), { status: "free" });
    assert.equal(ask(booking, given, "results.Check Availability.status"), "free");
    assert.equal(ask(booking, given, "{{caller.name}}"), "Ana");
    assert.equal(ask(booking, given, "who.age"), 7);
    assert.equal(ask(booking, given, "__proto__.x"), undefined);
    assert.equal(ask(booking, given, "{}"), "There is nothing to look up");
  });
});
