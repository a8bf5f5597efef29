import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { areas, booking, support } from "./flows.ts";
import { entries, runFile, runOne } from "./runFile.ts";

const available = { status: "available", slot_id: "abc123" };

describe("a Yappr flow under test", () => {
  const transcript = [
    { role: "agent", text: "Hi" },
    { role: "user", text: "hmm let me think" },
    { role: "user", text: "I want to book for next Wednesday at 2pm" },
  ];

  it("books a Wednesday", () => {
    const result = runFile({
      flow_config: booking,
      cases: [
        {
          name: "books",
          transcript,
          mock_tool_results: { "check-availability-step": { result: available } },
          expect: {
            outcome: "ended",
            ended_at_step_id: "end-1",
            path: ["start-1", "ask-date-1", "check-availability-step", "end-1"],
            decisions: { "start-1": "ask-date-1", "ask-date-1": "tx-confirm", "check-availability-step": "end-1" },
            named_results: { "Check Availability": { slot_id: "abc123" } },
            trace: [
              { step_id: "ask-date-1", kind: "eval", decision: "stay" },
              { kind: "tool_mock", reason: "success", data: { status: "available" } },
            ],
          },
        },
      ],
    })[0]!;
    assert.equal(result.message, undefined);
    assert.equal(result.status, "passed");
    assert.deepEqual(entries(result), [
      "start-1 enter",
      "start-1 auto_advance -> ask-date-1",
      "ask-date-1 enter",
      "ask-date-1 eval -> stay (heuristic miss (overlap_score=0))",
      "ask-date-1 eval -> tx-confirm (heuristic match (overlap_score=2))",
      "check-availability-step enter",
      "check-availability-step tool_mock -> end-1 (success)",
      "end-1 enter",
      "end-1 end",
    ]);
    assert.deepEqual([...result.state!.results], [["Check Availability", available]]);
    assert.equal(result.endedAt, "end-1");
  });

  it("takes the error edge", () => {
    const mocks = { "check-availability-step": { error: "timeout" } };
    const result = runOne(booking, { transcript, mocks });
    assert.equal(result.status, "passed");
    assert.equal(result.endedAt, "end-err");
    assert.ok(entries(result).includes("check-availability-step tool_mock -> end-err (error)"));
    assert.equal(result.state!.results.size, 0);
  });

  it("goes back on a custom branch and runs out of turns", () => {
    const mocks = { "check-availability-step": { result: { status: "busy" } } };
    const result = runOne(booking, { transcript, mocks });
    assert.equal(result.status, "failed");
    assert.equal(result.outcome, "transcript_exhausted");
    assert.equal(result.endedAt, null);
    assert.deepEqual(entries(result).slice(-3), [
      "check-availability-step tool_mock -> ask-date-1 (custom:busy)",
      "ask-date-1 enter",
      "ask-date-1 eval -> stay (transcript exhausted)",
    ]);
  });

  it("has no verdict without a mock", () => {
    const result = runOne(booking, { transcript });
    assert.equal(result.status, "errored");
    assert.equal(result.message, '"check-availability-step" called a tool without a mock; add one under "mocks"');
  });

  it("takes the declining transition on three words", () => {
    const result = runOne(booking, { turns: ["I am not interested, declined"] });
    assert.equal(result.status, "passed");
    assert.ok(entries(result).includes("ask-date-1 eval -> tx-decline (heuristic match (overlap_score=3))"));
  });
});

describe("a Flowyte playbook under test", () => {
  const turns = [{ silence: true }, { dtmf: "02139" }];
  const mocks = { find_area: { result: { covered: true, data: { name: "Cambridge" } } } };

  it("serves an area", () => {
    const result = runFile({
      graph: areas,
      cases: [
        {
          name: "serves",
          turns,
          mocks,
          expect: {
            outcome: "ended",
            ended_at: "e",
            path: ["s", "c", "k", "b", "m", "e"],
            says: ["Hi", "Your zip?", "Your zip?", "We serve Cambridge."],
            calls: [{ tool: "find_area", args: { zip: "02139" } }],
            call_count: 1,
            variables: { zip: "02139", area: "Cambridge", ok: true },
          },
        },
      ],
    })[0]!;
    assert.equal(result.message, undefined);
    assert.equal(result.status, "passed");
    assert.deepEqual(
      [...result.state!.trace].map(({ step_id, kind }) => `${kind} ${step_id}`),
      "enter s,say s,enter c,ask c,needs_input c,ask c,capture c,enter k,skill_mock k,enter b,branch b,enter m,say m,enter e,end e".split(
        ",",
      ),
    );
    assert.deepEqual(
      [...result.state!.says].map(({ text }) => text),
      ["Hi", "Your zip?", "Your zip?", "We serve Cambridge."],
    );
  });

  it("does not serve an area, and knows no name for it", () => {
    const result = runOne(areas, {
      turns,
      mocks: { find_area: { result: { covered: false } } },
      expect: { ended_at: "e", says: ["Sorry, not 02139."], visits: ["n"], variables: { area: null } },
    });
    assert.equal(result.message, undefined);
    assert.equal(result.state!.variables.has("area"), false);
    assert.ok(result.state!.problems.length > 0);
  });

  it("has no verdict without a mock", () => {
    const result = runOne(areas, { turns });
    assert.equal(result.status, "errored");
    assert.equal(result.outcome, "unmocked_skill");
    assert.equal(result.message, '"k" called "find_area" without a mock; add one under "mocks"');
  });

  it("refuses a terminator that comes too early", () => {
    const result = runOne(areas, {
      turns: [{ dtmf: "021#" }],
      expect: { outcome: "transcript_exhausted", trace: [{ kind: "needs_input", reason: "dtmf incomplete" }] },
    });
    assert.equal(result.message, undefined);
    assert.equal(result.status, "passed");
  });

  it("passes where the untaken branch leads nowhere", () => {
    const connections = areas.connections.filter(({ id }) => id !== "5");
    const result = runOne({ ...areas, connections }, { turns, mocks: { find_area: { result: { covered: false } } } });
    assert.equal(result.outcome, "branch_not_taken");
    assert.equal(result.status, "passed");
    assert.equal(result.endedAt, "b");
  });
});

describe("a voicetest graph under test", () => {
  it("chooses by overlap, extracts from slots and routes by an equation", () => {
    const result = runFile({
      agent_graph: support,
      cases: [
        {
          name: "vip",
          turns: [{ user: "The plan is gold", slots: { plan: "gold" } }],
          expect: { outcome: "ended", ended_at: "vip", path: ["greet", "plan", "vip"], variables: { plan: "gold" } },
        },
      ],
    })[0]!;
    assert.equal(result.message, undefined);
    assert.equal(result.status, "passed");
  });

  it("takes the choice that a turn scripts", () => {
    const result = runOne(support, { turns: [{ user: "hello", take: "bye" }], expect: { ended_at: "bye" } });
    assert.equal(result.message, undefined);
    assert.equal(result.status, "passed");
  });
});
