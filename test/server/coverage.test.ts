// A run that measures what it covers, and the details that are asked for afterwards.

import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import {
  Coverage,
  CoverageOver,
  type CoverageParams,
  type CoverageResult,
  Run,
  type RunParams,
  type RunResult,
} from "../../server/protocol.ts";
import { Client } from "./client.ts";
import { booking, bookingTests, playbook, rangeOf } from "./fixtures.ts";

const flow = "file:///repo/booking.json";
const tests = "file:///repo/booking.flowtest.json";

suite("what a run covers", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ folders: ["file:///repo"] });
  });
  afterEach(() => {
    assert.deepEqual(client.errors(), []);
    client.told.length = 0;
    for (const uri of client.files.keys()) client.write(uri, undefined);
  });
  after(() => client[Symbol.asyncDispose]());

  const run = (run: string, more: Partial<RunParams> = {}): Promise<RunResult> =>
    client.connection.sendRequest(Run, { run, files: [{ uri: tests }], coverage: true, ...more } satisfies RunParams);
  const details = (params: CoverageParams): Promise<CoverageResult> => client.connection.sendRequest(Coverage, params);

  test("each flow file with its counts, and which cases walked it", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    const { coverage, passed } = await run("a");
    assert.equal(passed, 2);
    assert.deepEqual(coverage, [
      {
        uri: flow,
        nodes: { covered: 4, total: 5 },
        transitions: { covered: 4, total: 5 },
        conditions: { covered: 0, total: 0 },
        tests: [{ uri: tests, ids: [`${tests}#books`, `${tests}#leaves`] }],
        outOfReach: [],
      },
    ]);
    const { coverage: none } = await run("b", { coverage: undefined });
    assert.equal(none, undefined);
    assert.equal(await details({ run: "b", uri: flow }), null);
  });

  test("details place by place: of all cases, and of one", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    await run("a");
    const all = (await details({ run: "a", uri: flow }))!;
    assert.deepEqual(
      all.map(({ name, hits, branches }) => [name, hits, branches.map(({ label, hits }) => `${label} ${hits}`)]),
      [
        ["start", 2, ["next → ask 2"]],
        ["ask", 2, ["tx-book → find 1", "tx-bye → bye 1"]],
        ["find", 1, ["success → bye 1", "error → sorry 0"]],
        ["bye", 2, []],
        ["sorry", 0, []],
      ],
    );
    const ask = all[1]!;
    assert.deepEqual(ask.range, { start: { line: 4, character: 3 }, end: { line: 7, character: 7 } });
    const [head] = booking.split("\n").slice(4, 5);
    assert.deepEqual(ask.parts, [
      { start: { line: 4, character: 4 }, end: { line: 4, character: head!.length } },
      { start: { line: 7, character: 4 }, end: { line: 7, character: 7 } },
    ]);
    const bye = '{ "id": "tx-bye", "label": "says goodbye", "description": "nothing more", "next_step_id": "bye" }';
    assert.deepEqual(ask.branches[1]!.range, rangeOf(booking, bye));
    assert.deepEqual(all[2]!.branches[1]!.range, rangeOf(booking, '"error_next_step_id": "sorry"'));

    const leaves = (await details({ run: "a", uri: flow, test: { uri: tests, id: `${tests}#leaves` } }))!;
    assert.deepEqual(
      leaves.map(({ name, hits, branches }) => [name, hits, ...branches.map(({ hits }) => hits)]),
      [
        ["start", 1, 1],
        ["ask", 1, 0, 1],
        ["find", 0, 0, 0],
        ["bye", 1],
        ["sorry", 0],
      ],
    );
  });

  test("places are those of the version that was run, saved or not", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    client.open(flow, `\n\n${booking}`);
    await run("a");
    client.change(flow, 2, { text: booking });
    const [start] = (await details({ run: "a", uri: flow }))!;
    assert.equal(start!.range.start.line, 5);
    client.close(flow);
  });

  test("what no case can come to is left out of counts and details, and told with the reason", async () => {
    const lonely = booking.replace('"error_next_step_id": "sorry"', '"error_next_step_id": "nirvana"');
    client.files.set(flow, lonely);
    client.files.set(tests, bookingTests);
    const { coverage } = await run("a");
    const [file] = coverage!;
    assert.deepEqual(
      [file!.nodes, file!.transitions],
      [
        { covered: 4, total: 4 },
        { covered: 4, total: 4 },
      ],
    );
    assert.deepEqual(file!.outOfReach, [
      {
        text: '"find": error → nirvana: it leads to "nirvana", which is not a node',
        at: { uri: flow, range: rangeOf(lonely, '"nirvana"') },
      },
      { text: '"sorry": no transition leads here', at: { uri: flow, range: rangeOf(lonely, '"sorry"') } },
    ]);
    const nodes = (await details({ run: "a", uri: flow }))!;
    assert.deepEqual(
      nodes.map(({ name, branches }) => [name, branches.length]),
      [
        ["start", 1],
        ["ask", 2],
        ["find", 1],
        ["bye", 0],
      ],
    );
  });

  test("a playbook: connections stand apart, and a condition has a place for each answer", async () => {
    const branching = playbook
      .replace('"type": "message", "data": { "text": "Hi" }', '"type": "branch", "data": { "condition": "age > 17" }')
      .replace('"source": "say", "target": "e"', '"source": "say", "target": "e", "sourceHandle": "true"');
    client.files.set(flow, branching);
    client.files.set(tests, JSON.stringify({ flow: "booking.json", cases: [{ name: "a", variables: { age: 20 } }] }));
    const { coverage } = await run("a");
    assert.deepEqual(coverage![0]!.conditions, { covered: 1, total: 2 });
    const [, say] = (await details({ run: "a", uri: flow }))!;
    const condition = rangeOf(branching, '"age > 17"');
    assert.deepEqual(say!.branches, [
      {
        label: "true → e",
        hits: 1,
        range: rangeOf(branching, '{ "id": "c2", "source": "say", "target": "e", "sourceHandle": "true" }'),
      },
      { label: "age > 17 is true", hits: 1, range: condition },
      { label: "age > 17 is false", hits: 0, range: { start: condition.end, end: condition.end } },
    ]);
  });

  test("a flow that is written into its tests is covered there", async () => {
    const inline = `{ "flow_config": ${booking.trimEnd()}, "cases": [{ "name": "a", "turns": ["goodbye"] }] }`;
    client.files.set(tests, inline);
    const { coverage } = await run("a");
    assert.deepEqual(
      coverage!.map(({ uri, nodes }) => [uri, nodes]),
      [[tests, { covered: 3, total: 5 }]],
    );
  });

  test("only the last three runs are kept, and none that is over", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    for (const id of ["one", "two", "three", "four"]) await run(id);
    assert.equal(await details({ run: "one", uri: flow }), null);
    assert.equal((await details({ run: "two", uri: flow }))!.length, 5);
    client.send(CoverageOver, { run: "two" });
    assert.equal(await details({ run: "two", uri: flow }), null);
    assert.equal((await details({ run: "four", uri: flow }))!.length, 5);
    assert.deepEqual(await details({ run: "four", uri: "file:///repo/other.json" }), []);
  });
});
