import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Case, FlowTest } from "../../../engine/flowtest/model.ts";
import { flowtest } from "../../../engine/formats/flowtest/index.ts";
import { read, reread } from "../../../engine/formats/index.ts";
import { locate } from "../../../engine/formats/locate.ts";
import { areas, booking, support } from "../flowtest/flows.ts";

function formatOf(value: unknown, name = "any.json"): string | undefined {
  return read(JSON.stringify(value), name).format?.id;
}

function testsOf(value: unknown, name = "a.flowtest.json"): FlowTest {
  const { tests } = read(JSON.stringify(value), name);
  assert.ok(tests);
  return tests;
}

function caseOf(value: unknown): Case {
  return testsOf({ flow: "f.json", cases: [value] }).cases[0]!;
}

describe("a flow test file is recognised", () => {
  for (const name of ["a.flowtest.json", "a.yappr-test.json", "a.flowyte-test.json", "file:///x/a%20b.flowtest.json"]) {
    it(`by its name: ${name}`, () => {
      for (const value of [{}, { cases: [] }, { flow: "x.json" }, { cases: "later" }, { turns: ["hi"] }])
        assert.equal(formatOf(value, name), "flowtest", JSON.stringify(value));
    });
  }

  it("by its name only with an object inside", () => {
    for (const text of ["", "[]", '"cases"', "5", "null", '["cases", "turns"]'])
      assert.equal(read(text, "a.flowtest.json").format, undefined, text);
  });

  it("by its name, half-written", () => {
    const document = read('{"flow": "./b.json", "cases": [{"name": "x", "turns": ["hi", ', "a.flowtest.json");
    assert.equal(document.format?.id, "flowtest");
    assert.deepEqual(document.tests!.cases[0]!.turns, [{ user: "hi" }]);
  });

  for (const [what, value] of Object.entries({
    "turns, and a path to the flow": { flow: "x.json", cases: [{ turns: [] }] },
    "mocks, and a graph": { graph: { nodes: [] }, cases: [{ mocks: {} }] },
    "a transcript, and a flow_config in the case": { cases: [{ transcript: [], flow_config: {} }] },
    "expectations, and a voicetest graph": { agent_graph: {}, cases: [5, { expect: {} }] },
    "mock_tool_results, and a flow": { flow: {}, cases: [{ mock_tool_results: {} }] },
  }))
    it(`by its content: ${what}`, () => assert.equal(formatOf(value), "flowtest"));

  for (const [what, value] of Object.entries({
    "cases of scripts": {
      notes: "x",
      cases: [{ id: "a", language: "English", script: [{ caller: "Hi", expected: ["x"] }] }],
    },
    "cases without a flow": { cases: [{ turns: ["hi"] }] },
    "a flow without such cases": { flow: "x.json", cases: [{ name: "x" }] },
    "no cases": { flow: "x.json", cases: [] },
    "cases that are no objects": { flow: "x.json", cases: ["turns", null, 5] },
    "cases that are no list": { flow: "x.json", cases: { turns: [] } },
    "a flow that is a number": { flow: 5, cases: [{ turns: [] }] },
    "a list": [{ flow: "x.json", cases: [{ turns: [] }] }],
  }))
    it(`not where there are ${what}`, () => assert.equal(formatOf(value), undefined));

  it("but not a request body of the hosted Yappr flow test, whatever the file is called", () => {
    const body = { transcript: [], flow_config: booking, mock_tool_results: {} };
    for (const name of ["a.flowtest.json", "a.yappr-test.json", "b.json"])
      assert.equal(formatOf(body, name), "yappr-test");
  });
});

describe("the flow of a test file", () => {
  for (const key of ["flow", "graph", "flow_config", "agent_graph"])
    it(`is a path under "${key}"`, () =>
      assert.deepEqual(testsOf({ [key]: "./f.json", cases: [] }).flow, { file: "./f.json", place: { path: [key] } }));

  for (const [what, members, format] of [
    ["a flow_config", { flow_config: booking }, "yappr-flow"],
    ["a graph", { graph: areas }, "flowyte-playbook"],
    ["an agent_graph", { agent_graph: support }, "voicetest-graph"],
    ["a flow of Yappr's", { flow: booking }, "yappr-flow"],
    ["a flow of Flowyte's", { flow: areas }, "flowyte-playbook"],
    ["a flow of voicetest's", { flow: support }, "voicetest-graph"],
    ["a graph of Yappr's", { graph: booking }, "yappr-flow"],
    ["a Yappr agent", { flow: { type: "flow", system_prompt: "x", flow_config: booking } }, "yappr-flow"],
    ["an unfinished flow_config", { flow_config: { nodes: [] } }, "yappr-flow"],
    ["an unfinished graph", { graph: {} }, "flowyte-playbook"],
  ] as const)
    it(`is ${what}, written inline`, () => {
      const { flow } = testsOf({ ...members, cases: [] });
      assert.ok(flow && "inline" in flow);
      assert.equal(flow.inline.format, format);
      assert.equal(flow.inline.path[0], Object.keys(members)[0]);
    });

  it("has its places in the test file", () => {
    const document = read(JSON.stringify({ cases: [], flow_config: booking }), "a.flowtest.json");
    assert.ok(document.tests!.flow && "inline" in document.tests!.flow);
    const node = document.tests!.flow.inline.nodes[1]!;
    const { start, end } = locate(document, node.idPlace);
    assert.equal(document.text.slice(start, end), '"ask-date-1"');
  });

  it("is none where nothing of use is written", () => {
    for (const flow of [5, null, [], {}, true]) assert.equal(testsOf({ flow, cases: [] }).flow, undefined);
    assert.deepEqual(testsOf({ flow: 5, graph: "g.json", cases: [] }).flow, {
      file: "g.json",
      place: { path: ["graph"] },
    });
  });
});

describe("the skills of a test file", () => {
  const skills = [{ tool: "find_area", params: { zip: { required: true } } }];

  it("are a path", () =>
    assert.deepEqual(testsOf({ skills: "s.json", cases: [] }).skills, { file: "s.json", place: { path: ["skills"] } }));

  it("are a catalogue or its list, written inline", () => {
    for (const inline of [{ skills }, skills]) {
      const document = read(JSON.stringify({ skills: inline, cases: [] }), "a.flowtest.json");
      assert.ok(document.tests!.skills && "inline" in document.tests!.skills);
      assert.deepEqual(
        document.tests!.skills.inline.map(({ tool }) => tool),
        ["find_area"],
      );
      assert.equal(document.skills, document.tests!.skills.inline);
    }
  });

  it("are none of anything else", () => assert.equal(testsOf({ skills: 5, cases: [] }).skills, undefined));
});

describe("a case", () => {
  it("has all that is written", () => {
    const read = caseOf({
      name: "books",
      tags: ["smoke", 5],
      start_at: "ask",
      variables: { name: "Ana" },
      turns: ["hi"],
      mocks: { a: { result: 1 }, b: [{ result: 1 }, { error: 2 }], c: [] },
      confirm: ["pay"],
      options: { globals: "fallback", unmocked: "error", recollect: true, useSampleReturns: false },
      expect: { outcome: "ended" },
    });
    const path = ["cases", 0];
    assert.deepEqual(read, {
      name: "books",
      place: { path: [...path, "name"] },
      path,
      tags: ["smoke"],
      startAt: { id: "ask", place: { path: [...path, "start_at"] } },
      variables: { name: "Ana" },
      turns: [{ user: "hi" }],
      turnsPlace: { path: [...path, "turns"], part: "key" },
      turnPlaces: [{ path: [...path, "turns", 0] }],
      mocks: new Map([
        ["a", { entries: [{ result: 1 }], listed: false, place: { path: [...path, "mocks", "a"], part: "key" } }],
        [
          "b",
          {
            entries: [{ result: 1 }, { error: 2 }],
            listed: true,
            place: { path: [...path, "mocks", "b"], part: "key" },
          },
        ],
        ["c", { entries: [], listed: true, place: { path: [...path, "mocks", "c"], part: "key" } }],
      ]),
      mocksPath: [...path, "mocks"],
      confirm: ["pay"],
      confirmPlaces: [{ path: [...path, "confirm", 0] }],
      options: { globals: "fallback", unmocked: "error", recollect: true, useSampleReturns: false },
      expect: {
        ...nothingExpected,
        place: { path: [...path, "expect"] },
        outcome: { value: "ended", place: { path: [...path, "expect", "outcome"] } },
      },
      flow: undefined,
      setup: undefined,
    });
  });

  it("without a name is called by its number", () => {
    const { cases } = testsOf({ cases: [{}, 5, { name: 7 }, { name: "" }] });
    assert.deepEqual(
      cases.map(({ name, place }) => [name, place]),
      [
        ["case 1", { path: ["cases", 0] }],
        ["case 3", { path: ["cases", 2] }],
        ["", { path: ["cases", 3, "name"] }],
      ],
    );
  });

  it("takes mocks from both names, the first before the second", () => {
    const { mocks } = caseOf({ mock_tool_results: { a: 1, b: 2 }, mocks: { b: 3 } });
    assert.deepEqual(
      [...mocks].map(([key, { entries, place }]) => [key, entries, "path" in place ? place.path[2] : ""]),
      [
        ["b", [3], "mocks"],
        ["a", [1], "mock_tool_results"],
      ],
    );
  });

  it("is the file itself where turns stand there instead of cases", () => {
    const { cases, flow } = testsOf({ flow: "f.json", turns: ["hi"], expect: { outcome: "ended" } });
    assert.equal(cases.length, 1);
    assert.deepEqual(cases[0]!.turns, [{ user: "hi" }]);
    assert.deepEqual(cases[0]!.expect!.outcome!.place, { path: ["expect", "outcome"] });
    assert.ok(flow && "file" in flow);
    assert.deepEqual(testsOf({ flow: "f.json" }).cases, []);
  });
});

describe("turns", () => {
  for (const [written, turn] of [
    ["hi", { user: "hi" }],
    ["", { user: "" }],
    [{ user: "hi" }, { user: "hi" }],
    [
      { user: "hi", slots: { zip: "1" }, confirm: true, take: "tx", note: "x" },
      { user: "hi", slots: { zip: "1" }, confirm: true, take: "tx" },
    ],
    [{ dtmf: "12#" }, { dtmf: "12#" }],
    [{ silence: true }, { silence: true }],
    [{ take: "tx" }, { take: "tx" }],
    [{ confirm: false }, { confirm: false }],
    [{ role: "user", text: "hi" }, { user: "hi" }],
    [
      { role: "user", content: "hi", take: "tx" },
      { user: "hi", take: "tx" },
    ],
    [{ user: 5, dtmf: 12, slots: [], confirm: "yes", take: null, silence: true }, { silence: true }],
  ] as const)
    it(`can be ${JSON.stringify(written)}`, () => assert.deepEqual(caseOf({ turns: [written] }).turns, [turn]));

  for (const written of [
    5,
    null,
    {},
    [],
    { silence: false },
    { role: "agent", text: "hi" },
    { role: "user" },
    { text: "hi" },
  ])
    it(`cannot be ${JSON.stringify(written)}`, () => {
      const { turns, turnPlaces } = caseOf({ turns: [written, "after"] });
      assert.deepEqual(turns, [{ user: "after" }]);
      assert.deepEqual(turnPlaces, [{ path: ["cases", 0, "turns", 1] }]);
    });

  it("may stand under transcript, and turns come first", () => {
    const transcript = [
      { role: "agent", text: "Hi" },
      { role: "user", text: "book" },
    ];
    const read = caseOf({ transcript });
    assert.deepEqual(read.turns, [{ user: "book" }]);
    assert.deepEqual(read.turnPlaces, [{ path: ["cases", 0, "transcript", 1] }]);
    assert.deepEqual(caseOf({ transcript, turns: ["hi"] }).turns, [{ user: "hi" }]);
    assert.deepEqual(caseOf({ transcript, turns: "hi" }).turns, [{ user: "book" }]);
  });
});

const nothingExpected = {
  outcome: undefined,
  endedAt: undefined,
  path: undefined,
  visits: undefined,
  notVisits: undefined,
  decisions: undefined,
  variables: undefined,
  results: undefined,
  says: undefined,
  notSays: undefined,
  calls: undefined,
  callCount: undefined,
  trace: undefined,
};

describe("expectations", () => {
  const at = (...steps: (string | number)[]): object => ({ path: ["cases", 0, "expect", ...steps] });

  for (const [member, written, name, value] of [
    ["outcome", "loop", "outcome", "loop"],
    ["ended_at", "e", "endedAt", "e"],
    ["ended_at", null, "endedAt", null],
    ["ended_at_step_id", "e", "endedAt", "e"],
    ["variables", { a: 1 }, "variables", { a: 1 }],
    ["results", { a: 1 }, "results", { a: 1 }],
    ["named_results", { a: 1 }, "results", { a: 1 }],
    ["decisions", { a: "x", b: ["y", 5, "z"], c: 5 }, "decisions", { a: "x", b: ["y", "z"] }],
    ["call_count", 0, "callCount", 0],
  ] as const)
    it(`${member}: ${JSON.stringify(written)}`, () =>
      assert.deepEqual(caseOf({ expect: { [member]: written } }).expect, {
        ...nothingExpected,
        place: at(),
        [name]: { value, place: at(member) },
      }));

  for (const [member, written, name, value, indexes] of [
    ["path", ["a", "b"], "path", ["a", "b"], [0, 1]],
    ["path", [], "path", [], []],
    ["visits", ["a", 5, "b"], "visits", ["a", "b"], [0, 2]],
    ["not_visits", ["a"], "notVisits", ["a"], [0]],
    ["says", ["a"], "says", ["a"], [0]],
    ["not_says", [null, "a"], "notSays", ["a"], [1]],
    ["calls", [{ tool: "a", args: { b: 1 } }], "calls", [{ tool: "a", args: { b: 1 } }], [0]],
    ["calls", ["a", { tool: 5 }, { tool: "b", args: [] }], "calls", [{ tool: "b", args: undefined }], [2]],
    ["trace", [5, { kind: "end" }], "trace", [{ kind: "end" }], [1]],
  ] as const)
    it(`${member}: ${JSON.stringify(written)}`, () =>
      assert.deepEqual(caseOf({ expect: { [member]: written } }).expect, {
        ...nothingExpected,
        place: at(),
        [name]: { value, place: at(member), items: indexes.map((i) => at(member, i)) },
      }));

  it("of the wrong type count as not written", () => {
    for (const expect of [
      null,
      [],
      "ended",
      {},
      { outcome: 5, ended_at: 5, path: "a", visits: {}, not_visits: null, decisions: [], variables: [], results: 1 },
      { says: "a", not_says: 5, calls: {}, call_count: "1", trace: {} },
      { end_at: "e" },
    ])
      assert.equal(caseOf({ expect }).expect, undefined);
  });

  it("take the vendor's name where the other is of no use", () => {
    const { expect } = caseOf({ expect: { ended_at: 5, ended_at_step_id: "e" } });
    assert.deepEqual(expect!.endedAt, { value: "e", place: at("ended_at_step_id") });
    assert.equal(caseOf({ expect: { ended_at: "a", ended_at_step_id: "b" } }).expect!.endedAt!.value, "a");
  });
});

describe("places lead to the text one would edit", () => {
  const text = `{
    "flow": "f.json", // comments are fine here
    "cases": [{ "name": "x", "start_at": "s",
      "mocks": { "k": { "result": 1 } },
      "expect": { "ended_at": "end-1", "says": ["a", "b"] } }]
  }`;
  const document = read(text, "a.flowtest.json");
  const { flow, cases } = document.tests!;
  const [testCase] = cases;
  const written = (place: Parameters<typeof locate>[1]): string => {
    const { start, end } = locate(document, place);
    return text.slice(start, end);
  };

  it("of flows, names, starts, mocks and expectations", () => {
    assert.deepEqual(document.problems, []);
    assert.ok(flow && "file" in flow);
    assert.equal(written(flow.place), '"f.json"');
    assert.equal(written(testCase!.place), '"x"');
    assert.equal(written(testCase!.startAt!.place), '"s"');
    assert.equal(written(testCase!.mocks.get("k")!.place), '"k"');
    assert.equal(written(testCase!.expect!.endedAt!.place), '"end-1"');
    assert.equal(written(testCase!.expect!.says!.items![1]!), '"b"');
  });
});

describe("hostile files", () => {
  it("keep names such as __proto__ as they are", () => {
    const document = read(
      `{"cases": [{"name": "__proto__", "variables": {"__proto__": {"polluted": 1}}, "mocks": {"__proto__": {"result": 1}, "constructor": 5},
        "turns": [{"user": "x", "slots": {"__proto__": 2}}], "expect": {"decisions": {"__proto__": "a", "constructor": ["b"]}}}]}`,
      "a.flowtest.json",
    );
    const [testCase] = document.tests!.cases;
    assert.deepEqual([...testCase!.mocks.keys()], ["__proto__", "constructor"]);
    assert.deepEqual(Object.keys(testCase!.variables), ["__proto__"]);
    assert.deepEqual(Object.entries(testCase!.expect!.decisions!.value), [
      ["__proto__", "a"],
      ["constructor", ["b"]],
    ]);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it("cannot make it throw, whatever stands where", () => {
    const strange: unknown[] = [
      null,
      5,
      "x",
      true,
      [],
      {},
      [null],
      [[]],
      { length: 5 },
      { cases: 5 },
      Number.MAX_VALUE,
    ];
    const members = [
      "flow graph flow_config agent_graph skills cases name tags start_at variables turns transcript mocks",
      "mock_tool_results confirm options expect outcome ended_at path visits decisions says calls trace role",
    ]
      .join(" ")
      .split(" ");
    for (const member of members)
      for (const value of strange) {
        const inside = { [member]: value };
        const cases = [{ cases: [inside] }, { cases: [{ expect: inside }] }, { cases: [{ turns: [inside] }] }];
        for (const whole of [inside, ...cases])
          assert.doesNotThrow(() => read(JSON.stringify(whole), "a.flowtest.json"), JSON.stringify(whole));
      }
  });

  it("may be nested as deep as they like", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const text = `{"flow_config": {"nodes": ${deep}}, "cases": [{"turns": [], "mocks": {"a": ${deep}}, "variables": {"a": ${deep}}, "expect": {"variables": {"a": ${deep}}}}]}`;
    assert.equal(read(text, "a.flowtest.json").tests!.cases.length, 1);
  });
});

it("is read the same below an envelope or anywhere in a file", () => {
  const value = { success: true, data: { flow: "f.json", cases: [{ turns: ["hi"], expect: { outcome: "ended" } }] } };
  const document = read(JSON.stringify(value), "any.json");
  assert.equal(document.format, flowtest);
  assert.deepEqual(document.tests!.cases[0]!.expect!.outcome!.place, {
    path: ["data", "cases", 0, "expect", "outcome"],
  });
});

it("reads after an edit only the case that was edited", () => {
  const before = read(JSON.stringify({ flow: "f.json", cases: [{ name: "one" }, { name: "two" }] }), "a.flowtest.json");
  const after = reread(before, before.text.replace("two", "three"));
  assert.deepEqual(
    after.tests!.cases.map(({ name }) => name),
    ["one", "three"],
  );
  assert.equal(after.tests!.cases[0], before.tests!.cases[0]);
});
