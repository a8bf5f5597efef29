import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fragileBecause, scoresOf } from "../../../engine/flowtest/choices.ts";
import { drive, type Walked } from "../../../engine/flowtest/drive.ts";
import { answer, type Cursor, opening, setupOf } from "../../../engine/flowtest/script.ts";
import { advance, begin } from "../../../engine/simulate/index.ts";
import type { State } from "../../../engine/simulate/state.ts";
import { areas, booking } from "./flows.ts";
import { fileOf } from "./runFile.ts";

function play(flow: object, testCase: object): Walked {
  const { tests } = fileOf({ flow, cases: [testCase] });
  assert.ok(tests!.flow && "inline" in tests!.flow);
  return drive(tests!.flow.inline, tests!.cases[0]!);
}

function decisions({ state }: Walked): (string | undefined)[] {
  return [...state.trace].filter(({ kind }) => kind === "eval" || kind === "tool_mock").map(({ decision }) => decision);
}

/** Yappr: two tools in a row, one conversation before them and one behind. */
const twoTools = {
  flow_config_version: "1",
  nodes: [
    { id: "s", type: "start", next_step_id: "t1" },
    { id: "t1", type: "tool_call", tool_id: "a", transitions: { success_next_step_id: "t2", error_next_step_id: "e" } },
    { id: "t2", type: "tool_call", tool_id: "b", transitions: { success_next_step_id: "c", error_next_step_id: "e" } },
    {
      id: "c",
      type: "conversation",
      instructions: "Again?",
      transitions: [{ id: "again", label: "again", description: "again", next_step_id: "t1" }],
    },
    { id: "e", type: "end" },
  ],
};

/** Flowyte: two nodes that call one tool, then the first again for as long as a turn says so. */
const oneToolTwice = {
  flowId: "f",
  nodes: [
    { id: "s", type: "start" },
    { id: "k1", type: "skill", data: { tool: "count", output: { first: "" } } },
    { id: "k2", type: "skill", data: { tool: "count", output: { second: "" } } },
    { id: "c", type: "collect", data: { slot: "more", prompt: "More?" } },
    { id: "k3", type: "skill", data: { tool: "count", output: { third: "" } } },
    { id: "e", type: "end" },
  ],
  connections: ["s k1", "k1 k2", "k2 c", "c k3", "k3 e"].map((edge, i) => {
    const [source, target] = edge.split(" ");
    return { id: String(i), source, target };
  }),
};

describe("mocks", () => {
  it("answer call by call, the last for ever", () => {
    const mocks = { t1: [{ result: 1 }, { error: "no" }], t2: { result: 2 } };
    const walked = play(twoTools, { turns: ["again"], mocks });
    assert.deepEqual(decisions(walked), ["t2", "c", "again", "e"]);
    const repeats = play(twoTools, {
      turns: ["again", "again"],
      mocks: { ...mocks, t1: [{ result: 0 }, { result: 1 }] },
    });
    assert.deepEqual(
      [...repeats.state.calls].map(({ node, answer }) => [node, answer]),
      [
        ["t1", { result: 0 }],
        ["t2", { result: 2 }],
        ["t1", { result: 1 }],
        ["t2", { result: 2 }],
        ["t1", { result: 1 }],
        ["t2", { result: 2 }],
      ],
    );
  });

  it("have one counter a list, whichever node calls", () => {
    const mocks = { count: [{ result: 1 }, { result: 2 }, { result: 3 }] };
    const { state } = play(oneToolTwice, { turns: ["yes"], mocks });
    assert.deepEqual(
      [...state.variables],
      [
        ["first", 1],
        ["second", 2],
        ["more", "yes"],
        ["third", 3],
      ],
    );
  });

  it("of a node come before those of its tool, and do not count there", () => {
    const mocks = { count: [{ result: 1 }, { result: 2 }], k2: { result: "own" } };
    const { state } = play(oneToolTwice, { turns: ["yes"], mocks });
    assert.equal(state.variables.get("second"), "own");
    assert.equal(state.variables.get("third"), 2);
  });

  for (const [name, mock] of [
    ["an empty list", []],
    ["neither key", { status: "ok" }],
    ["a text", "ok"],
    ["null", null],
    ["a null error", { error: null }],
    ["a list of lists", [[{ result: 1 }]]],
  ] as const) {
    it(`that are of no use (${name}) are no mocks, even where the tool has another`, () => {
      const { state } = play(oneToolTwice, { mocks: { k1: mock, count: { result: 1 } } });
      assert.deepEqual(state.wants, { kind: "nothing", outcome: "unmocked_skill" });
    });
  }

  it("are found under any name, and only there", () => {
    const named = (id: string): object => JSON.parse(JSON.stringify(twoTools).replaceAll('"t1"', JSON.stringify(id)));
    for (const id of ["__proto__", "constructor", "toString"]) {
      const mocks = JSON.parse(`{${JSON.stringify(id)}: {"error": "down"}}`);
      assert.equal(play(named(id), { mocks }).state.endedAt, "e");
      assert.deepEqual(play(named(id), { mocks: {} }).state.wants, { kind: "nothing", outcome: "unmocked_tool" });
    }
  });

  it("give null as a result", () => {
    const { state } = play(twoTools, { mocks: { t1: { result: null }, t2: { error: 1 } } });
    assert.deepEqual([...state.results], [["t1", null]]);
  });
});

describe("a choice", () => {
  it("is made by words, and tells what they scored when asked", () => {
    const { choices } = play(booking, { turns: ["hmm", "book on wednesday"] });
    assert.deepEqual(
      choices.map(({ node, turn, said, take, by }) => ({ node, turn, said, take, by })),
      [
        { node: "ask-date-1", turn: 0, said: "hmm", take: undefined, by: "overlap" },
        { node: "ask-date-1", turn: 1, said: "book on wednesday", take: 0, by: "overlap" },
      ],
    );
    assert.deepEqual(
      scoresOf(choices[1]!).map(({ option, score, shared }) => [option.id, score, shared]),
      [
        ["tx-confirm", 2, ["book", "wednesday"]],
        ["tx-decline", 0, []],
      ],
    );
    assert.equal(fragileBecause(choices[1]!), undefined);
  });

  it("hangs by a thread where two score alike", () => {
    const { choices } = play(booking, { turns: ["caller"] });
    assert.equal(choices[0]!.take, 0);
    assert.equal(fragileBecause(choices[0]!), "tie between tx-confirm and tx-decline");
  });

  it("is made by the turn that scripts one, whatever its words", () => {
    for (const take of ["tx-decline", "TX-Decline"]) {
      const walked = play(booking, { turns: [{ user: "book wednesday", take }] });
      assert.equal(walked.state.endedAt, "end-1");
      assert.deepEqual(decisions(walked), ["tx-decline"]);
      assert.equal(walked.choices[0]!.by, "script");
      assert.equal(fragileBecause(walked.choices[0]!), undefined);
    }
  });

  it("prefers the exact id to one that differs in case", () => {
    const flow = structuredClone(booking);
    Object.assign(flow.nodes[1]!.transitions as object, {
      0: { id: "TX", label: "a", description: "a", next_step_id: "end-err" },
      1: { id: "tx", label: "b", description: "b", next_step_id: "end-1" },
    });
    assert.equal(play(flow, { turns: [{ take: "tx" }] }).state.endedAt, "end-1");
    assert.equal(play(flow, { turns: [{ take: "Tx" }] }).state.endedAt, "end-err");
  });

  it("can be to stay", () => {
    const walked = play(booking, { turns: [{ user: "book wednesday", take: "stay" }, "not interested"] });
    assert.deepEqual(decisions(walked), ["stay", "tx-decline"]);
  });

  it("that is not offered stops the case", () => {
    const walked = play(booking, { turns: ["hmm", { user: "book", take: "tx-cofirm" }, "more"] });
    assert.equal(
      walked.stuck,
      'take names "tx-cofirm", which "ask-date-1" does not offer; offered: tx-confirm, tx-decline',
    );
    assert.equal(walked.state.wants.kind, "choice");
    assert.deepEqual(walked.unused, [{ index: 2, turn: { user: "more" } }]);
  });
});

describe("a take where there is nothing to take", () => {
  const message = (node: string): string => `take names "x", which "${node}" does not offer; nothing is offered`;

  it("stops the case", () => {
    const flow = structuredClone(booking);
    Object.assign(flow.nodes[1]!, { transitions: [] });
    assert.equal(play(flow, { turns: ["hmm", { user: "book", take: "x" }, "more"] }).stuck, message("ask-date-1"));
    assert.equal(play(areas, { turns: [{ user: "02139", take: "x" }] }).stuck, message("c"));
  });

  it("does not stop one that never comes to it", () =>
    assert.equal(play(booking, { turns: ["not interested", { take: "x" }] }).stuck, undefined));
});

describe("turns", () => {
  it("that nobody asked for are left over", () => {
    const { unused, turns } = play(booking, { turns: ["not interested", "hello?", { dtmf: "1" }] });
    assert.deepEqual(unused, [
      { index: 1, turn: { user: "hello?" } },
      { index: 2, turn: { dtmf: "1" } },
    ]);
    assert.deepEqual(
      turns.map(({ node, index, trace, says }) => ({ node, index, trace, says })),
      // Before the turn: enter and auto_advance of the start, enter of the conversation; the greeting, the instruction.
      [{ node: "ask-date-1", index: 0, trace: 3, says: 2 }],
    );
  });

  it("begin in the middle, with what is known there", () => {
    const walked = play(areas, {
      start_at: "k",
      variables: { zip: "10001" },
      mocks: { k: { result: { covered: false } } },
    });
    assert.deepEqual(
      [...walked.state.says].map(({ text }) => text),
      ["Sorry, not 10001."],
    );
  });
});

describe("a script", () => {
  it("answers step by step, and again from any step", () => {
    const { tests } = fileOf({
      flow: twoTools,
      cases: [{ turns: ["again"], mocks: { t1: [{ result: 1 }, { error: "no" }], t2: { result: 2 } } }],
    });
    assert.ok(tests!.flow && "inline" in tests!.flow);
    const flow = tests!.flow.inline;
    const testCase = tests!.cases[0]!;
    const moments: { state: State; cursor: Cursor }[] = [{ state: begin(flow, setupOf(testCase)), cursor: opening }];
    const step = ({ state, cursor }: { state: State; cursor: Cursor }) => {
      assert.notEqual(state.wants.kind, "nothing");
      const scripted = answer(testCase, state.wants as Exclude<State["wants"], { kind: "nothing" }>, cursor);
      assert.ok("answer" in scripted);
      return { state: advance(flow, state, scripted.answer), cursor: scripted.cursor };
    };
    while (moments.at(-1)!.state.wants.kind !== "nothing") moments.push(step(moments.at(-1)!));
    assert.equal(moments.at(-1)!.state.endedAt, "e");
    for (const [i, moment] of moments.slice(0, -1).entries()) {
      const again = step(moment);
      assert.deepEqual(again.cursor, moments[i + 1]!.cursor);
      assert.deepEqual(again.state.trace.toArray(), moments[i + 1]!.state.trace.toArray());
    }
  });
});
