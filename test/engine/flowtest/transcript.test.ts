import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { describeTrace, traceLines } from "../../../engine/flowtest/transcript.ts";
import { areas, booking, support } from "./flows.ts";
import { runOne } from "./runFile.ts";

function told(flow: object, testCase: object): string[] {
  const result = runOne(flow, testCase);
  const text = describeTrace(result, result.flow!);
  assert.deepEqual(
    text.split("\n"),
    traceLines(result, result.flow!).map((line) => line.text),
  );
  return text.split("\n");
}

describe("a trace reads like a conversation with margin notes", () => {
  it("of a Yappr flow", () => {
    const mocks = { "check-availability-step": { result: { status: "available" } } };
    assert.deepEqual(told(booking, { turns: ["hmm", "I want to book for next Wednesday at 2pm"], mocks }), [
      "agent   Hi",
      "agent   (told: Ask for a day)",
      "caller  hmm",
      "        ask-date-1                                stay, no word in common",
      "caller  I want to book for next Wednesday at 2pm",
      "        ask-date-1 → check-availability-step      tx-confirm, score 2: book, wednesday",
      '        check-availability-step called            mock: {"status":"available"} → success',
      "        end-1                                     ended",
    ]);
  });

  it("of a Flowyte playbook", () => {
    const mocks = { k: { result: { covered: false } } };
    assert.deepEqual(told(areas, { turns: [{ silence: true }, { dtmf: "02139" }], mocks }), [
      "agent   Hi",
      "agent   Your zip?",
      "caller  (silence)",
      "        c                       needs_input, silence",
      "agent   Your zip?",
      "caller  (presses 02139)",
      '        c → k                   capture: {"slot":"zip","value":"02139"}',
      '        k called find_area      mock: {"covered":false} → success',
      '        b → n                   branch, false: {"ok":false}',
      "agent   Sorry, not 02139.",
      "        e                       ended",
    ]);
  });

  it("of a voicetest graph", () => {
    assert.deepEqual(told(support, { turns: [{ user: "my plan", slots: { plan: "gold" } }] }).slice(0, 3), [
      "agent   (told: Greet the caller and ask for the plan)",
      "caller  my plan",
      "        greet → plan      plan, score 1: plan",
    ]);
  });

  it("of a tool that failed, and of one that nobody answered", () => {
    const failed = told(booking, { turns: ["book"], mocks: { "check-availability-step": { error: "timeout" } } });
    assert.deepEqual(failed.slice(-2), [
      '        check-availability-step called            mock: error "timeout" → error',
      "        end-err                                   ended",
    ]);
    assert.deepEqual(told(booking, { turns: ["book"] }).slice(-2), [
      "        check-availability-step called            no mock",
      "        check-availability-step                   unmocked_tool",
    ]);
    assert.deepEqual(told(areas, { turns: ["1"] }).slice(-2), [
      "        k called find_area      no mock",
      "        k                       unmocked_skill",
    ]);
  });

  it("of choices that were scripted or hang by a thread", () => {
    assert.deepEqual(told(booking, { turns: [{ user: "x", take: "tx-decline" }] }).slice(-2), [
      "        ask-date-1 → end-1      tx-decline, as the turn says",
      "        end-1                   ended",
    ]);
    assert.equal(
      told(booking, { turns: ["caller"] }).at(-3),
      "        ask-date-1 → check-availability-step      tx-confirm, score 1: caller (fragile: tie between tx-confirm and tx-decline)",
    );
  });

  it("of a walk that ran out of turns, or stopped at a choice", () => {
    assert.deepEqual(told(booking, { turns: [] }), [
      "agent   Hi",
      "agent   (told: Ask for a day)",
      "        ask-date-1      transcript_exhausted",
    ]);
    assert.equal(told(booking, { turns: [{ user: "x", take: "y" }] }).at(-1), "caller  x");
  });

  it("of a walk that never began", () => {
    assert.deepEqual(told({ ...booking, nodes: [] }, {}), ["        invalid"]);
    assert.equal(describeTrace({ turns: [], choices: [] }, runOne(booking, {}).flow!), "");
  });
});

it("each line says which node it is about", () => {
  const result = runOne(booking, { turns: ["not interested"] });
  assert.deepEqual(
    traceLines(result, result.flow!).map(({ node }) => node),
    ["start-1", "ask-date-1", "ask-date-1", "ask-date-1", "end-1"],
  );
});

it("keeps what is said over several lines in its column, and ids on one line", () => {
  const flow = structuredClone(areas);
  flow.nodes[0]!.data = { message: "Hi\nthere" } as (typeof flow.nodes)[0]["data"];
  const lines = told(flow, { turns: [{ user: "a\r\nb" }], mocks: { k: { result: "x".repeat(500) } } });
  assert.deepEqual(lines.slice(0, 5), ["agent   Hi", "        there", "agent   Your zip?", "caller  a", "        b"]);
  assert.ok(lines.every((line) => line.length < 200));
});
