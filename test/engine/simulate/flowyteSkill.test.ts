import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Turn } from "../../../engine/simulate/state.ts";
import { entries, graph, run, type Script, told } from "./flowyteWalk.ts";

const calling = (data: object, edges: string[] = []) =>
  graph(
    {
      s: ["start"],
      k: ["skill", { tool: "book", ...data }],
      m: ["message", { text: "Sorry" }],
      e: ["end"],
    },
    ["s > k", "k > e", "m > e", ...edges],
  );
const fine = { book: [{ result: { id: 5 } }] };

describe("the arguments of a call", () => {
  const variables = { n: 3, who: { name: "Ann" }, none: null, ok: false, list: [1] };
  const args = (written: object, script: Script = {}) =>
    told(run(calling({ args: written }), { variables, mocks: fine, ...script })).calls[0]?.args;
  const catalogue = { skills: [{ tool: "book", params: { a: {}, b: { required: true } } }] };

  test("keep the type of a value that is all of a template", () => {
    assert.deepEqual(args({ a: "{n}", b: "{ who }", c: "{none}", d: "{ok}", e: "{who.name}", f: "{list.0}" }), {
      a: 3,
      b: { name: "Ann" },
      c: null,
      d: false,
      e: "Ann",
      f: 1,
    });
  });

  test("are text where a template has more in it", () => {
    assert.deepEqual(args({ a: "{n} ", b: "for {who.name}", c: "<{none}>", d: "{who}!", e: "{{n}}" }), {
      a: "3 ",
      b: "for Ann",
      c: "<>",
      d: '{"name":"Ann"}!',
      e: "{n}",
    });
  });

  test("pass through, with the templates inside lists and objects filled", () => {
    assert.deepEqual(args({ a: 5, b: null, c: [1, "{n}", "n={n}"], d: { x: { y: "{ok}" }, "{n}": "z" } }), {
      a: 5,
      b: null,
      c: [1, 3, "n=3"],
      d: { x: { y: false }, "{n}": "z" },
    });
  });

  test("leave an optional one out that nothing fills", () => {
    const state = run(calling({ args: { a: "{x}", b: "b" } }), { mocks: fine, skills: catalogue });
    assert.deepEqual(told(state).calls[0]?.args, { b: "b" });
    assert.deepEqual(told(state).problems, ['The unresolved variable "x" is left out of the call']);
  });

  test("render it empty inside text, and leave it out of an object, in an optional one", () => {
    const given = args({ a: ["{x}", { x: "{x}", y: "<{x}>" }, "{n}"], b: 1 }, { skills: catalogue });
    assert.deepEqual(given, { a: [null, { y: "<>" }, 3], b: 1 });
  });

  test("are none where there are none", () => {
    for (const written of [undefined, null, "a", 5, []])
      assert.deepEqual(told(run(calling({ args: written }), { mocks: fine })).calls[0]?.args, {});
  });
});

describe("a call that lacks something", () => {
  const needs = (script: Script, data: object, edges: string[] = []) => run(calling(data, edges), script);

  test("is not made: any placeholder without a catalogue", () => {
    const state = needs({ variables: { b: 1 } }, { args: { a: "for {x.y}", b: "{b}", c: ["{z}"], d: "{x.y}" } });
    const { outcome, ended, calls, kinds } = told(state);
    assert.equal(outcome, "blocked");
    assert.equal(ended, null);
    assert.deepEqual(calls, []);
    assert.deepEqual(kinds, ["enter s", "enter k", "needs_input k"]);
    assert.deepEqual(entries(state, "needs_input"), [{ step_id: "k", kind: "needs_input", reason: "missing: x.y, z" }]);
  });

  test("leaves by needs_input when something is connected there", () => {
    const state = needs({}, { args: { a: "{x}" } }, ["k needs_input> m"]);
    assert.deepEqual(told(state).path, ["s", "k", "m", "e"]);
    assert.equal(told(state).outcome, "ended");
    assert.deepEqual(entries(state, "needs_input"), [
      { step_id: "k", kind: "needs_input", decision: "needs_input", reason: "missing: x" },
    ]);
  });

  const catalogue = {
    skills: [{ tool: "book", params: { day: { required: true }, note: {}, hour: { required: true } } }],
  };

  test("of a catalogue: what feeds a required parameter, and a required parameter that nothing feeds", () => {
    const state = needs({ skills: catalogue }, { args: { day: "on {x}", note: "{y}", extra: "{z}" } });
    assert.equal(told(state).outcome, "blocked");
    assert.equal(entries(state, "needs_input")[0]?.reason, "missing: x, hour");
  });

  test("does not lack what is null", () => {
    const args = { day: "{x}", hour: null };
    const { outcome, calls } = told(needs({ skills: catalogue, variables: { x: null }, mocks: fine }, { args }));
    assert.equal(outcome, "ended");
    assert.deepEqual(calls[0]?.args, { day: null, hour: null });
  });

  test("of a skill that the catalogue does not have: any placeholder, and the call is a problem", () => {
    const other = { skills: [{ tool: "boook" }] };
    const { outcome, problems, calls } = told(needs({ skills: other, mocks: fine }, { args: { a: 1 } }));
    assert.equal(outcome, "ended");
    assert.equal(calls.length, 1);
    assert.deepEqual(problems, ['"book" is not in the skill catalogue; did you mean "boook"?']);
    assert.equal(told(needs({ skills: other, mocks: fine }, { args: { a: "{x}" } })).outcome, "blocked");
    assert.deepEqual(told(needs({ skills: { skills: [] }, mocks: fine }, {})).problems, [
      '"book" is not in the skill catalogue',
    ]);
  });

  test("lacks its very name", () => {
    const state = run(calling({ tool: "" }), { mocks: { k: [{ result: 1 }] }, confirm: [""] });
    assert.equal(told(state).outcome, "ended");
    assert.deepEqual(told(state).problems, ['Node "k" names no skill to call']);
    assert.equal(told(run(calling({ tool: 5 }))).outcome, "unmocked_skill");
  });
});

describe("a skill that asks first", () => {
  const prompt = "Book {day} for {who}?";
  const gated = { skills: [{ tool: "book", confirm: true, confirmPrompt: prompt, params: { day: {} } }] };
  const data = { args: { day: "{when}" } };
  const variables = { when: "Monday", who: "Ann", day: "never this" };
  const asking = (turns: (string | Turn)[], edges: string[] = [], script: Script = {}) =>
    run(calling(data, edges), { skills: gated, variables, mocks: fine, turns, ...script });

  test("is called after a yes, with parameters before variables in its question", () => {
    const state = asking(["Yes please"]);
    assert.equal(told(state).outcome, "ended");
    assert.deepEqual(told(state).says, ["Book Monday for Ann?"]);
    assert.deepEqual(told(state).kinds, ["enter s", "enter k", "confirm k", "skill_mock k", "enter e", "end e"]);
    assert.deepEqual(entries(state, "confirm"), [
      { step_id: "k", kind: "confirm", data: { text: "Book Monday for Ann?" } },
    ]);
    assert.equal(told(state).calls.length, 1);
  });

  test("is not called after a no", () => {
    const state = asking(["no"]);
    assert.equal(told(state).outcome, "declined");
    assert.equal(told(state).ended, null);
    assert.deepEqual(told(state).calls, []);
    assert.deepEqual(entries(state, "needs_input"), [{ step_id: "k", kind: "needs_input", reason: "declined" }]);
  });

  test("leaves by needs_input after a no when something is connected there", () => {
    const state = asking(["no"], ["k needs_input> m"]);
    assert.deepEqual(told(state).path, ["s", "k", "m", "e"]);
    assert.equal(entries(state, "needs_input")[0]?.decision, "needs_input");
  });

  test("asks again until it is clear", () => {
    const state = asking(["maybe", { silence: true }, { dtmf: "1" }, "yes no", { dtmf: "2", confirm: true }]);
    assert.equal(told(state).outcome, "ended");
    assert.equal(told(state).says.length, 5);
    assert.deepEqual(
      entries(state, "confirm").map(({ reason }) => reason),
      [undefined, "unclear", "unclear", "unclear", "unclear"],
    );
    assert.equal(told(state).calls.length, 1);
  });

  test("asks before it finds that no turn is left", () => {
    const { outcome, says } = told(asking(["maybe"]));
    assert.equal(outcome, "transcript_exhausted");
    assert.equal(says.length, 2);
  });

  test("is called with what was asked about, whatever the turn binds", () => {
    const state = asking(["hm", { user: "yes", slots: { when: "Friday", extra: 1 } }]);
    assert.deepEqual(told(state).calls[0]?.args, { day: "Monday" });
    assert.equal(told(state).variables.when, "Friday");
    assert.equal(told(state).variables.extra, 1);
    const unclear = asking([{ user: "hm", slots: { when: "Friday" } }, "yes"]);
    assert.deepEqual(told(unclear).says, ["Book Monday for Ann?", "Book Monday for Ann?"]);
    assert.deepEqual(told(unclear).calls[0]?.args, { day: "Monday" });
  });

  test("asks anew each time it is come to", () => {
    const twice = graph(
      {
        s: ["start"],
        k: ["skill", { tool: "book", args: { day: "{when}" }, output: { when: "next" } }],
        b: ["branch", { condition: "{when} == 'Sunday'" }],
        e: ["end"],
      },
      ["s > k", "k > b", "b true> e", "b false> k"],
    );
    const mocks = { book: [{ result: { next: "Tuesday" } }, { result: { next: "Sunday" } }] };
    const state = run(twice, { skills: gated, variables, mocks, turns: ["yes", "ok"] });
    assert.equal(told(state).outcome, "ended");
    assert.deepEqual(told(state).says, ["Book Monday for Ann?", "Book Tuesday for Ann?"]);
    assert.deepEqual(
      told(state).calls.map(({ args }) => args.day),
      ["Monday", "Tuesday"],
    );
  });

  test("because the case says so, with a question of its own", () => {
    for (const skills of [undefined, { skills: [] }, { skills: [{ tool: "book", confirmPrompt: " " }] }]) {
      const { outcome, says } = told(run(calling({}), { confirm: ["book"], skills, mocks: fine, turns: ["yes"] }));
      assert.equal(outcome, "ended");
      assert.deepEqual(says, ["Shall I go ahead with book?"]);
    }
  });

  test("checks what it lacks before it asks", () => {
    const state = run(calling({ args: { day: "{x}" } }), { confirm: ["book"], turns: ["yes"] });
    assert.equal(told(state).outcome, "blocked");
    assert.deepEqual(told(state).says, []);
  });
});

describe("the result of a call", () => {
  const getting = (output: unknown, result: unknown, variables = {}) =>
    run(calling({ output }), { variables, mocks: { book: [{ result }] } });

  test("is bound by dotted paths, the empty one being all of it", () => {
    const result = { a: { b: 1 }, items: [{ id: "x" }], none: null, "1": "one" };
    const output = { b: "a.b", id: "items.0.id", none: "none", all: "", spaced: " a ", one: "1" };
    const state = getting(output, result);
    const bound = { b: 1, id: "x", none: null, all: result, spaced: { b: 1 }, one: "one" };
    assert.deepEqual(told(state).variables, bound);
    assert.deepEqual(entries(state, "skill_mock"), [
      { step_id: "k", kind: "skill_mock", decision: "success", data: { args: {}, result, bound } },
    ]);
  });

  test("leaves a variable as it was when nothing stands at its path", () => {
    const output = { a: "x", b: "items.length", c: "items.1", d: "text.0", e: 5, f: "toString" };
    const state = getting(output, { items: [1], text: "ab" }, { a: "older" });
    assert.deepEqual(told(state).variables, { a: "older" });
    assert.equal(told(state).problems.length, 5);
    assert.equal(told(state).problems[0], 'Nothing stands at "x" in the result of "book"; "a" stays as it was');
  });

  test("may be anything", () => {
    for (const result of [null, 0, "text", [1, 2]]) {
      const { outcome, variables } = told(getting({ r: "" }, result));
      assert.equal(outcome, "ended");
      assert.deepEqual(variables, { r: result });
    }
    assert.deepEqual(told(getting({ r: "1" }, [1, 2])).variables, { r: 2 });
    for (const output of [undefined, null, "a", ["x"]]) assert.equal(told(getting(output, 1)).outcome, "ended");
  });

  test("that is an error binds nothing and ends the walk", () => {
    const state = run(calling({ args: { a: 1 }, output: { r: "" } }, ["k needs_input> m"]), {
      mocks: { book: [{ error: "no line" }] },
    });
    const { outcome, ended, variables, calls } = told(state);
    assert.equal(outcome, "skill_error");
    assert.equal(ended, null);
    assert.deepEqual(variables, {});
    assert.deepEqual(calls, [{ tool: "book", args: { a: 1 }, error: "no line" }]);
    assert.deepEqual(entries(state, "skill_mock"), [
      { step_id: "k", kind: "skill_mock", reason: "error", data: { args: { a: 1 }, error: "no line" } },
    ]);
  });

  test("is the sample of the catalogue where there is no mock and the case wants it", () => {
    const skills = { skills: [{ tool: "book", returns: { id: 9 } }] };
    const options = { useSampleReturns: true };
    const playbook = calling({ output: { id: "id" } });
    const sampled = run(playbook, { skills, options });
    assert.equal(told(sampled).variables.id, 9);
    assert.equal(entries(sampled, "skill_mock")[0]?.reason, "sample return");
    assert.deepEqual(told(sampled).calls, [{ tool: "book", args: {}, result: { id: 9 } }]);
    assert.equal(told(run(playbook, { skills, options, mocks: fine })).variables.id, 5);
    assert.equal(told(run(playbook, { skills })).outcome, "unmocked_skill");
    assert.equal(told(run(playbook, { options })).outcome, "unmocked_skill");
    const without = { skills: [{ tool: "book" }] };
    assert.equal(told(run(playbook, { skills: without, options })).outcome, "unmocked_skill");
    const nothing = { skills: [{ tool: "book", returns: null }] };
    assert.equal(told(run(playbook, { skills: nothing, options })).outcome, "ended");
  });

  test("is looked up by node first, then by tool", () => {
    const mocks = { book: [{ result: { id: "tool" } }], k: [{ result: { id: "node" } }] };
    assert.equal(told(run(calling({ output: { id: "id" } }), { mocks })).variables.id, "node");
  });
});
