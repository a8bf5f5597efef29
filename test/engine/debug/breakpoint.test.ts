// What a breakpoint asks before it stops, where it can stand, and what a person can type.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hit, hitProblem, type Terms } from "../../../engine/debug/breakpoint.ts";
import { commandOf } from "../../../engine/debug/command.ts";
import { stopAt, stopsIn } from "../../../engine/debug/stops.ts";
import { read } from "../../../engine/formats/index.ts";
import type { Told } from "../../../engine/simulate/asked.ts";
import { areas, booking, support } from "../flowtest/flows.ts";

const values: Record<string, unknown> = { yes: true, no: false, zip: "02139", list: [1, 2] };
const ask = (text: string): Told =>
  Object.hasOwn(values, text) ? { ok: true, value: values[text] } : { ok: false, why: `no ${text}` };

/** What it does at each of the first hits: `S`tops, or goes on. */
function stops(terms: Terms, hits = 6): string {
  let times = 0;
  const once = () => hit(terms, () => ++times, ask);
  return Array.from({ length: hits }, () => (once().stop ? "S" : ".")).join("");
}

describe("a breakpoint stops", () => {
  it("as often as its hit condition says", () => {
    assert.equal(stops({}), "SSSSSS");
    assert.equal(stops({ hitCondition: "3" }), "..S...");
    assert.equal(stops({ hitCondition: "> 2" }), "..SSSS");
    assert.equal(stops({ hitCondition: ">= 2" }), ".SSSSS");
    assert.equal(stops({ hitCondition: "<2" }), "S.....");
    assert.equal(stops({ hitCondition: "% 2" }), ".S.S.S");
    assert.equal(hitProblem("often"), '"often" is no number of hits; write 3, > 2, >= 2, < 5 or % 2');
    assert.equal(hitProblem("% 0"), '"% 0" is no number of hits; write 3, > 2, >= 2, < 5 or % 2');
  });

  it("where its condition holds, or cannot be read, and then it says so", () => {
    assert.equal(stops({ condition: "yes" }), "SSSSSS");
    assert.equal(stops({ condition: "no" }), "......");
    assert.equal(stops({ condition: "no", hitCondition: "1" }), "......", "hits count where the condition holds");
    assert.deepEqual(
      hit({ condition: "nay" }, () => 1, ask),
      {
        stop: true,
        problem: 'The condition "nay" cannot be read: no nay',
      },
    );
  });

  it("or says something and goes on", () => {
    const logMessage = "at {zip}, {{list}}, {what}";
    assert.deepEqual(
      hit({ logMessage }, () => 1, ask),
      { stop: false, say: "at 02139, [1,2], (no what)" },
    );
    assert.deepEqual(
      hit({ logMessage, condition: "no" }, () => 1, ask),
      { stop: false },
    );
  });
});

describe("a line means", () => {
  /** What a stop at the line with `piece` in it is about, in a file with a line a member. */
  function at(value: object, piece: string): string {
    const text = JSON.stringify(value, null, 1);
    const start = text.lastIndexOf("\n", text.indexOf(piece)) + 1;
    const document = read(text, "flowtest" in value ? "a.flowtest.json" : "flow.json");
    const stop = stopAt(stopsIn(document), { start, end: text.indexOf("\n", start) });
    if (!stop) return "nothing";
    if (stop.of === "node") return `node ${stop.node.id}`;
    if (stop.of === "transition") return `${stop.node.id} to ${stop.transition.target?.id}`;
    if (stop.of === "turn") return `turn ${stop.index + 1}`;
    return `expectation ${text.slice(stop.span.start, stop.span.start + 6)}`;
  }

  it("the node or the transition that it is in", () => {
    assert.equal(at(booking, '"id": "ask-date-1"'), "node ask-date-1");
    assert.equal(at(booking, '"instructions"'), "node ask-date-1");
    assert.equal(at(booking, '"id": "tx-decline"'), "ask-date-1 to end-1");
    assert.equal(at(booking, '"label": "Busy"'), "check-availability-step to ask-date-1");
    assert.equal(at(areas, '"tool": "find_area"'), "node k");
    assert.equal(at(areas, '"sourceHandle": "false"'), "b to n");
    assert.equal(at(support, '"state_prompt": "Greet'), "node greet");
    assert.equal(at(support, '"right": "gold"'), "plan to vip");
  });

  it("the next one, where it is in none", () => {
    assert.equal(at(booking, '"flow_config_version"'), "node start-1");
    assert.equal(at({ nothing: 1 }, '"nothing"'), "nothing");
  });

  it("a turn or an expectation of a case", () => {
    const cases = [
      { name: "one", turns: ["hello", { user: "yes" }], expect: { outcome: "ended", visits: ["ask-date-1", "end-1"] } },
    ];
    const file = { flow: "./booking.json", cases };
    const text = JSON.stringify(file, null, 1);
    const document = read(text, "a.flowtest.json");
    const about = (piece: string) => {
      const start = text.lastIndexOf("\n", text.indexOf(piece)) + 1;
      const stop = stopAt(stopsIn(document), { start, end: text.indexOf("\n", start) })!;
      return stop.of === "turn" ? `turn ${stop.index + 1}` : stop.of;
    };
    assert.equal(about('"hello"'), "turn 1");
    assert.equal(about('"user": "yes"'), "turn 2");
    assert.equal(about('"outcome"'), "expectation");
    assert.equal(about('"end-1"'), "expectation");
  });
});

describe("what is typed", () => {
  it("is said while a turn is wanted, else it is a question", () => {
    assert.deepEqual(commandOf("yes please ", true), { kind: "turn", turn: { user: "yes please" } });
    assert.deepEqual(commandOf("{zip}", false), { kind: "value", text: "{zip}" });
    assert.deepEqual(commandOf("/value {zip}", true), { kind: "value", text: "{zip}" });
  });

  it("may be a command", () => {
    assert.deepEqual(commandOf("/dtmf 123#", true), { kind: "turn", turn: { dtmf: "123#" } });
    assert.deepEqual(commandOf("/silence", true), { kind: "turn", turn: { silence: true } });
    assert.deepEqual(commandOf("/take tx-confirm", true), { kind: "take", id: "tx-confirm" });
    assert.deepEqual(commandOf('/mock step {"result": {"a": 1}}', true), {
      kind: "mock",
      name: "step",
      answer: { result: { a: 1 } },
    });
    assert.deepEqual(commandOf('/mock {"error": "down"}', false), { kind: "mock", answer: { error: "down" } });
    assert.deepEqual(commandOf('/turn {"user": "x", "slots": {"a": 1}, "what": 2}', true), {
      kind: "turn",
      turn: { user: "x", slots: { a: 1 } },
    });
    assert.deepEqual(commandOf("/help", true), { kind: "help" });
  });

  it("says what would be right", () => {
    const why = (typed: string) => {
      const command = commandOf(typed, true);
      return command.kind === "wrong" ? command.why : command.kind;
    };
    assert.equal(why("/tkae x"), "There is no /tkae; /help lists what there is");
    assert.match(why("/mock step"), /^\/mock takes a result or an error/);
    assert.match(why("/mock {"), /^\/mock takes a result or an error/);
    assert.match(why("/dtmf"), /such as \/dtmf 123#/);
    assert.equal(why("/turn {}"), "A turn has user, dtmf, silence, slots, confirm or take");
  });
});
