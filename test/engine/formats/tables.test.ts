import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Case, FlowTest } from "../../../engine/flowtest/model.ts";
import { read, reread } from "../../../engine/formats/index.ts";

function testsOf(members: object): FlowTest {
  const { tests } = read(JSON.stringify({ flow: "f.json", ...members }), "a.flowtest.json");
  assert.ok(tests);
  return tests;
}

function rowsOf(one: object, more: object = {}): readonly Case[] {
  return testsOf({ cases: [one], ...more }).cases;
}

const names = ({ cases }: FlowTest): string[] => cases.map(({ name }) => name);

describe("defaults", () => {
  const defaults = {
    tags: ["all"],
    start_at: "ask",
    variables: { a: 1, b: 1 },
    mocks: { x: { result: 1 }, y: { result: 1 } },
    confirm: ["pay"],
    options: { globals: "fallback", recollect: true },
  };

  it("hold for a case that says nothing else", () => {
    const [one] = rowsOf({ name: "one", turns: ["hi"] }, { defaults });
    assert.deepEqual(
      [one!.tags, one!.startAt, one!.variables, one!.confirm, one!.options],
      [
        ["all"],
        { id: "ask", place: { path: ["defaults", "start_at"] } },
        { a: 1, b: 1 },
        ["pay"],
        { globals: "fallback", recollect: true },
      ],
    );
    assert.deepEqual(one!.mocks.get("x"), {
      entries: [{ result: 1 }],
      listed: false,
      place: { path: ["defaults", "mocks", "x"], part: "key" },
    });
  });

  it("give way to what the case says: of mocks, variables and options to the ones it names", () => {
    const [one] = rowsOf(
      {
        name: "one",
        tags: ["own", "all"],
        start_at: "here",
        variables: { b: 2 },
        mocks: { y: { error: "down" } },
        confirm: [],
        options: { globals: "off" },
      },
      { defaults },
    );
    assert.deepEqual(
      [one!.tags, one!.startAt?.id, one!.variables, one!.confirm, one!.options],
      [["own", "all"], "here", { a: 1, b: 2 }, [], { globals: "off", recollect: true }],
    );
    assert.deepEqual(
      [...one!.mocks].map(([key, { entries, place }]) => [key, entries, place]),
      [
        ["y", [{ error: "down" }], { path: ["cases", 0, "mocks", "y"], part: "key" }],
        ["x", [{ result: 1 }], { path: ["defaults", "mocks", "x"], part: "key" }],
      ],
    );
  });

  it("say and expect nothing", () => {
    const [one] = rowsOf({ name: "one" }, { defaults: { turns: ["hi"], expect: { ended_at: "end" }, name: "no" } });
    assert.deepEqual([one!.name, one!.turns, one!.expect], ["one", [], undefined]);
  });

  it("are no more than words where they are no object", () => {
    for (const nothing of [null, [], "x", 5]) assert.equal(rowsOf({ name: "one" }, { defaults: nothing }).length, 1);
  });

  it("are read anew for every case when they change, and only then", () => {
    const text = JSON.stringify({
      flow: "f.json",
      defaults: { mocks: { x: {} } },
      cases: [{ name: "a" }, { name: "b" }],
    });
    const before = read(text, "a.flowtest.json");
    const edited = reread(before, text.replace('"a"', '"c"'));
    assert.equal(edited.tests!.cases[1], before.tests!.cases[1]);
    const other = reread(edited, edited.text.replace('"x"', '"y"'));
    assert.deepEqual(
      other.tests!.cases.map(({ name, mocks }) => [name, [...mocks.keys()]]),
      [
        ["c", ["y"]],
        ["b", ["y"]],
      ],
    );
  });
});

describe("a table", () => {
  const each = [
    { day: "Friday", people: 4, end: "booked", tool: "check" },
    { day: "Monday", people: 2, end: "closed", tool: "look" },
  ];

  it("is one case a row, in all it says", () => {
    const cases = rowsOf({
      name: "books {day}",
      each,
      variables: { guests: "{people}", note: "{people} guests" },
      turns: ["on {day}", { user: "{day}", slots: { n: "{people}" } }],
      mocks: { "{tool}": { result: { n: ["{people}"] } } },
      expect: {
        ended_at: "{end}",
        says: ["{people} people"],
        decisions: { "{tool}": "{end}" },
        call_count: "{people}",
      },
    });
    assert.deepEqual(
      cases.map(({ name, variables, turns }) => [name, variables, turns]),
      [
        ["books Friday", { guests: 4, note: "4 guests" }, [{ user: "on Friday" }, { user: "Friday", slots: { n: 4 } }]],
        ["books Monday", { guests: 2, note: "2 guests" }, [{ user: "on Monday" }, { user: "Monday", slots: { n: 2 } }]],
      ],
    );
    const [, second] = cases;
    assert.deepEqual(second!.mocks.get("look"), {
      entries: [{ result: { n: [2] } }],
      listed: false,
      place: { path: ["cases", 0, "mocks", "{tool}"], part: "key" },
    });
    const { endedAt, says, decisions, callCount } = second!.expect!;
    assert.deepEqual(
      [endedAt!.value, says!.value, decisions!.value, callCount!.value],
      ["closed", ["2 people"], { look: "closed" }, 2],
    );
  });

  it("stands at its rows; what is a placeholder alone at the cell, all else where it is written", () => {
    const [, second] = rowsOf({ name: "{day}", each, expect: { ended_at: "{end}", visits: ["a", "{end}", "x{end}"] } });
    assert.deepEqual(second!.place, { path: ["cases", 0, "each", 1] });
    assert.deepEqual(second!.path, ["cases", 0]);
    assert.deepEqual(second!.expect!.endedAt!.place, { path: ["cases", 0, "each", 1, "end"] });
    assert.deepEqual(second!.expect!.visits!.items, [
      { path: ["cases", 0, "expect", "visits", 0] },
      { path: ["cases", 0, "each", 1, "end"] },
      { path: ["cases", 0, "expect", "visits", 2] },
    ]);
  });

  it("leaves alone what is no column of the row", () => {
    const [one] = rowsOf({
      name: "{day}",
      each,
      turns: ["{slot} {{day}} {} {day", "{constructor} {__proto__} {toString}"],
    });
    assert.deepEqual(one!.turns, [
      { user: "{slot} {{day}} {} {day" },
      { user: "{constructor} {__proto__} {toString}" },
    ]);
  });

  it("has columns of any name", () => {
    const text =
      '{"flow":"f","cases":[{"name":"{__proto__} {constructor}","each":[{"__proto__":"a","constructor":"b"}]}]}';
    assert.deepEqual(names(read(text, "a.flowtest.json").tests!), ["a b"]);
    const key = '{"flow":"f","cases":[{"name":"{k}","each":[{"k":"__proto__"}],"variables":{"{k}":1}}]}';
    const [one] = read(key, "a.flowtest.json").tests!.cases;
    assert.deepEqual(Object.entries(one!.variables), [["__proto__", 1]]);
  });

  it("tells its rows apart where its name does not", () => {
    assert.deepEqual(
      names(testsOf({ cases: [{ name: "books", each: [{ a: 1, b: "x  y" }, { a: null }, { a: [] }] }] })),
      ["books (1, x y)", "books (row 2)", "books (row 3)"],
    );
    assert.deepEqual(names(testsOf({ cases: [{ each: [{ a: 1 }] }] })), ["case 1 (1)"]);
  });

  it("is one case where it is no list, and none without rows", () => {
    assert.deepEqual(names(testsOf({ cases: [{ name: "{a}", each: { a: 1 } }] })), ["{a}"]);
    assert.deepEqual(
      names(
        testsOf({
          cases: [
            { name: "{a}", each: [] },
            { name: "b", each: [5, null, { a: 1 }] },
          ],
        }),
      ),
      ["b (1)"],
    );
  });

  it("fills what it has from defaults", () => {
    const cases = rowsOf({ name: "{day}", each }, { defaults: { mocks: { check: { result: "{people}" } } } });
    assert.deepEqual(
      cases.map(({ mocks }) => mocks.get("check")!.entries),
      [[{ result: 4 }], [{ result: 2 }]],
    );
  });

  it("brings its flow along once", () => {
    const flow = { flow_config_version: "1", nodes: [{ id: "s", type: "start" }] };
    const cases = rowsOf({ name: "{day}", each, flow_config: flow, turns: [] });
    assert.ok(cases[0]!.flow);
    assert.equal(cases[0]!.flow, cases[1]!.flow);
  });

  it("may be nested as deep as anybody likes", () => {
    const deep = `${'{"a":'.repeat(100_000)}"{day}"${"}".repeat(100_000)}`;
    const text = `{"flow":"f","cases":[{"name":"{day}","each":[{"day":"Friday"}],"variables":{"x":${deep}}}]}`;
    const [one] = read(text, "a.flowtest.json").tests!.cases;
    let at: unknown = one!.variables.x;
    while (typeof at === "object") at = Object.values(at!)[0];
    assert.equal(at, "Friday");
  });
});

describe("setups", () => {
  const chain = (cases: object[], defaults?: object): (string | string[])[] =>
    testsOf({ cases, ...(defaults && { defaults }) }).cases.map(({ setup }) =>
      !setup ? "" : "why" in setup ? setup.why : setup.cases.map(({ name }) => name),
    );

  it("are played in order, and those that the first one names before it", () => {
    const cases = [
      { name: "a" },
      { name: "b", setup: "a" },
      { name: "c" },
      { name: "d", setup: ["b", "c"] },
      { name: "{x}", each: [{ x: "e" }, { x: "f" }], setup: "d" },
      { name: "g", setup: "f" },
    ];
    assert.deepEqual(chain(cases), [
      "",
      ["a"],
      "",
      ["a", "b", "c"],
      ["a", "b", "c", "d"],
      ["a", "b", "c", "d"],
      ["a", "b", "c", "d", "f"],
    ]);
  });

  it("of the defaults are for all that begin nowhere else and are no setups", () => {
    const cases = [{ name: "a" }, { name: "b" }, { name: "c", start_at: "x" }, { name: "d", setup: "b" }];
    assert.deepEqual(chain(cases, { setup: "a" }), ["", "", "", ["b"]]);
    assert.deepEqual(chain([{ name: "a" }, { name: "e" }], { setup: "a" }), ["", ["a"]]);
  });

  it("that cannot be are told", () => {
    const long = Array.from({ length: 102 }, (_, i) => ({ name: `n${i}`, ...(i > 0 && { setup: `n${i - 1}` }) }));
    assert.deepEqual(chain(long).at(-1), 'More than 100 cases are to be played before "n101"');
    assert.equal(chain(long).at(-2)!.length, 100);
    assert.deepEqual(chain([{ name: "a", setup: "a" }]), ['"a" begins where it ends itself']);
  });

  it("give mocks and options to what comes after them, before the defaults do", () => {
    const [, two] = testsOf({
      defaults: { mocks: { x: { result: 0 }, y: { result: 0 } }, options: { globals: "fallback" } },
      cases: [
        { name: "one", mocks: { x: { result: 1 }, z: { result: 1 } }, options: { globals: "off" } },
        { name: "two", setup: "one", mocks: { z: { result: 2 } } },
      ],
    }).cases;
    const entries = [...two!.mocks].map(([key, mock]) => [key, mock.entries[0]]);
    assert.deepEqual(Object.fromEntries(entries), { x: { result: 1 }, y: { result: 0 }, z: { result: 2 } });
    assert.deepEqual(two!.options, { globals: "off" });
  });

  it("are the ones of this version after an edit", () => {
    const text = JSON.stringify({
      flow: "f",
      cases: [{ name: "a", turns: ["x"] }, { name: "b", setup: "a" }, { name: "c" }],
    });
    const before = read(text, "a.flowtest.json");
    assert.equal(before.tests!.cases[0]!.isSetup, true);
    const after = reread(before, text.replace('"x"', '"y"'));
    const [a, b, c] = after.tests!.cases;
    assert.ok(b!.setup && "cases" in b!.setup);
    assert.equal(b!.setup.cases[0], a);
    assert.equal(c, before.tests!.cases[2]);
    const without = reread(after, after.text.replace('"setup":"a"', '"tags":["a"]'));
    assert.equal(without.tests!.cases[0]!.isSetup, undefined);
  });
});
