import assert from "node:assert/strict";
import { test } from "node:test";
import { type Flow, read } from "../../engine/index.ts";
import { Traces, type WalkOf } from "../../server/traces.ts";

const uri = "file:///repo/a.flowtest.json";

function flowOf(nodes: number): Flow {
  const ends = Array.from({ length: nodes - 1 }, (_, i) => ({ id: `n${i}`, type: "end" }));
  const start = { id: "s", type: "start", next_step_id: "n0" };
  return read(JSON.stringify({ flow_config_version: "1", nodes: [start, ...ends] }), "flow.json").flow!;
}

const testCase = read('{ "flow": "./flow.json", "cases": [{ "name": "one" }] }', uri).tests!.cases[0]!;

function walk(flow: Flow): WalkOf {
  return { testCase, flow, skills: undefined, why: undefined, flowIn: undefined };
}

test("the walk before the last is the one on another flow, however often the last was made", () => {
  const traces = new Traces();
  const [a, b] = [walk(flowOf(3)), walk(flowOf(3))];
  traces.ran(uri, "one", a);
  assert.equal(traces.previous(uri, "one"), undefined);
  traces.ran(uri, "one", b);
  const again = { ...b };
  traces.ran(uri, "one", again);
  assert.equal(traces.last(uri, "one"), again);
  assert.equal(traces.previous(uri, "one"), a);
  assert.equal(traces.last(uri, "two"), undefined);
  traces.forget(uri);
  assert.equal(traces.last(uri, "one"), undefined);
});

test("flows of more than 50,000 nodes together are not kept: the case that was run longest ago is let go", () => {
  const traces = new Traces();
  const big = flowOf(20_000);
  traces.ran(uri, "one", walk(big));
  traces.ran(uri, "two", walk(flowOf(20_000)));
  traces.ran(uri, "three", walk(big)); // known already, so no more than before
  assert.notEqual(traces.last(uri, "one"), undefined);
  traces.ran(uri, "four", walk(flowOf(20_000)));
  // Letting go of the first does not free its flow, which the third walks too; that of the second does.
  assert.deepEqual(
    ["one", "two", "three", "four"].map((id) => traces.last(uri, id) !== undefined),
    [false, false, true, true],
  );
  traces.ran(uri, "huge", walk(flowOf(60_000)));
  assert.deepEqual(
    ["three", "four", "huge"].map((id) => traces.last(uri, id) !== undefined),
    [false, false, true],
  );
});

test("at most 20,000 cases", () => {
  const traces = new Traces();
  const one = walk(flowOf(3));
  for (let i = 0; i <= 20_000; i++) traces.ran(uri, String(i), one);
  assert.equal(traces.last(uri, "0"), undefined);
  assert.equal(traces.last(uri, "1"), one);
});
