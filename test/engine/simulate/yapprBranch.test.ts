import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { mockAnswer } from "../../../engine/simulate/mock.ts";
import { atJsonPath, comparable, parseJsonPath } from "../../../engine/simulate/yappr/jsonpath.ts";
import { conversation, end, flowOf, lines, outcome, start, tool, walk } from "./yapprWalk.ts";

describe("a mock", () => {
  const cases: [entry: unknown, answer: unknown][] = [
    [{ result: 1 }, { result: 1 }],
    [{ result: null }, { result: null }],
    [{ result: false }, { result: false }],
    [{ result: { available: false } }, { result: { available: false } }],
    [{ error: "timeout" }, { error: "timeout" }],
    [{ error: 0 }, { error: 0 }],
    [{ error: {} }, { error: {} }],
    [{ error: true, result: 1 }, { error: true }],
    [{ error: null, result: 1 }, { result: 1 }],
    [{ error: false, result: 1 }, { result: 1 }],
    [{ error: "", result: 1 }, { result: 1 }],
    [{ error: null }, undefined],
    [{ error: "" }, undefined],
    [{}, undefined],
    [{ status: "available" }, undefined],
    [JSON.parse('{"__proto__": {"result": 1}}'), undefined],
    [Object.create({ result: 1 }), undefined],
    [null, undefined],
    [undefined, undefined],
    ["ok", undefined],
    [[{ result: 1 }], undefined],
  ];
  for (const [entry, answer] of cases)
    test(`${JSON.stringify(entry)} ${answer ? `answers ${JSON.stringify(answer)}` : "is none"}`, () => {
      assert.deepEqual(mockAnswer(entry), answer);
    });
});

describe("a path", () => {
  const known: [text: string, path: unknown[]][] = [
    ["$", []],
    ["$.status", ["status"]],
    ["$.data.appointment.id", ["data", "appointment", "id"]],
    ["$.slots[0].time", ["slots", 0, "time"]],
    ["$[2]", [2]],
    ["$[0][10]", [0, 10]],
    ["$.a-b_c$d", ["a-b_c$d"]],
    ["$.סטטוס", ["סטטוס"]],
    ["$.0", ["0"]],
    ["$.__proto__", ["__proto__"]],
  ];
  for (const [text, path] of known) test(`${text} is read`, () => assert.deepEqual(parseJsonPath(text), path));

  const unknown = [
    ...["", "status", ".status", "$status", " $.a", "$.a ", "$.", "$..a", "$.a..b", "$.*", "$[*]", "$.a[*]"],
    ...["$[-1]", "$[0:2]", "$[?(@.x>1)]", "$['a']", '$["a"]', "$.a b", "$.a'b", "$[", "$[]", "$[0", "$.a]", "$[1.5]"],
  ];
  for (const text of unknown)
    test(`"${text}" is outside the subset`, () => assert.equal(parseJsonPath(text), undefined));

  const root = JSON.parse(
    '{"s": "busy", "n": null, "f": false, "list": [10, [20]], "deep": {"er": 1}, "__proto__": {"own": 1}, "length": 3}',
  ) as unknown;
  const found: [text: string, value: unknown][] = [
    ["$.s", "busy"],
    ["$.n", null],
    ["$.f", false],
    ["$.list[0]", 10],
    ["$.list[1][0]", 20],
    ["$.deep.er", 1],
    ["$.length", 3],
    ["$.__proto__.own", 1],
    ["$.missing", undefined],
    ["$.n.x", undefined],
    ["$.s.length", undefined],
    ["$.s[0]", undefined],
    ["$.list.length", undefined],
    ["$.list.0", undefined],
    ["$.list[2]", undefined],
    ["$.list[99999999999999999999]", undefined],
    ["$.deep[0]", undefined],
    ["$.toString", undefined],
    ["$.deep.constructor", undefined],
  ];
  for (const [text, value] of found)
    test(`${text} finds ${JSON.stringify(value)}`, () =>
      assert.deepEqual(atJsonPath(root, parseJsonPath(text)!), value));

  test("$ finds the root", () => assert.equal(atJsonPath(root, []), root));
});

describe("what equals compares", () => {
  const cases: [value: unknown, text: string | undefined][] = [
    ["Busy", "Busy"],
    ["", ""],
    [true, "true"],
    [false, "false"],
    [null, "null"],
    [42, "42"],
    [JSON.parse("42.0"), "42"],
    [-1.5, "-1.5"],
    [{ b: 1, a: [true] }, '{"b":1,"a":[true]}'],
    [[1, "x"], '[1,"x"]'],
    [undefined, undefined],
  ];
  for (const [value, text] of cases)
    test(`${JSON.stringify(value)} as ${text}`, () => assert.equal(comparable(value), text));

  test("nothing for what is nested deeper than anybody would write", () => {
    const deep: unknown = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
    assert.equal(comparable(deep), undefined);
  });
});

describe("a tool", () => {
  const branch = (id: string, jsonpath: unknown, equals: unknown): unknown => ({
    id,
    jsonpath,
    equals,
    next_step_id: id,
  });
  const flow = (...custom: unknown[]): unknown =>
    flowOf(
      start("t"),
      tool("t", { success_next_step_id: "fine", error_next_step_id: "failed", custom }),
      ...["fine", "failed", "one", "two"].map(end),
    );
  const taken = (config: unknown, entry: unknown): string | undefined =>
    lines(walk(config, { mocks: { t: entry } }))[3];

  const cases: [name: string, custom: unknown[], entry: unknown, line: string][] = [
    ["that says no has succeeded", [], { result: { available: false } }, "t tool_mock -> fine (success)"],
    [
      "takes the first branch that matches",
      [branch("one", "$.s", "x"), branch("two", "$.s", "x")],
      { result: { s: "x" } },
      "t tool_mock -> one (custom:one)",
    ],
    [
      "takes a later branch",
      [branch("one", "$.s", "y"), branch("two", "$.s", "x")],
      { result: { s: "x" } },
      "t tool_mock -> two (custom:two)",
    ],
    ["compares with case", [branch("one", "$.s", "X")], { result: { s: "x" } }, "t tool_mock -> fine (success)"],
    ["does not know True", [branch("one", "$.s", "True")], { result: { s: true } }, "t tool_mock -> fine (success)"],
    ["knows true", [branch("one", "$.s", "true")], { result: { s: true } }, "t tool_mock -> one (custom:one)"],
    [
      "matches a null that is there",
      [branch("one", "$.s", "null")],
      { result: { s: null } },
      "t tool_mock -> one (custom:one)",
    ],
    [
      "matches no null that is not there",
      [branch("one", "$.s", "null")],
      { result: {} },
      "t tool_mock -> fine (success)",
    ],
    [
      "compares a number that is written as one",
      [branch("one", "$.s", 42)],
      { result: { s: 42 } },
      "t tool_mock -> one (custom:one)",
    ],
    [
      "compares a number with text",
      [branch("one", "$.s", 42)],
      { result: { s: "42" } },
      "t tool_mock -> one (custom:one)",
    ],
    [
      "compares false and null that are written as such",
      [branch("one", "$.s", false), branch("two", "$.s", null)],
      { result: { s: null } },
      "t tool_mock -> two (custom:two)",
    ],
    [
      "matches nothing without equals",
      [{ id: "one", jsonpath: "$.s", next_step_id: "one" }],
      { result: { s: "x" } },
      "t tool_mock -> fine (success)",
    ],
    [
      "matches nothing without a path",
      [{ id: "one", equals: "x", next_step_id: "one" }],
      { result: "x" },
      "t tool_mock -> fine (success)",
    ],
    [
      "matches nothing on a path outside the subset",
      [branch("one", "$..s", "x"), branch("two", "s", "x")],
      { result: { s: "x" } },
      "t tool_mock -> fine (success)",
    ],
    ["matches the whole result", [branch("one", "$", "x")], { result: "x" }, "t tool_mock -> one (custom:one)"],
    [
      "matches an object as compact JSON",
      [branch("one", "$.o", '{"b":1,"a":2}')],
      { result: { o: { b: 1, a: 2 } } },
      "t tool_mock -> one (custom:one)",
    ],
    [
      "that failed looks at no branch",
      [branch("one", "$.error", "x"), branch("two", "$", "x")],
      { error: "x" },
      "t tool_mock -> failed (error)",
    ],
    ["that failed and succeeded has failed", [], { error: "x", result: 1 }, "t tool_mock -> failed (error)"],
    [
      "is not bothered by entries that are no branches",
      [null, 3, branch("one", "$", "x")],
      { result: "x" },
      "t tool_mock -> one (custom:one)",
    ],
  ];
  for (const [name, custom, entry, line] of cases) test(name, () => assert.equal(taken(flow(...custom), entry), line));

  test("without a mock stops the walk", () => {
    for (const entry of [{}, { error: null }, "ok", null, [{ result: 1 }]]) {
      const state = walk(flow(), { mocks: { t: entry } });
      assert.equal(outcome(state), "unmocked_tool");
      assert.deepEqual(state.trace.at(-1), { step_id: "t", kind: "tool_mock", reason: "no mock for step" });
      assert.equal(state.endedAt, null);
      assert.deepEqual([...state.calls], [{ node: "t", tool: "t", args: {} }]);
      assert.deepEqual([...state.problems], [{ node: "t", message: '"t" calls a tool that has no mock' }]);
    }
  });

  test("without a mock does what the test asks for instead", () => {
    const failed = walk(flow(), { setup: { options: { unmocked: "error" } } });
    assert.deepEqual(failed.trace.at(3), {
      step_id: "t",
      kind: "tool_mock",
      decision: "failed",
      reason: "error",
      data: { error: "no mock for step" },
    });
    assert.equal(failed.endedAt, "failed");
    assert.equal(failed.results.size, 0);
    const fine = walk(flow(branch("one", "$", "{}")), { setup: { options: { unmocked: "success" } } });
    assert.deepEqual(fine.trace.at(3), {
      step_id: "t",
      kind: "tool_mock",
      decision: "one",
      reason: "custom:one",
      data: {},
    });
    assert.deepEqual([...fine.results], [["t", {}]]);
    assert.equal(outcome(walk(flow(), { setup: { options: { unmocked: "stop" } } })), "unmocked_tool");
  });

  test("may answer null", () => {
    const state = walk(flow(), { mocks: { t: { result: null } } });
    assert.deepEqual(state.trace.at(3), {
      step_id: "t",
      kind: "tool_mock",
      decision: "fine",
      reason: "success",
      data: null,
    });
    assert.deepEqual([...state.results], [["t", null]]);
  });

  test("is found whatever it is called", () => {
    for (const id of ["__proto__", "constructor", "toString"]) {
      const config = flowOf(start(id), tool(id, { success_next_step_id: "end" }), end());
      assert.equal(outcome(walk(config)), "unmocked_tool", "nothing inherited is a mock");
      const mocks = JSON.parse(`{"${id}": {"result": 1}}`) as Record<string, unknown>;
      const state = walk(config, { mocks });
      assert.equal(state.endedAt, "end");
      assert.deepEqual([...state.results], [[id, 1]]);
    }
  });

  test("of an integration works alike", () => {
    const config = flowOf(
      start("t"),
      {
        id: "t",
        type: "integration_call",
        provider: "gmail",
        action: "send_email",
        transitions: { success_next_step_id: "end" },
      },
      end(),
    );
    const state = walk(config, { mocks: { t: { result: 1 } } });
    assert.equal(state.endedAt, "end");
    assert.deepEqual([...state.calls], [{ node: "t", tool: "gmail.send_email", args: {}, answer: { result: 1 } }]);
  });
});

describe("results", () => {
  const named = (id: string, name: unknown, next: string): unknown => ({
    id,
    type: "tool_call",
    name,
    transitions: { success_next_step_id: next },
  });

  test("go by the node's name, or its id where it has none", () => {
    const config = flowOf(start("a"), named("a", "Look Up", "b"), named("b", "", "c"), named("c", 7, "end"), end());
    const state = walk(config, { mocks: { a: { result: 1 }, b: { result: 2 }, c: { result: 3 } } });
    assert.deepEqual(
      [...state.results],
      [
        ["Look Up", 1],
        ["b", 2],
        ["c", 3],
      ],
    );
  });

  test("of two nodes with one name are the last one's", () => {
    const config = flowOf(start("a"), named("a", "Same", "b"), named("b", "Same", "end"), end());
    const state = walk(config, { mocks: { a: { result: 1 }, b: { result: 2 } } });
    assert.deepEqual([...state.results], [["Same", 2]]);
  });

  test("stay when a later call fails", () => {
    const config = flowOf(
      start("a"),
      named("a", "Same", "b"),
      { id: "b", type: "tool_call", name: "Same", transitions: { error_next_step_id: "ask" } },
      conversation("ask"),
    );
    const state = walk(config, { mocks: { a: { result: 1 }, b: { error: "x" } } });
    assert.deepEqual([...state.results], [["Same", 1]]);
  });
});
