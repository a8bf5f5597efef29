import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Flow } from "../../../engine/flow/flow.ts";
import { drive } from "../../../engine/flowtest/drive.ts";
import type { Case } from "../../../engine/flowtest/model.ts";
import { caseIds, runCase } from "../../../engine/flowtest/run.ts";
import { areas, booking, support } from "./flows.ts";
import { fileOf, runFile, runOne } from "./runFile.ts";

const given = { now: () => 0, file: "a.flowtest.json" };

function flowOf(value: object): Flow {
  const { tests } = fileOf({ flow: value, cases: [] });
  assert.ok(tests!.flow && "inline" in tests!.flow);
  return tests!.flow.inline;
}

function caseOf(value: object): Case {
  return fileOf({ cases: [value] }).tests!.cases[0]!;
}

describe("a case without expectations", () => {
  it("passes when the walk has ended", () => {
    const result = runOne(booking, { turns: ["not interested"] });
    assert.deepEqual(
      [result.status, result.outcome, result.endedAt, result.failures],
      ["passed", "ended", "end-1", []],
    );
  });

  it("fails on every other outcome, at the case", () => {
    const result = runOne(booking, { turns: ["hmm"] });
    assert.equal(result.status, "failed");
    assert.deepEqual(result.failures, [
      {
        message: 'The outcome is transcript_exhausted, expected ended: no turn was left at "ask-date-1"',
        expected: "ended",
        actual: "transcript_exhausted",
        place: { path: ["cases", 0, "name"] },
      },
    ]);
  });

  it("is what an empty `expect`, or one without a known member, makes it", () => {
    for (const expect of [{}, { end_at: "end-1" }, { outcome: 5 }, [], "ended"])
      assert.equal(runOne(booking, { turns: [], expect }).status, "failed");
  });
});

describe("a case without a verdict", () => {
  const errored = (flow: object, testCase: object, message: string): void => {
    const result = runOne(flow, testCase);
    assert.deepEqual([result.status, result.message], ["errored", message]);
    assert.deepEqual(result.failures, []);
  };

  it("called a tool without a mock", () => {
    errored(
      booking,
      { turns: ["book"], expect: { ended_at: "end-1" } },
      '"check-availability-step" called a tool without a mock; add one under "mocks"',
    );
    errored(
      areas,
      { turns: ["02139"], expect: { outcome: "ended" } },
      '"k" called "find_area" without a mock; add one under "mocks"',
    );
  });

  it("called a tool whose mock says nothing", () => {
    errored(
      booking,
      { turns: ["book"], mocks: { "check-availability-step": { status: "ok" } } },
      '"check-availability-step" called a tool whose mock {"status":"ok"} has neither "result" nor "error"',
    );
    errored(
      areas,
      { turns: ["02139"], mocks: { find_area: [] } },
      '"k" called "find_area" whose mock "find_area" is an empty list',
    );
  });

  it("but one that expects just that passes", () => {
    assert.equal(runOne(booking, { turns: ["book"], expect: { outcome: "unmocked_tool" } }).status, "passed");
    assert.equal(
      runOne(areas, { turns: ["1"], expect: { outcome: "unmocked_skill", call_count: 1 } }).status,
      "passed",
    );
    assert.equal(runOne({ ...booking, nodes: [] }, { expect: { outcome: "invalid" } }).status, "passed");
  });

  it("has a flow that cannot be walked", () => {
    const twoStarts = { ...booking, nodes: [...booking.nodes, { ...booking.nodes[0]!, id: "start-2" }] };
    errored(twoStarts, {}, "The flow cannot be walked: The flow has 2 start nodes; a walk needs exactly one");
  });

  it("came to a condition that cannot be read", () => {
    const nodes = areas.nodes.map((node) => (node.id === "b" ? { ...node, data: { condition: "{ok} ==" } } : node));
    const result = runOne({ ...areas, nodes }, { turns: ["1"], mocks: { k: { result: {} } } });
    assert.equal(result.status, "errored");
    assert.match(result.message!, /^The condition of "b" cannot be read: /);
  });

  it("begins at a node that is not there", () => {
    errored(
      booking,
      { start_at: "ask-date" },
      'start_at names "ask-date", which is not a node; did you mean "ask-date-1"?',
    );
    errored(booking, { start_at: "nirvana" }, 'start_at names "nirvana", which is not a node');
  });

  it("takes what is not offered", () => {
    errored(
      booking,
      { turns: [{ user: "x", take: "tx-cofirm" }], expect: { ended_at: "end-1" } },
      'take names "tx-cofirm", which "ask-date-1" does not offer; offered: tx-confirm, tx-decline',
    );
    errored(
      support,
      { turns: [{ take: "viip" }] },
      'take names "viip", which "greet" does not offer; offered: plan, bye',
    );
  });

  it("has no flow", () => {
    const testCase = caseOf({ name: "it", turns: [] });
    const result = runCase(testCase, undefined, given);
    assert.deepEqual(
      [result.status, result.message, result.state, result.endedAt],
      [
        "errored",
        'There is no flow to walk; name one under "flow", or pair the file with one in flowproof.json',
        undefined,
        null,
      ],
    );
    const why = 'Could not read "b.json": no such file';
    assert.equal(runCase(testCase, undefined, { ...given, why }).message, why);
  });

  it("is skipped for its reason, flow or not", () => {
    const testCase = { ...caseOf({ name: "it" }), skip: "needs a model" };
    for (const flow of [undefined, flowOf(booking)]) {
      const result = runCase(testCase, flow, given);
      assert.deepEqual([result.status, result.message], ["skipped", "needs a model"]);
    }
  });

  it("met a mistake of Flowproof's", () => {
    const strange = { ...flowOf(booking), format: "nobody's" as "yappr-flow" };
    const result = runCase(caseOf({ name: "it" }), strange, given);
    assert.equal(result.status, "errored");
    assert.match(result.message!, /^Flowproof failed here: /);
  });
});

describe("a result", () => {
  it("has what was said, called, bound and chosen", () => {
    const result = runOne(areas, {
      turns: ["02139", "unused"],
      mocks: { k: { result: { covered: true, data: { name: "Cambridge" } } } },
    });
    assert.deepEqual([...result.state!.says].at(-1), { node: "m", text: "We serve Cambridge." });
    assert.deepEqual(
      [...result.state!.calls].map(({ node, tool, args }) => ({ node, tool, args })),
      [{ node: "k", tool: "find_area", args: { zip: "02139" } }],
    );
    assert.equal(result.state!.variables.get("area"), "Cambridge");
    assert.deepEqual(result.unused, [{ index: 1, turn: { user: "unused" } }]);
    assert.equal(result.id, "a.flowtest.json#it");
    assert.deepEqual(
      [result.name, result.file, result.place],
      ["it", "a.flowtest.json", { path: ["cases", 0, "name"] }],
    );
  });

  it("took as long as the clock says", () => {
    const times = [5, 7.5];
    const result = runCase(caseOf({ name: "it" }), undefined, { now: () => times.shift()!, file: "f" });
    assert.equal(result.durationMs, 2.5);
    assert.equal(result.id, "f#it");
  });

  it("is of the flow written into the case, before the file's", () => {
    const [own, file] = runFile({
      flow: areas,
      cases: [
        { name: "own", flow_config: booking, turns: ["not interested"] },
        { name: "file", turns: [] },
      ],
    });
    assert.deepEqual([own!.outcome, own!.endedAt, own!.flow!.format], ["ended", "end-1", "yappr-flow"]);
    assert.deepEqual([file!.outcome, file!.flow!.format], ["transcript_exhausted", "flowyte-playbook"]);
  });

  it("honours skills, confirmations and options", () => {
    const skills = {
      skills: [{ tool: "find_area", returns: { covered: true, data: { name: "here" } }, confirm: true }],
    };
    const [asked, told, sampled] = runFile({
      graph: areas,
      skills,
      cases: [
        {
          name: "asked",
          turns: ["1", "no"],
          expect: { outcome: "declined", says: ["Shall I go ahead with find_area?"] },
        },
        {
          name: "told",
          turns: ["1", { user: "hm", confirm: true }],
          mocks: { k: { error: "x" } },
          expect: { outcome: "skill_error" },
        },
        {
          name: "sampled",
          turns: ["1", "yes"],
          options: { useSampleReturns: true },
          expect: { says: ["We serve here."] },
        },
      ],
    });
    for (const result of [asked!, told!, sampled!]) assert.equal(result.status, "passed", result.message);
    const unasked = runOne(areas, { turns: ["1", "yes"], confirm: ["find_area"], mocks: { k: { error: 1 } } });
    assert.ok([...unasked.state!.says].some(({ text }) => text === "Shall I go ahead with find_area?"));
    const stopped = runOne(booking, { turns: ["book"], options: { unmocked: "success" } });
    assert.deepEqual([stopped.status, stopped.endedAt], ["passed", "end-1"]);
  });
});

describe("a hostile case", () => {
  const deep = JSON.parse("[".repeat(2000) + "]".repeat(2000));
  const strange: unknown[] = [null, -1, "", "x", "/", "/(/", true, [], {}, [null], [{}], deep, { a: deep }];
  strange.push(JSON.parse('{"__proto__": {"a": 1}, "constructor": "x"}'), ["__proto__"], "x".repeat(100_000));
  const members = "name tags start_at variables turns transcript mocks confirm options expect";
  const expectations =
    "outcome ended_at path visits not_visits decisions variables results says not_says calls call_count trace";

  const run = (flow: object, testCase: object): void => {
    const { status, message } = runOne(flow, testCase);
    assert.ok(["passed", "failed", "errored"].includes(status));
    assert.doesNotMatch(message ?? "", /^Flowproof failed here/);
  };

  for (const [what, flow] of Object.entries({ booking, areas, support })) {
    it(`gets a verdict or a reason, whatever stands where: ${what}`, () => {
      for (const value of strange) {
        for (const member of members.split(" ")) run(flow, { turns: ["book"], [member]: value });
        for (const member of expectations.split(" "))
          run(flow, { turns: ["not interested"], expect: { [member]: value } });
        for (const key of ["check-availability-step", "find_area"]) {
          const expect = { results: { "Check Availability": value }, trace: [{ data: value }] };
          run(flow, { turns: ["book"], mocks: { [key]: { result: value } }, expect });
        }
        const turn = { user: value, dtmf: value, slots: value, take: value, silence: value };
        run(flow, { turns: [turn, { slots: { zip: value } }], mocks: { k: { result: value } } });
      }
    });
  }
});

describe("ids of cases", () => {
  const ids = (...names: string[]): readonly string[] =>
    caseIds(
      "t.json",
      names.map((name) => caseOf({ name })),
    );

  it("are the file and the name", () => assert.deepEqual(ids("a", "b"), ["t.json#a", "t.json#b"]));

  it("count what is repeated", () =>
    assert.deepEqual(ids("a", "a", "b", "a"), ["t.json#a", "t.json#a~2", "t.json#b", "t.json#a~3"]));

  it("stay unique and with their names where a name looks like a count", () => {
    assert.deepEqual(ids("a", "a", "a~2", "a"), ["t.json#a", "t.json#a~3", "t.json#a~2", "t.json#a~4"]);
    assert.deepEqual(ids("a~2", "a", "a~2", "a"), ["t.json#a~2", "t.json#a", "t.json#a~2~2", "t.json#a~3"]);
  });

  it("do not mind names such as __proto__", () =>
    assert.deepEqual(ids("__proto__", "__proto__", "constructor"), [
      "t.json#__proto__",
      "t.json#__proto__~2",
      "t.json#constructor",
    ]));

  it("are unique for ten thousand cases of one name", () => {
    assert.equal(new Set(ids(...Array.from({ length: 10_000 }, () => "a"))).size, 10_000);
  });
});

it("runs ten thousand cases on a flow that is read once", () => {
  const flow = flowOf(booking);
  let reads = 0;
  // Whoever read the flow again for a case would have to go through its list of nodes.
  const watched = {
    ...flow,
    get nodes() {
      reads++;
      return flow.nodes;
    },
  };
  const { tests } = fileOf({
    cases: Array.from({ length: 10_000 }, (_, i) => ({
      name: `case ${i % 100}`,
      turns: [i % 2 ? "book wednesday" : "not interested"],
      mocks: { "check-availability-step": { result: i } },
      expect: { ended_at: i % 10 === 0 ? "end-err" : "end-1" },
    })),
  });
  const results = tests!.cases.map((each) => runCase(each, watched, given));
  assert.equal(results.filter(({ status }) => status === "failed").length, 1000);
  assert.equal(results.filter(({ status }) => status === "passed").length, 9000);
  assert.ok(reads < 20, `the nodes were gone through ${reads} times`);
});

it("gives the same walk for the same flow and case", () => {
  const flow = flowOf(areas);
  const testCase = caseOf({ turns: [{ dtmf: "02139" }], mocks: { find_area: [{ result: { covered: true } }] } });
  assert.deepEqual(drive(flow, testCase), drive(flow, testCase));
});
