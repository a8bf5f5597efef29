// What cases cover of a flow, and what no case could: counted by hand, in every dialect.

import assert from "node:assert/strict";
import { it } from "node:test";
import { coverageOf } from "../../../engine/coverage/collector.ts";
import { type Coverage, type Covered, percentOf, sharesOf } from "../../../engine/coverage/coverage.ts";
import { answerName } from "../../../engine/coverage/named.ts";
import { drive } from "../../../engine/flowtest/drive.ts";
import { read } from "../../../engine/formats/index.ts";
import type { Json } from "../../../engine/text/value.ts";
import { areas, booking, support } from "../flowtest/flows.ts";
import { graph } from "../simulate/flowyteWalk.ts";
import { conversation, end, flowOf, start, tool } from "../simulate/yapprWalk.ts";

/** What cases, written as in a test file, cover of a flow. */
function cover(flow: unknown, cases: readonly Json[]): Coverage {
  const walked = read(JSON.stringify(flow), "flow.json").flow!;
  const { tests } = read(JSON.stringify({ flow: "flow.json", cases }), "a.flowtest.json");
  return coverageOf(
    walked,
    tests!.cases.map((one) => ({ id: one.name, state: drive(walked, one).state, options: one.options })),
  );
}

/** `name hits`, or `name: why it cannot be reached`. */
function line(name: string, { hits, cases, unreachable }: Covered): string {
  return unreachable === undefined
    ? `${name} ${hits}${hits > 0 ? ` by ${cases.join()}` : ""}`
    : `${name}: ${unreachable}`;
}

/** Every node, below it its transitions, below those its conditions. */
function told({ nodes }: Coverage): string[] {
  return nodes.flatMap(({ node, transitions, conditions, ...own }) => [
    line(node.id, own),
    ...transitions.map(({ name, ...each }) => `  ${line(name, each)}`),
    ...conditions.flatMap(({ text, held, failed }) => [
      `    ${line(answerName(text, true), held)}`,
      `    ${line(answerName(text, false), failed)}`,
    ]),
  ]);
}

const wednesday = "I want to book Wednesday";

it("Yappr: hits of nodes and transitions, branches each way, and which case covers what", () => {
  const coverage = cover(booking, [
    {
      name: "full, then free",
      turns: [wednesday, wednesday],
      mocks: {
        "check-availability-step": [{ result: { status: "busy" } }, { result: { status: "free" } }],
      },
    },
    { name: "declines", turns: ["not interested"] },
    { name: "hangs up", turns: [] },
  ]);
  assert.deepEqual(told(coverage), [
    "start-1 3 by 0,1,2",
    "  next → ask-date-1 3 by 0,1,2",
    "ask-date-1 4 by 0,1,2",
    "  tx-confirm → check-availability-step 2 by 0",
    "  tx-decline → end-1 1 by 1",
    "check-availability-step 2 by 0",
    "  busy → ask-date-1 1 by 0",
    "  success → end-1 1 by 0",
    "  error → end-err 0",
    "    $.status == busy is true 1 by 0",
    "    $.status == busy is false 1 by 0",
    "end-1 2 by 0,1",
    "end-err 0",
  ]);
  assert.deepEqual(coverage.cases, ["full, then free", "declines", "hangs up"]);
  assert.deepEqual(sharesOf(coverage), {
    nodes: { total: 5, reachable: 5, covered: 4 },
    transitions: { total: 6, reachable: 6, covered: 5 },
    conditions: { total: 2, reachable: 2, covered: 2 },
  });
  assert.equal(percentOf(sharesOf(coverage).nodes), 80);
});

it("Yappr: a node that nothing leads to, a branch hidden by one before it, work after the call", () => {
  const branch = (id: string, equals: unknown, jsonpath = "$.s") => ({
    id,
    label: id,
    jsonpath,
    equals,
    next_step_id: "end",
  });
  const flow = flowOf(
    start("ask"),
    conversation("ask", ["go", "Go on", "look"], ["gone", "Elsewhere", "nirvana"]),
    tool("look", {
      success_next_step_id: "end",
      custom: [branch("a", "x"), branch("b", "x"), branch("c", "y", "s["), branch("d", "z")],
    }),
    { id: "end", type: "end", post_end_step_ids: ["after"] },
    { id: "after", type: "webhook" },
    conversation("island", ["on", "On", "bay"]),
    conversation("bay", ["back", "Back", "island"]),
  );
  assert.deepEqual(told(cover(flow, [])), [
    "start 0",
    "  next → ask 0",
    "ask 0",
    "  go → look 0",
    '  gone → nirvana: it leads to "nirvana", which is not a node',
    "look 0",
    "  a → end 0",
    '  b → end: wherever its condition holds, "$.s == x" is tried before it and holds too',
    '  c → end: its jsonpath "s[" is none that can be read',
    "  d → end 0",
    "  success → end 0",
    "    $.s == x is true 0",
    "    $.s == x is false 0",
    '    $.s == x is true: wherever its condition holds, "$.s == x" is tried before it and holds too',
    "    $.s == x is false 0",
    '    c is true: its jsonpath "s[" is none that can be read',
    "    c is false 0",
    "    $.s == z is true 0",
    "    $.s == z is false 0",
    "end 0",
    'after: it runs after the call that ends at "end", where no case goes on',
    'island: only "bay" leads here, where no case can come',
    '  on → bay: no case can come to "island"',
    'bay: only "island" leads here, where no case can come',
    '  back → island: no case can come to "bay"',
  ]);
});

it("a case that begins in the middle makes what follows reachable, and covered", () => {
  const flow = flowOf(start("end"), end(), conversation("island", ["on", "On we go", "bay"]), end("bay"));
  const none = cover(flow, [{ name: "a", turns: [] }]);
  assert.deepEqual(sharesOf(none).nodes, { total: 4, reachable: 2, covered: 2 });
  const some = cover(flow, [{ name: "a", start_at: "island", turns: [] }]);
  assert.deepEqual(told(some).slice(3), ["island 1 by 0", "  on → bay 0", "bay 0"]);
});

it("Yappr: global nodes can be reached where a case asks for jumps to them", () => {
  const flow = flowOf(start("ask"), conversation("ask", ["go", "Go on", "end"]), end(), {
    ...(conversation("help", ["done", "Done", "end"]) as Json),
    is_global: true,
    global_jump_description: "caller needs a person",
  });
  const off = cover(flow, [{ name: "a", turns: [] }]);
  assert.equal(told(off)[5], 'help: it is a global node, and no case has the option "globals": "fallback"');
  const on = cover(flow, [{ name: "a", turns: ["a person please"], options: { globals: "fallback" } }]);
  assert.equal(told(on)[5], "help 1 by 0");
  assert.deepEqual(sharesOf(on).transitions, { total: 3, reachable: 3, covered: 1 }, "a jump is no transition");
});

it("a flow that no case can walk says so of all its nodes", () => {
  const twice = flowOf(start("end"), end(), end());
  assert.deepEqual(sharesOf(cover(twice, [{ name: "a", turns: [] }])).nodes, { total: 3, reachable: 0, covered: 0 });
  assert.equal(told(cover(twice, []))[0], 'start: no case can walk this flow: Two nodes have the id "end"');
});

it("Flowyte: the condition of a branch each way, and connections that are listed apart", () => {
  const coverage = cover(areas, [
    {
      name: "served",
      turns: ["02139"],
      mocks: { k: { result: { data: { name: "Cambridge" }, covered: true } } },
    },
  ]);
  assert.deepEqual(told(coverage), [
    "s 1 by 0",
    "  success → c 1 by 0",
    "c 1 by 0",
    "  success → k 1 by 0",
    "k 1 by 0",
    "  success → b 1 by 0",
    "b 1 by 0",
    "  true → m 1 by 0",
    "  false → n 0",
    "    {ok} == true is true 1 by 0",
    "    {ok} == true is false 0",
    "m 1 by 0",
    "  success → e 1 by 0",
    "n 0",
    "  success → e 0",
    "e 1 by 0",
  ]);
  assert.deepEqual(sharesOf(coverage), {
    nodes: { total: 7, reachable: 7, covered: 6 },
    transitions: { total: 7, reachable: 7, covered: 5 },
    conditions: { total: 2, reachable: 2, covered: 1 },
  });
});

it("Flowyte: conditions that never hold or always do, a second connection, a handle there is not", () => {
  const flow = graph(
    {
      s: ["start"],
      b: ["branch", { condition: "age > 5 and age < 3" }],
      c: ["branch", { condition: "1 == 1" }],
      d: ["branch", { condition: "age >" }],
      m: ["message", { text: "Hm" }],
      n: ["message", { text: "Hm" }],
      e: ["end"],
    },
    [
      "s > b",
      "s > m",
      "b true> m",
      "b false> c",
      "c true> d",
      "c false> n",
      "d true> e",
      "n perhaps> e",
      "m > e",
      "e > s",
    ],
  );
  assert.deepEqual(told(cover(flow, [])), [
    "s 0",
    "  success → b 0",
    '  success → m: another one leaves by "success" before it',
    "b 0",
    "  true → m: its condition never holds: age > 5 and age < 3",
    "  false → c 0",
    "    age > 5 and age < 3 is true: its condition never holds: age > 5 and age < 3",
    "    age > 5 and age < 3 is false 0",
    "c 0",
    "  true → d 0",
    "  false → n: it always holds: 1 == 1",
    "    1 == 1 is true 0",
    "    1 == 1 is false: it always holds: 1 == 1",
    "d 0",
    "  true → e: the condition cannot be read",
    "    the condition is true: it cannot be read",
    "    the condition is false: it cannot be read",
    'm: the transition from "s" is never taken: another one leaves by "success" before it',
    '  success → e: no case can come to "m"',
    'n: the transition from "c" is never taken: it always holds: 1 == 1',
    '  perhaps → e: no case can come to "n"',
    'e: the transition from "d" is never taken: the condition cannot be read',
    '  success → s: no case can come to "e"',
  ]);
});

it("voicetest: equations each way, and always", () => {
  const coverage = cover(support, [
    { name: "gold", turns: [{ user: "the caller names a plan", slots: { plan: "gold" } }] },
    { name: "hangs up", turns: [{ user: "bye", take: "bye" }] },
  ]);
  assert.deepEqual(told(coverage), [
    "greet 2 by 0,1",
    "  Caller names a plan → plan 1 by 0",
    "  Caller hangs up → bye 1 by 1",
    "plan 1 by 0",
    "  plan == gold → vip 1 by 0",
    "  always → bye 0",
    "    plan == gold is true 1 by 0",
    "    plan == gold is false 0",
    "vip 1 by 0",
    "bye 1 by 1",
  ]);
});

it("voicetest: a second always, choices that are never offered, global nodes without an option", () => {
  const to = (target_node_id: string, type: string, more: Json = {}) => ({
    target_node_id,
    condition: { type, value: type, ...more },
  });
  const equals = (left: string, operator: string, right = "") => ({ equations: [{ left, operator, right }] });
  const node = (id: string, node_type: string, transitions: unknown[] = [], more: Json = {}) => ({
    id,
    node_type,
    state_prompt: node_type === "logic" ? "" : "Talk",
    transitions,
    ...more,
  });
  const nodes = [
    node("talk", "conversation", [to("route", "llm_prompt"), to("route", "llm_prompt")]),
    node("route", "logic", [
      to("a", "equation", equals("x", "exists")),
      to("a", "equation", equals("x", "not_exist")),
      to("b", "equation", equals("y", "==", "1")),
      to("b", "always"),
      to("b", "always"),
      to("talk", "llm_prompt"),
    ]),
    node("a", "conversation", [to("b", "always"), to("talk", "llm_prompt")]),
    node("b", "end", [to("a", "llm_prompt")]),
    node("help", "conversation", [], { global_node_setting: { condition: "wants help" } }),
    node("Other", "conversation", [], { global_node_setting: { condition: "wants more" } }),
  ];
  const flow = {
    entry_node_id: "talk",
    source_type: "custom",
    nodes: Object.fromEntries(nodes.map((each) => [each.id, each])),
  };
  assert.deepEqual(told(cover(flow, [])), [
    "talk 0",
    "  llm_prompt → route 0",
    "  llm_prompt → route: another one to the same node is taken in its place",
    "route 0",
    "  equation → a 0",
    "  equation → a 0",
    "  equation → b: the conditions before it cover every case",
    "  always → b: the conditions before it cover every case",
    '  always → b: only the first "always" of a node is taken',
    '  llm_prompt → talk: a silent node is left by equations and "always" alone',
    "    x exists is true 0",
    "    x exists is false 0",
    "    x not_exist is true 0",
    "    x not_exist is false: with those before it, it covers every case",
    "    y == 1 is true: the conditions before it cover every case",
    "    y == 1 is false: the conditions before it cover every case",
    "a 0",
    "  always → b 0",
    '  llm_prompt → talk: the node speaks and leaves by its "always", so nothing is chosen',
    "b 0",
    "  llm_prompt → a 0",
    "help 0",
    "Other: no transition and no jump leads here",
  ]);
});

/** A graph of conversations, which nodes that say otherwise are not. */
function talking(nodes: Record<string, Json>): Json {
  const all = Object.entries(nodes).map(([id, more]) => [
    id,
    { id, node_type: "conversation", state_prompt: "Talk", transitions: [], ...(more as object) },
  ]);
  return { source_type: "custom", entry_node_id: all[0]![0], nodes: Object.fromEntries(all) } as Json;
}

const way = (target_node_id: string, type: string, ...equations: Json[]): Json => ({
  target_node_id,
  condition: { type, value: type, equations },
});

it("voicetest: a choice that is looked for in lower case comes to the node of that name", () => {
  const coverage = cover(
    talking({
      a: { transitions: [way("FOO", "tool_call"), way("BAR", "equation", { left: "x", operator: "==", right: "1" })] },
      foo: {},
      bar: {},
    }),
    [{ name: "a", turns: [] }],
  );
  assert.deepEqual(told(coverage), [
    "a 1 by 0",
    "  tool_call → FOO 0",
    "  equation → BAR 0",
    "    x == 1 is true 0",
    "    x == 1 is false 0",
    "foo 0",
    "bar 0",
  ]);
});

it("voicetest: who goes back is looked for in lower case too", () => {
  const back = { condition: "help", go_back_conditions: [{ condition: { value: "back" } }] };
  const coverage = cover(talking({ A: {}, help: { global_node_setting: back }, a: {} }), [{ name: "a", turns: [] }]);
  assert.deepEqual(told(coverage), ["A 1 by 0", "help 0", "a 0"]);
});

it("voicetest: an order against a name that a case brings along may hold, one against any other word never", () => {
  const flow = talking({
    a: { transitions: [way("b", "llm_prompt")] },
    b: {
      node_type: "logic",
      state_prompt: "",
      transitions: [way("big", "equation", { left: "x", operator: ">", right: "limit" }), way("bye", "always")],
    },
    big: { node_type: "end" },
    bye: { node_type: "end" },
  });
  const turns = [{ user: "go", take: "b" }];
  assert.equal(
    told(cover(flow, [{ name: "a", turns, variables: { x: 5 } }]))[3],
    "  equation → big: its condition never holds: x > limit",
  );
  assert.deepEqual(told(cover(flow, [{ name: "a", turns, variables: { x: 5, limit: 9 } }])).slice(3, 8), [
    "  equation → big 0",
    "  always → bye 1 by 0",
    "    x > limit is true 0",
    "    x > limit is false 1 by 0",
    "big 0",
  ]);
});

it("voicetest: a silent node that the limit of twenty transitions stops at leaves by its always, whatever holds", () => {
  const either = (target: string): Json[] => [
    way(target, "equation", { left: "x", operator: "exists", right: "" }),
    way(target, "equation", { left: "x", operator: "not_exist", right: "" }),
  ];
  const silent = (...transitions: Json[]): Json => ({ node_type: "logic", state_prompt: "", transitions });
  const round = (before: string[]) =>
    talking({
      a: { transitions: [way(before[0] ?? "m", "llm_prompt")] },
      ...Object.fromEntries(before.map((id, i) => [id, silent(way(before[i + 1] ?? "m", "always"))])),
      m: silent(...either("n"), way("c", "always")),
      n: silent(way("m", "always")),
      c: {},
    });
  const turns = [{ user: "go", take: "m" }];
  const odd = cover(round([]), [{ name: "a", turns }]);
  assert.equal(odd.nodes.at(-1)!.unreachable, undefined, "of the two nodes on the circle either may be the last");
  const even = cover(round(["l"]), [{ name: "a", turns: [{ user: "go", take: "l" }] }]);
  assert.equal(even.nodes.at(-1)!.hits, 1);
  const straight = cover(
    talking({
      a: { transitions: [way("m", "llm_prompt")] },
      m: silent(...either("c"), way("d", "always")),
      c: {},
      d: {},
    }),
    [],
  );
  assert.equal(straight.nodes.at(-1)!.unreachable !== undefined, true, "without a circle the twenty are never used up");
});

it("names from users that objects have anyway are names like any other", () => {
  const flow = flowOf(
    start("__proto__"),
    conversation("__proto__", ["constructor", "Go", "toString"]),
    end("toString"),
  );
  const coverage = cover(flow, [{ name: "__proto__", turns: [{ user: "x", take: "constructor" }] }]);
  assert.deepEqual(sharesOf(coverage).nodes, { total: 3, reachable: 3, covered: 3 });
});
