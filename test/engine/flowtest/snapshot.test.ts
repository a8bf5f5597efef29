import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { caseIds, type RunWith, runCase } from "../../../engine/flowtest/run.ts";
import type { Snapshots } from "../../../engine/flowtest/snapshot.ts";
import { snapshotFileOf, snapshotsIn, snapshotText } from "../../../engine/flowtest/snapshotFile.ts";
import { areas, booking } from "./flows.ts";
import { fileOf } from "./runFile.ts";

const expect = { trace: "snapshot" };

function run(members: object, snapshots: Snapshots, accept?: RunWith["accept"]): ReturnType<typeof runCase>[] {
  const { tests } = fileOf(members);
  const flow = tests!.flow && "inline" in tests!.flow ? tests!.flow.inline : undefined;
  const ids = caseIds("a.flowtest.json", tests!.cases);
  const given = { now: () => 0, file: "a.flowtest.json", snapshots, accept };
  return tests!.cases.map((one, i) => runCase(one, flow, { ...given, id: ids[i]! }));
}

function accepted(members: object): Snapshots {
  const results = run(members, new Map(), "all");
  return new Map(results.flatMap(({ snapshot }) => (snapshot ? [[snapshot.name, snapshot.now]] : [])));
}

const declines = { flow: booking, cases: [{ name: "declines", turns: ["not interested"], expect }] };

describe("a trace that is kept", () => {
  for (const [dialect, members] of [
    ["Yappr", declines],
    [
      "Flowyte",
      {
        flow: areas,
        cases: [{ name: "silent", turns: [{ dtmf: "02139" }], mocks: { find_area: { result: {} } }, expect }],
      },
    ],
  ] as const)
    it(`${dialect}: is the same after it was written and read`, () => {
      const kept = accepted(members);
      assert.equal(kept.size, 1);
      const [result] = run(members, snapshotsIn(snapshotText(kept)));
      assert.deepEqual([result!.status, result!.snapshot!.status], ["passed", "same"]);
    });

  it("stands in its file entry by entry, cases by name", () => {
    const kept = accepted({ flow: booking, cases: [...declines.cases, { name: "a", turns: [], expect }] });
    assert.equal(
      snapshotText(kept),
      `{
  "about": "Traces that Flowproof compares flow tests with; flowproof test --update writes them anew",
  "snapshots": {
    "a": {
      "trace": [
        { "step_id": "start-1", "kind": "enter" },
        { "step_id": "start-1", "kind": "auto_advance", "decision": "ask-date-1" },
        { "step_id": "ask-date-1", "kind": "enter" },
        { "step_id": "ask-date-1", "kind": "eval", "decision": "stay", "reason": "transcript exhausted" }
      ],
      "outcome": "transcript_exhausted",
      "ended_at": null
    },
    "declines": {
      "trace": [
        { "step_id": "start-1", "kind": "enter" },
        { "step_id": "start-1", "kind": "auto_advance", "decision": "ask-date-1" },
        { "step_id": "ask-date-1", "kind": "enter" },
        { "step_id": "ask-date-1", "kind": "eval", "decision": "tx-decline", "reason": "heuristic match (overlap_score=2)" },
        { "step_id": "end-1", "kind": "enter" },
        { "step_id": "end-1", "kind": "end" }
      ],
      "outcome": "ended",
      "ended_at": "end-1"
    }
  }
}
`,
    );
  });

  it("that is missing fails at the expectation, unless it is to be written", () => {
    const [missing] = run(declines, new Map());
    assert.equal(missing!.message, "There is no snapshot of this trace yet; flowproof test --update writes it");
    assert.deepEqual(missing!.failures[0]!.place, { path: ["cases", 0, "expect", "trace"] });
    assert.equal(missing!.failures[0]!.expected, "");
    assert.match(missing!.failures[0]!.actual, /^\{ "step_id": "start-1", "kind": "enter" \}\n/);
    for (const accept of ["missing", "all"] as const)
      assert.equal(run(declines, new Map(), accept)[0]!.status, "passed");
  });

  it("fails with the first node at which something else happens", () => {
    const kept = accepted(declines);
    const [books] = run(
      {
        flow: booking,
        cases: [{ name: "declines", turns: ["book"], mocks: { "check-availability-step": { result: {} } }, expect }],
      },
      kept,
    );
    assert.equal(
      books!.message,
      'The trace leaves its snapshot at "ask-date-1": eval → tx-confirm, heuristic match (overlap_score=1); the snapshot has: eval → tx-decline, heuristic match (overlap_score=2)',
    );
    const [stays] = run({ flow: booking, cases: [{ name: "declines", turns: [], expect }] }, kept);
    assert.equal(
      stays!.message,
      'The trace leaves its snapshot at "ask-date-1": eval → stay, transcript exhausted; the snapshot has: eval → tx-decline, heuristic match (overlap_score=2)',
    );
    for (const result of [books, stays]) {
      assert.equal(result!.snapshot!.status, "changed");
      assert.equal(run(declines, kept, "missing")[0]!.status, "passed");
    }
  });

  it("does not mind in which order an object has its members", () => {
    const members = (result: object): object => ({
      flow: booking,
      cases: [{ name: "x", turns: ["book"], mocks: { "check-availability-step": { result } }, expect }],
    });
    const kept = accepted(members({ a: 1, b: { c: 2, d: 3 } }));
    assert.equal(run(members({ b: { d: 3, c: 2 }, a: 1 }), kept)[0]!.status, "passed");
    const [other] = run(members({ a: 1, b: { c: 2, d: 4 } }), kept);
    assert.match(
      other!.message!,
      /at "check-availability-step": .* with \{"a":1,"b":\{"c":2,"d":4\}\}; the snapshot has/,
    );
  });

  it("is not accepted while something else is wrong, and is of a case's own part", () => {
    const [wrong] = run(
      { flow: booking, cases: [{ ...declines.cases[0], expect: { ...expect, ended_at: "end-err" } }] },
      new Map(),
      "all",
    );
    assert.deepEqual([wrong!.status, wrong!.failures.length], ["failed", 1]);
    const kept = accepted({
      flow: booking,
      cases: [
        { name: "asked", turns: ["hmm"] },
        { name: "then", setup: "asked", turns: ["not interested"], expect },
      ],
    });
    assert.deepEqual(
      kept.get("then")!.trace.map(({ step_id, kind }) => `${step_id} ${kind}`),
      ["ask-date-1 enter", "ask-date-1 eval", "end-1 enter", "end-1 end"],
    );
  });

  it("goes by the name that its case has among others", () => {
    const kept = accepted({
      flow: booking,
      cases: [{ name: "{a}", each: [{ a: "x" }, { a: "x" }, { a: "__proto__" }], turns: ["not interested"], expect }],
    });
    assert.deepEqual([...snapshotsIn(snapshotText(kept)).keys()].sort(), ["__proto__", "x", "x~2"]);
  });
});

it("a file of traces stands beside its test file, and nothing in it is believed that cannot be", () => {
  assert.equal(snapshotFileOf("/a/b.flowtest.json"), "/a/b.flowtest.snap.json");
  assert.equal(snapshotFileOf("file:///a/b.jsonc"), "file:///a/b.snap.json");
  for (const text of ["", "{", "5", "null", "[]", '{"snapshots":[]}', '{"snapshots":{"a":5,"b":{"trace":[]}}}'])
    assert.equal(snapshotsIn(text).size, 0, text);
  assert.deepEqual(
    snapshotsIn('{"snapshots":{"a":{"outcome":"ended","trace":[5,{"step_id":"x","kind":"enter"},{}]}}}').get("a"),
    {
      trace: [{ step_id: "x", kind: "enter" }],
      outcome: "ended",
      ended_at: null,
    },
  );
});
