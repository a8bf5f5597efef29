import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Flow } from "../../../engine/flow/flow.ts";
import { toSkills } from "../../../engine/formats/flowyte/index.ts";
import { read } from "../../../engine/formats/index.ts";
import { graph } from "../simulate/flowyteWalk.ts";
import { assertFull, flowOf, taken, takenOrNot } from "./generated.ts";

/** A branch on a condition, whose variables come with the call. */
const branching = (condition: unknown) =>
  flowOf(
    graph({ s: ["start"], b: ["branch", { condition }], t: ["end"], f: ["end"] }, ["s > b", "b true> t", "b false> f"]),
  );

const conditions: readonly unknown[] = [
  "age > 17",
  "age >= 18 and age < 20",
  "age > 3 and age < 4",
  "not (age <= 65)",
  'plan == "premium"',
  'plan != "premium"',
  'plan in ["basic", "premium"]',
  'words contains "refund"',
  'words contains "refund" and words contains "late"',
  'words contains "refund" and not (words contains "late")',
  'city starts_with "Cam"',
  "zip exists",
  "zip is_empty",
  "not (zip is_empty)",
  "covered",
  "{booking.status} == open",
  "{order.items.0.price} > 100",
  'day > "2026-01-31"',
  'day < "2026-03-01" and day >= "2026-02-27"',
  "left == right",
  "left > right",
  "a == 1 and b == 2 and c == 3 and d == 4 and e == 5",
  "a == 1 or b == 2 or c == 3",
  "(a == 1 or b == 2) and (a == 3 or c == 4)",
  { variable: "plan", operator: "==", value: "gold" },
];

describe("cases for a playbook", () => {
  it("whatever a branch asks, both ways are taken", () => {
    for (const condition of conditions) {
      const flow = branching(condition);
      taken(flow, "b", "true");
      taken(flow, "b", "false");
      assertFull(flow);
    }
  });

  it("what comes with the call is given as a variable, and no more than that", () => {
    assert.deepEqual(taken(branching("age > 17"), "b", "true"), {
      name: "goes to t where age > 17",
      variables: { age: 18 },
      turns: [],
      expect: { outcome: "ended", ended_at: "t", path: ["s", "b", "t"] },
    });
    assert.equal(taken(branching("age > 17"), "b", "false").variables, undefined);
  });

  it("one variable asked again and again has one value that fits all of it", () => {
    const flow = flowOf(
      graph(
        {
          s: ["start"],
          a: ["branch", { condition: "age > 17" }],
          b: ["branch", { condition: "age > 65" }],
          c: ["branch", { condition: "age == 40" }],
          e: ["end"],
        },
        ["s > a", "a true> b", "a false> e", "b true> e", "b false> c", "c true> e", "c false> e"],
      ),
    );
    assert.deepEqual(taken(flow, "c", "true").variables, { age: 40 });
    assertFull(flow);
  });

  it("what is collected is said or keyed in, and what a skill answers is mocked", () => {
    const flow = flowOf(
      graph(
        {
          s: ["start"],
          zip: ["collect", { slot: "zip", prompt: "Zip?", allow_dtmf: true, dtmf_length: 5 }],
          is: ["branch", { condition: "{zip} == 99950" }],
          look: ["skill", { tool: "find", args: { zip: "{zip}" }, output: { ok: "data.0.covered" } }],
          ok: ["branch", { condition: "{ok} == true" }],
          e: ["end"],
          f: ["end"],
        },
        ["s > zip", "zip > is", "is true> f", "is false> look", "look > ok", "ok true> e", "ok false> f"],
      ),
    );
    assert.deepEqual(taken(flow, "is", "true").turns, [{ dtmf: "99950" }]);
    assert.deepEqual(taken(flow, "ok", "true").mocks, { look: { result: { data: { "0": { covered: true } } } } });
    assert.deepEqual(taken(flow, "ok", "false").mocks, { look: { result: { data: { "0": { covered: false } } } } });
    assertFull(flow);
  });

  it("the caller declines where a confirmation is asked, by the catalogue or by the case", () => {
    const flow = flowOf(
      graph({ s: ["start"], k: ["skill", { tool: "pay", args: {} }], n: ["end"], e: ["end"] }, [
        "s > k",
        "k success> e",
        "k needs_input> n",
      ]),
    );
    const skills = toSkills({ skills: [{ tool: "pay", confirm: true }] });
    assert.deepEqual(taken(flow, "k", "needs_input", skills).turns, ["no"]);
    assert.deepEqual(taken(flow, "k", "success", skills).turns, ["yes"]);
    assert.deepEqual(taken(flow, "k", "needs_input").confirm, ["pay"]);
    assert.equal(taken(flow, "k", "success").confirm, undefined);
  });

  it("a skill that needs what comes with the call gets it, and does without it where that is wanted", () => {
    const flow = flowOf(
      graph(
        { s: ["start"], k: ["skill", { tool: "find", args: { phone: "{caller_phone}" } }], n: ["end"], e: ["end"] },
        ["s > k", "k success> e", "k needs_input> n"],
      ),
    );
    assert.deepEqual(taken(flow, "k", "success").variables, { caller_phone: "+14155550100" });
    assert.equal(taken(flow, "k", "needs_input").variables, undefined);
    assertFull(flow);
  });

  it("silence where a collect can be left by it", () => {
    const flow = flowOf(
      graph({ s: ["start"], c: ["collect", { slot: "name" }], n: ["end"], e: ["end"] }, [
        "s > c",
        "c success> e",
        "c needs_input> n",
      ]),
    );
    assert.deepEqual(taken(flow, "c", "needs_input").turns, [{ silence: true }]);
    assert.deepEqual(taken(flow, "c", "success").turns, ["Ana Lopez"]);
  });

  it("the way to the end that takes the fewest answers, however many nodes are on it", () => {
    const asks = (slot: string): [string, Record<string, unknown>] => ["collect", { slot, prompt: "And?" }];
    const says: [string, Record<string, unknown>] = ["message", { text: "Well" }];
    const flow = flowOf(
      graph(
        {
          s: ["start"],
          a: asks("a"),
          b: asks("b"),
          c: asks("c"),
          d: asks("d"),
          e: asks("e"),
          m1: says,
          m2: says,
          m3: says,
          m4: says,
          end: ["end"],
        },
        ["s > a", "a > b", "b success> c", "b needs_input> d", "d > e", "e > end"].concat([
          "c > m1",
          "m1 > m2",
          "m2 > m3",
          "m3 > m4",
          "m4 > end",
        ]),
      ),
    );
    assert.deepEqual(taken(flow, "a", "success").turns, ["example", "example", "example"]);
  });

  it("keys that a terminator ends", () => {
    const flow = flowOf(
      graph(
        {
          s: ["start"],
          c: ["collect", { slot: "account", allow_dtmf: true, dtmf_terminator: "*" }],
          b: ["branch", { condition: "{account} == 77" }],
          e: ["end"],
          f: ["end"],
        },
        ["s > c", "c > b", "b true> e", "b false> f"],
      ),
    );
    assert.deepEqual(taken(flow, "b", "true").turns, [{ dtmf: "77*" }]);
  });

  it("a branch without an edge for false is found to fail all the same", () => {
    const flow = flowOf(
      graph({ s: ["start"], b: ["branch", { condition: "age > 17" }], e: ["end"] }, ["s > b", "b true> e"]),
    );
    const { cases } = assertFull(flow);
    assert.deepEqual(cases.map(({ expect }) => (expect as { outcome: string }).outcome).sort(), [
      "branch_not_taken",
      "ended",
    ]);
  });

  it("keypads of more keys than anybody presses, and values deeper than anybody writes, do no harm", () => {
    const keys = flowOf(
      graph({ s: ["start"], c: ["collect", { slot: "n", allow_dtmf: true, dtmf_length: 1e15 }], e: ["end"] }, [
        "s > c",
        "c > e",
      ]),
    );
    assert.deepEqual(taken(keys, "c", "success").turns, ["example"]);
    const text = JSON.stringify(
      graph(
        { s: ["start"], b: ["branch", { condition: { variable: "a", operator: "==", value: "deep" } }], e: ["end"] },
        ["s > b", "b true> e", "b false> e"],
      ),
    ).replace('"deep"', `${"[".repeat(5_000)}${"]".repeat(5_000)}`);
    const { flow } = read(text, "flow.json") as { flow: Flow };
    assert.ok("gaveUp" in takenOrNot(flow, "b", "true"));
    taken(flow, "b", "false");
  });

  it("what never holds says so", () => {
    assert.deepEqual(takenOrNot(branching("age > 5 and age < 3"), "b", "true"), {
      unreachable: "its condition never holds: age > 5 and age < 3",
    });
  });
});
