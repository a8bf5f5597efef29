import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Failure } from "../../../engine/flowtest/expect.ts";
import { areas, booking, support } from "./flows.ts";
import { runOne } from "./runFile.ts";

// What the walks below do:
const books = {
  turns: ["hmm", "book Wednesday"],
  mocks: { "check-availability-step": { result: { status: "ok", n: [1, 2] } } },
};
const serves = {
  turns: [{ dtmf: "02139" }],
  mocks: { find_area: { result: { covered: true, data: { name: "Cambridge" } } } },
};
const busy = {
  turns: ["book", "book"],
  mocks: { "check-availability-step": [{ result: { status: "busy" } }, { error: "down" }] },
};

interface Row {
  readonly flow?: object;
  readonly case?: object;
  readonly expect: object;
  readonly message: string;
  readonly expected: string;
  /** Not compared where the whole trace would stand here. */
  readonly actual?: string;
  /** The place of the failure below `expect`. */
  readonly at: readonly (string | number)[];
}

function failuresOf(row: Pick<Row, "flow" | "case" | "expect">): readonly Failure[] {
  const result = runOne(row.flow ?? booking, { ...(row.case ?? books), expect: row.expect });
  assert.equal(result.status, result.failures.length === 0 ? "passed" : "failed", result.message);
  assert.equal(result.message, result.failures[0]?.message);
  return result.failures;
}

const passing: readonly Pick<Row, "flow" | "case" | "expect">[] = [
  { expect: { outcome: "ended" } },
  { case: { turns: [] }, expect: { outcome: "transcript_exhausted" } },
  { case: { turns: ["book"] }, expect: { outcome: "unmocked_tool" } },
  { expect: { ended_at: "end-1" } },
  { expect: { ended_at_step_id: "end-1" } },
  { case: { turns: [] }, expect: { ended_at: null } },
  { expect: { path: ["start-1", "ask-date-1", "check-availability-step", "end-1"] } },
  { expect: { visits: ["end-1", "start-1", "end-1"] } },
  { expect: { not_visits: ["end-err", "nowhere"] } },
  { expect: { decisions: { "ask-date-1": "tx-confirm", "check-availability-step": ["end-1"] } } },
  { case: busy, expect: { decisions: { "ask-date-1": "tx-confirm" } } },
  { case: busy, expect: { decisions: { "ask-date-1": ["tx-confirm", "tx-confirm"], "end-1": [] } } },
  { expect: { results: { "Check Availability": { n: [1, 2] } } } },
  { expect: { named_results: { "Check Availability": {} } } },
  { flow: areas, case: serves, expect: { variables: { area: "Cambridge", ok: true } } },
  { flow: areas, case: serves, expect: { variables: { nobody: null } } },
  { flow: areas, case: serves, expect: { says: ["Hi", "zip", "Cambridge"] } },
  { flow: areas, case: serves, expect: { says: ["We", "serve", "Cam", "bridge."] } },
  { flow: areas, case: serves, expect: { says: ["/^Hi$/", "/YOUR \\w+/i", "/(?P<area>Cam.*)\\./"] } },
  { flow: areas, case: serves, expect: { says: [] } },
  { flow: areas, case: serves, expect: { not_says: ["cambridge", "/sorry/i", "/path/of"] } },
  { flow: support, case: { turns: [{ take: "bye" }] }, expect: { not_says: ["Greet"] } },
  { flow: areas, case: serves, expect: { calls: [{ tool: "find_area" }] } },
  { flow: areas, case: serves, expect: { calls: [{ tool: "k", args: { zip: "02139" } }] } },
  {
    case: busy,
    expect: { calls: [{ tool: "check-availability-step" }, { tool: "check-availability-step", args: {} }] },
  },
  { expect: { calls: [], call_count: 1 } },
  { case: { turns: ["not interested"] }, expect: { call_count: 0 } },
  { expect: { trace: [{ kind: "eval" }, { kind: "eval", decision: "tx-confirm" }, { step_id: "end-1" }] } },
  { expect: { trace: [{ data: { n: [1, 2] } }] } },
];

const failing: readonly Row[] = [
  {
    expect: { outcome: "loop" },
    message: "The outcome is ended, expected loop",
    expected: "loop",
    actual: "ended",
    at: ["outcome"],
  },
  {
    expect: { ended_at: "end-err" },
    message: 'Ended at "end-1", expected "end-err"',
    expected: "end-err",
    actual: "end-1",
    at: ["ended_at"],
  },
  {
    expect: { ended_at_step_id: null },
    message: 'Ended at "end-1", expected to end nowhere',
    expected: "nowhere",
    actual: "end-1",
    at: ["ended_at_step_id"],
  },
  {
    case: { turns: [] },
    expect: { ended_at: "end-1" },
    message: 'Did not end (transcript_exhausted), expected to end at "end-1"',
    expected: "end-1",
    actual: "nowhere (transcript_exhausted)",
    at: ["ended_at"],
  },
  {
    expect: { path: ["start-1", "end-1"] },
    message: 'Left the expected path at "start-1": it led to "ask-date-1", expected "end-1"',
    expected: "start-1\nend-1",
    actual: "start-1\nask-date-1\ncheck-availability-step\nend-1",
    at: ["path"],
  },
  {
    expect: { visits: ["end-1", "end-err", "start-1"] },
    message: 'Did not visit "end-err"',
    expected: "end-1\nend-err\nstart-1",
    actual: "end-1\nstart-1",
    at: ["visits", 1],
  },
  {
    expect: { not_visits: ["end-err", "ask-date-1"] },
    message: 'Visited "ask-date-1", expected not to',
    expected: "start-1\ncheck-availability-step\nend-1",
    actual: "start-1\nask-date-1\ncheck-availability-step\nend-1",
    at: ["not_visits", 1],
  },
  {
    expect: { decisions: { "start-1": "ask-date-1", "ask-date-1": "tx-decline" } },
    message: '"ask-date-1" decided tx-confirm, expected tx-decline',
    expected: "tx-decline",
    actual: "tx-confirm",
    at: ["decisions", "ask-date-1"],
  },
  {
    case: busy,
    expect: { decisions: { "check-availability-step": "ask-date-1" } },
    message: '"check-availability-step" decided ask-date-1, then end-err, expected ask-date-1 at every visit',
    expected: "ask-date-1\nask-date-1",
    actual: "ask-date-1\nend-err",
    at: ["decisions", "check-availability-step"],
  },
  {
    case: busy,
    expect: { decisions: { "ask-date-1": ["tx-confirm"] } },
    message: '"ask-date-1" decided tx-confirm, then tx-confirm, expected tx-confirm',
    expected: "tx-confirm",
    actual: "tx-confirm\ntx-confirm",
    at: ["decisions", "ask-date-1"],
  },
  {
    expect: { decisions: { "end-err": "tx-confirm" } },
    message: 'Did not visit "end-err", expected it to decide tx-confirm',
    expected: "tx-confirm",
    actual: "",
    at: ["decisions", "end-err"],
  },
  {
    expect: { decisions: { "end-1": "tx-confirm" } },
    message: '"end-1" decided nothing, expected tx-confirm',
    expected: "tx-confirm",
    actual: "",
    at: ["decisions", "end-1"],
  },
  {
    flow: areas,
    case: serves,
    expect: { variables: { ok: true, area: "Boston" } },
    message: 'Variable "area" is "Cambridge", expected "Boston"',
    expected: '"Boston"',
    actual: '"Cambridge"',
    at: ["variables", "area"],
  },
  {
    flow: areas,
    case: serves,
    expect: { variables: { city: "Boston" } },
    message: 'Variable "city" is not set, expected "Boston"',
    expected: '"Boston"',
    actual: "",
    at: ["variables", "city"],
  },
  {
    flow: areas,
    case: serves,
    expect: { variables: { zip: 2139 } },
    message: 'Variable "zip" is "02139", expected 2139',
    expected: "2139",
    actual: '"02139"',
    at: ["variables", "zip"],
  },
  {
    flow: areas,
    case: serves,
    expect: { variables: { area: null } },
    message: 'Variable "area" is "Cambridge", expected null',
    expected: "null",
    actual: '"Cambridge"',
    at: ["variables", "area"],
  },
  {
    expect: { results: { "Check Availability": { n: [1, 3] } } },
    message: 'Result "Check Availability".n[1] is 2, expected 3',
    expected: '{\n  "n": [\n    1,\n    3\n  ]\n}',
    actual: '{\n  "n": [\n    1,\n    2\n  ]\n}',
    at: ["results", "Check Availability", "n", 1],
  },
  {
    expect: { results: { "Check Availability": { n: [1] } } },
    message: 'Result "Check Availability".n is [1,2], expected [1]',
    expected: '{\n  "n": [\n    1\n  ]\n}',
    actual: '{\n  "n": [\n    1,\n    2\n  ]\n}',
    at: ["results", "Check Availability", "n"],
  },
  {
    expect: { named_results: { "Check Availability": { slot: { id: 1 } } } },
    message: 'Result "Check Availability".slot is missing, expected {"id":1}',
    expected: '{\n  "slot": {\n    "id": 1\n  }\n}',
    actual: "{}",
    at: ["named_results", "Check Availability", "slot"],
  },
  {
    expect: { results: { Nothing: null } },
    message: 'Result "Nothing" is missing, expected null',
    expected: "null",
    actual: "",
    at: ["results", "Nothing"],
  },
  {
    flow: areas,
    case: serves,
    expect: { says: ["Your zip?", "Hi"] },
    message: 'Did not say "Hi" after "Your zip?"',
    expected: "Your zip?\nHi",
    actual: "Hi\nYour zip?\nWe serve Cambridge.",
    at: ["says", 1],
  },
  {
    flow: areas,
    case: serves,
    expect: { says: ["Your zip?", "Your zip?"] },
    message: 'Did not say "Your zip?" after "Your zip?"',
    expected: "Your zip?\nYour zip?",
    actual: "Hi\nYour zip?\nWe serve Cambridge.",
    at: ["says", 1],
  },
  {
    flow: areas,
    case: serves,
    expect: { says: ["/^serve/"] },
    message: "Did not say /^serve/",
    expected: "/^serve/",
    actual: "Hi\nYour zip?\nWe serve Cambridge.",
    at: ["says", 0],
  },
  {
    flow: areas,
    case: serves,
    expect: { says: ["/[a/"] },
    message: "Cannot read the regular expression /[a/: missing closing ]: `[a`",
    expected: "/[a/",
    actual: "Hi\nYour zip?\nWe serve Cambridge.",
    at: ["says", 0],
  },
  {
    flow: support,
    case: { turns: [{ take: "bye" }] },
    expect: { says: ["Hello"] },
    message: 'Did not say "Hello"; "greet" only tells a model what to say, and its words are not known here',
    expected: "Hello",
    actual: "",
    at: ["says", 0],
  },
  {
    flow: areas,
    case: serves,
    expect: { not_says: ["Sorry", "/cam/i"] },
    message: 'Said "We serve Cambridge.", expected nothing with /cam/i',
    expected: "nothing with /cam/i",
    actual: "We serve Cambridge.",
    at: ["not_says", 1],
  },
  {
    flow: areas,
    case: serves,
    expect: { not_says: ["/(?!a)/"] },
    message: "Cannot read the regular expression /(?!a)/: invalid or unsupported Perl syntax: `(?!`",
    expected: "nothing with /(?!a)/",
    actual: "",
    at: ["not_says", 0],
  },
  {
    flow: areas,
    case: serves,
    expect: { calls: [{ tool: "find_area", args: { zip: "10001" } }] },
    message: 'Called "find_area" with zip "02139", expected "10001"',
    expected: 'find_area {"zip":"10001"}',
    actual: 'find_area {"zip":"02139"}',
    at: ["calls", 0],
  },
  {
    flow: areas,
    case: serves,
    expect: { calls: [{ tool: "k", args: { city: "Boston" } }] },
    message: 'Called "k" with city missing, expected "Boston"',
    expected: 'k {"city":"Boston"}',
    actual: "k {}",
    at: ["calls", 0],
  },
  {
    flow: areas,
    case: serves,
    expect: { calls: [{ tool: "find_area" }, { tool: "book" }] },
    message: 'Did not call "book" after "find_area"',
    expected: "find_area\nbook",
    actual: "find_area",
    at: ["calls", 1],
  },
  {
    flow: areas,
    case: serves,
    expect: { call_count: 2 },
    message: "Made 1 call, expected 2",
    expected: "2",
    actual: "1",
    at: ["call_count"],
  },
  {
    case: busy,
    expect: { call_count: 0 },
    message: "Made 2 calls, expected 0",
    expected: "0",
    actual: "2",
    at: ["call_count"],
  },
  {
    case: { turns: ["not interested"] },
    expect: { trace: [{ kind: "eval", decision: "tx-decline" }, { kind: "eval" }] },
    message: 'The trace has no entry {"kind":"eval"} after {"kind":"eval","decision":"tx-decline"}',
    expected: '{"kind":"eval","decision":"tx-decline"}\n{"kind":"eval"}',
    actual: [
      '{"step_id":"start-1","kind":"enter"}',
      '{"step_id":"start-1","kind":"auto_advance","decision":"ask-date-1"}',
      '{"step_id":"ask-date-1","kind":"enter"}',
      '{"step_id":"ask-date-1","kind":"eval","decision":"tx-decline","reason":"heuristic match (overlap_score=2)"}',
      '{"step_id":"end-1","kind":"enter"}',
      '{"step_id":"end-1","kind":"end"}',
    ].join("\n"),
    at: ["trace", 1],
  },
  {
    expect: { trace: [{ data: { status: "busy" } }] },
    message: 'The trace has no entry {"data":{"status":"busy"}}',
    expected: '{"data":{"status":"busy"}}',
    at: ["trace", 0],
  },
];

describe("an expectation that is met", () => {
  for (const row of passing) it(JSON.stringify(row.expect), () => assert.deepEqual(failuresOf(row), []));
});

describe("an expectation that is not met", () => {
  for (const row of failing) {
    it(`${JSON.stringify(row.expect)}: ${row.message}`, () => {
      const failures = failuresOf(row);
      assert.equal(failures.length, 1);
      const [{ message, expected, actual, place }] = failures as [Failure];
      assert.equal(message, row.message);
      assert.equal(expected, row.expected);
      if (row.actual !== undefined) assert.equal(actual, row.actual);
      assert.deepEqual(place, { path: ["cases", 0, "expect", ...row.at] });
    });
  }

  it("is told in a fixed order, every one of them", () => {
    const failures = failuresOf({
      expect: { call_count: 9, visits: ["a", "b"], ended_at: "end-err", outcome: "loop", says: ["Bye"] },
    });
    assert.deepEqual(
      failures.map(({ place }) => ("path" in place ? place.path.slice(3).join(".") : "")),
      ["outcome", "ended_at", "visits.0", "visits.1", "says.0", "call_count"],
    );
  });
});

describe("the first difference says where the walk left the expected path", () => {
  const path = ["start-1", "ask-date-1", "check-availability-step", "end-1"];
  const first = (testCase: object, expect: object, flow: object = booking): string | undefined =>
    failuresOf({ flow, case: testCase, expect })[0]?.message;

  it("with what the words scored", () => {
    assert.equal(
      first({ turns: ["not interested"] }, { path, call_count: 1 }),
      'Left the expected path at "ask-date-1": "not interested" scored 2 for tx-decline, 0 for tx-confirm',
    );
    assert.equal(
      first({ turns: ["not interested"] }, { path: [...path.slice(0, 3), "end-err"], ended_at: "end-err" }),
      'Ended at "end-1", expected "end-err". Left the expected path at "ask-date-1": "not interested" scored 2 for tx-decline, 0 for tx-confirm',
    );
  });

  it("where no option was taken", () => {
    assert.equal(
      first({ turns: ["hmm"] }, { path, ended_at: "end-1" }),
      'Did not end (transcript_exhausted), expected to end at "end-1". Stopped on the expected path at "ask-date-1": "hmm" scored 0 for tx-confirm',
    );
  });

  it("where there was no turn at all", () => {
    assert.equal(first({ turns: [] }, { path }), 'Stopped on the expected path at "ask-date-1": no turn was left');
  });

  it("where the turn scripted another way", () => {
    assert.equal(
      first({ turns: [{ user: "book", take: "tx-decline" }] }, { path }),
      'Left the expected path at "ask-date-1": the turn says to take tx-decline',
    );
  });

  it("where a tool answered otherwise", () => {
    assert.equal(
      first({ ...books, mocks: { "check-availability-step": { error: "down" } } }, { path }),
      'Left the expected path at "check-availability-step": error led to "end-err", expected "end-1"',
    );
  });

  it("where a condition decided otherwise", () => {
    assert.equal(
      first(
        { ...serves, mocks: { k: { result: { covered: false } } } },
        { path: ["s", "c", "k", "b", "m", "e"] },
        areas,
      ),
      'Left the expected path at "b": false led to "n", expected "m"',
    );
  });

  it("where it went on, began elsewhere or went nowhere", () => {
    assert.equal(
      first(books, { path: path.slice(0, 3) }),
      'Left the expected path at "check-availability-step": it ends there, the walk went on to "end-1"',
    );
    assert.equal(first(books, { path: ["ask-date-1"] }), 'Began at "start-1", expected "ask-date-1"');
    assert.equal(first(books, { path: [] }), 'Went to "start-1", expected to go nowhere');
    assert.equal(
      first(books, { path: ["start-1"], outcome: "invalid" }, { ...booking, nodes: [] }),
      'Entered no node, expected "start-1"',
    );
  });

  it("and says nothing of it where the path was taken", () => {
    assert.equal(first(books, { path, call_count: 2 }), "Made 1 call, expected 2");
  });
});
