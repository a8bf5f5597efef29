import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Turn } from "../../../engine/simulate/state.ts";
import { yapprLocal, yapprResponse } from "../../../engine/simulate/yappr/response.ts";
import { booking, conversation, end, flowOf, type Given, start, tool, walk } from "./yapprWalk.ts";

/** The answer printed on the vendor's page, where nothing is entered between `confirm-step` and `end-1`. */
const printed = {
  trace: [
    { step_id: "start-1", kind: "enter" },
    { step_id: "start-1", kind: "auto_advance", decision: "ask-date-1" },
    { step_id: "ask-date-1", kind: "enter" },
    { step_id: "ask-date-1", kind: "eval", decision: "tx-confirm", reason: "heuristic match (overlap_score=2)" },
    { step_id: "check-availability-step", kind: "enter" },
    {
      step_id: "check-availability-step",
      kind: "tool_mock",
      decision: "confirm-step",
      reason: "success",
      data: { status: "available", slot_id: "abc123" },
    },
    { step_id: "end-1", kind: "enter" },
    { step_id: "end-1", kind: "end" },
  ],
  named_results: { "Check Availability": { status: "available", slot_id: "abc123" } },
  slot_values: {},
  ended_at_step_id: "end-1",
};

describe("the hosted answer", () => {
  test("is the one on the vendor's page, with the step that the page leaves out", () => {
    const flow = flowOf(
      { id: "start-1", type: "start", next_step_id: "ask-date-1" },
      conversation("ask-date-1", ["tx-confirm", "Caller wants to book a Wednesday", "check-availability-step"]),
      {
        id: "check-availability-step",
        type: "tool_call",
        name: "Check Availability",
        transitions: { success_next_step_id: "confirm-step" },
      },
      conversation("confirm-step", ["tx-yes", "Caller says yes", "end-1"]),
      end("end-1"),
    );
    const state = walk(flow, {
      turns: ["I want to book for next Wednesday at 2pm", "yes"],
      mocks: { "check-availability-step": { result: { status: "available", slot_id: "abc123" } } },
    });
    const response = yapprResponse(state);
    const between = [
      { step_id: "confirm-step", kind: "enter" },
      { step_id: "confirm-step", kind: "eval", decision: "tx-yes", reason: "heuristic match (overlap_score=1)" },
    ];
    assert.equal(
      JSON.stringify(response),
      JSON.stringify({ ...printed, trace: [...printed.trace.slice(0, 6), ...between, ...printed.trace.slice(6)] }),
    );
  });

  test("says null where no terminal was reached", () => {
    assert.equal(
      JSON.stringify(yapprResponse(walk(flowOf(end())))),
      '{"trace":[],"named_results":{},"slot_values":{},"ended_at_step_id":null}',
    );
  });

  test("keeps a result whatever its name is", () => {
    const flow = flowOf(
      start("a"),
      { ...(tool("a", { success_next_step_id: "end" }) as object), name: "__proto__" },
      end(),
    );
    const response = yapprResponse(walk(flow, { mocks: { a: { result: 1 } } }));
    assert.equal(JSON.stringify(response.named_results), '{"__proto__":1}');
  });
});

describe("what is known beyond it", () => {
  const known = (flow: unknown, given: Given): ReturnType<typeof yapprLocal> =>
    yapprLocal(
      walk(flow, given),
      (given.turns ?? []).map((turn): Turn => (typeof turn === "string" ? { user: turn } : turn)),
    );

  test("of a whole walk", () => {
    const local = known(booking, {
      turns: ["hmm let me think", "I want to book for next Wednesday at 2pm", "I declined", "bye", "bye"],
      mocks: { "check-availability-step": { result: { status: "busy" } } },
    });
    assert.deepEqual(local, {
      outcome: "ended",
      problems: [],
      consumedTurns: 3,
      unusedTurns: [{ user: "bye" }, { user: "bye" }],
      visited: ["start-1", "ask-date-1", "check-availability-step", "ask-date-1", "end-1"],
      takenEdges: [
        { from: "start-1", to: "ask-date-1", handle: "next" },
        { from: "ask-date-1", to: "check-availability-step", handle: "choice", id: "tx-confirm" },
        { from: "check-availability-step", to: "ask-date-1", handle: "custom", id: "busy" },
        { from: "ask-date-1", to: "end-1", handle: "choice", id: "tx-decline" },
      ],
      decisions: [
        { node: "start-1", decision: "ask-date-1" },
        {
          node: "ask-date-1",
          decision: "stay",
          reason: "heuristic miss (overlap_score=0)",
          heard: "hmm let me think",
        },
        {
          node: "ask-date-1",
          decision: "tx-confirm",
          reason: "heuristic match (overlap_score=2)",
          heard: "I want to book for next Wednesday at 2pm",
        },
        { node: "check-availability-step", decision: "ask-date-1", reason: "custom:busy" },
        {
          node: "ask-date-1",
          decision: "tx-decline",
          reason: "heuristic match (overlap_score=1)",
          heard: "I declined",
        },
      ],
    });
  });

  test("marks a choice that hangs by a thread, unless somebody made it", () => {
    const fork = flowOf(
      start("a"),
      conversation("a", ["tea", "hot tea", "end"], ["coffee", "hot coffee", "end"]),
      end(),
    );
    assert.deepEqual(known(fork, { turns: ["something hot"] }).decisions[1], {
      node: "a",
      decision: "tea",
      reason: "heuristic match (overlap_score=1)",
      heard: "something hot",
      fragile: "tie between tea and coffee",
    });
    assert.deepEqual(known(fork, { turns: [{ user: "something hot", take: "coffee" }] }).decisions[1], {
      node: "a",
      decision: "coffee",
      reason: "scripted choice",
      heard: "something hot",
    });
  });

  test("has an exhausted transcript as a decision that heard nothing", () => {
    const local = known(booking, { turns: [] });
    assert.equal(local.outcome, "transcript_exhausted");
    assert.deepEqual(local.decisions.at(-1), { node: "ask-date-1", decision: "stay", reason: "transcript exhausted" });
  });

  test("has jumps to global nodes among the ways taken", () => {
    const flow = flowOf(start("a"), conversation("a"), {
      id: "z",
      type: "end",
      is_global: true,
      global_jump_description: "caller says goodbye",
    });
    const local = known(flow, { turns: ["goodbye"], setup: { options: { globals: "fallback" } } });
    assert.deepEqual(local.takenEdges.at(-1), { from: "a", to: "z", handle: "global" });
  });

  test("of a walk that waits has no outcome, and of one that could not begin says why", () => {
    assert.equal(known(flowOf(), { turns: ["hi"] }).outcome, "invalid");
    assert.deepEqual(known(flowOf(), { turns: ["hi"] }).unusedTurns, [{ user: "hi" }]);
    assert.equal(known(flowOf(), {}).problems.length, 1);
  });
});
