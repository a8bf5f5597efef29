import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { Run, type RunResult } from "../../server/protocol.ts";
import { Client } from "./client.ts";
import { booking, bookingTests, rangeOf } from "./fixtures.ts";

const flow = "file:///repo/booking.json";
const tests = "file:///repo/booking.flowtest.json";

suite("running flow tests", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ folders: ["file:///repo"] });
  });
  afterEach(() => {
    assert.deepEqual(client.errors(), []);
    client.told.length = 0;
    client.reads.length = 0;
    for (const uri of client.files.keys()) client.write(uri, undefined);
  });
  after(() => client[Symbol.asyncDispose]());

  test("a whole file: a verdict for each case, with the conversation and where its nodes are", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    const { verdicts, ...counts } = await client.run([{ uri: tests }]);
    assert.deepEqual(counts, { passed: 2, failed: 0, errored: 0, skipped: 0, cancelled: false, rounds: 1 });
    assert.deepEqual(
      verdicts.map(({ uri, id, status, failures }) => ({ uri, id, status, failures })),
      ["books", "leaves"].map((name) => ({ uri: tests, id: `${tests}#${name}`, status: "passed", failures: [] })),
    );
    const [first] = verdicts;
    assert.ok(first!.duration >= 0 && first!.duration < 1000);
    assert.equal(first!.message, undefined);
    const at = (id: string) => first!.trace.find(({ text }) => text.trimStart().startsWith(id))?.at;
    assert.deepEqual(at("find called"), { uri: flow, range: idRange(8, "find") });
    assert.deepEqual(at("caller"), { uri: flow, range: idRange(4, "ask") });
  });

  test("one case by its id, and no other", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    const { verdicts, passed } = await client.run([{ uri: tests, ids: [`${tests}#leaves`] }]);
    assert.equal(passed, 1);
    assert.deepEqual(
      verdicts.map(({ id }) => id),
      [`${tests}#leaves`],
    );
  });

  test("a case that fails says what differed at the line of the expectation", async () => {
    const text = bookingTests.replace(
      '"expect": { "ended_at": "bye" }\n    },',
      '"expect": { "ended_at": "sorry",\n        "call_count": 2 }\n    },',
    );
    client.files.set(flow, booking);
    client.files.set(tests, text);
    const { verdicts, failed, passed } = await client.run([{ uri: tests }]);
    assert.deepEqual([failed, passed], [1, 1]);
    const [{ status, message, failures }] = verdicts as [(typeof verdicts)[0]];
    assert.equal(status, "failed");
    assert.equal(message, failures[0]?.message);
    assert.deepEqual(
      failures.map(({ expected, actual, range }) => ({ expected, actual, range })),
      [
        { expected: "sorry", actual: "bye", range: rangeOf(text, '"sorry"') },
        { expected: "2", actual: "1", range: { start: { line: 8, character: 22 }, end: { line: 8, character: 23 } } },
      ],
    );
  });

  test("what runs is what is in the editor, in both files", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, bookingTests);
    client.open(flow, booking.replaceAll('"bye"', '"farewell"'));
    assert.equal((await client.run([{ uri: tests }])).failed, 2);
    client.open(tests, bookingTests.replaceAll('"bye"', '"farewell"'));
    assert.equal((await client.run([{ uri: tests }], "again")).passed, 2);
    client.close(flow);
    client.close(tests);
  });

  test("a case that cannot be run says why", async () => {
    const missing = "file:///repo/missing.flowtest.json";
    client.files.set(flow, booking);
    client.files.set(missing, bookingTests.replace("./booking.json", "./bookings.json"));
    client.files.set(tests, bookingTests.replace('"find": { "result": { "free": true } }', ""));
    const { verdicts, ...counts } = await client.run([
      { uri: missing, ids: [`${missing}#books`] },
      { uri: tests, ids: [`${tests}#books`, `${tests}#gone`] },
      { uri: "file:///repo/none.json", ids: ["file:///repo/none.json#x"] },
    ]);
    assert.deepEqual(counts, { passed: 0, failed: 0, errored: 4, skipped: 0, cancelled: false, rounds: 1 });
    assert.deepEqual(
      verdicts.map(({ status, message }) => `${status}: ${message}`),
      [
        'errored: Could not read "./bookings.json": there is no such file',
        'errored: "find" called a tool without a mock; add one under "mocks"',
        "errored: booking.flowtest.json has no such case any more",
        "errored: Could not read none.json",
      ],
    );
  });

  test("a test that needs a model is skipped with the reason", async () => {
    const uri = "file:///repo/voice.json";
    client.files.set(uri, '[{ "name": "m", "user_prompt": "You ask", "metrics": ["is polite"], "type": "llm" }]');
    const { verdicts, skipped } = await client.run([{ uri }]);
    assert.equal(skipped, 1);
    assert.equal(verdicts[0]?.status, "skipped");
    assert.ok(verdicts[0]?.message);
  });

  test("a flow inside the test file: the conversation leads there", async () => {
    const text = bookingTests.replace('"./booking.json"', booking.trim());
    client.files.set(tests, text);
    const { verdicts, passed } = await client.run([{ uri: tests }]);
    assert.equal(passed, 2);
    const uris = new Set(verdicts.flatMap(({ trace }) => trace.flatMap(({ at }) => at?.uri ?? [])));
    assert.deepEqual([...uris], [tests]);
  });

  test("many files that walk one flow: it is read once", async () => {
    client.files.set(flow, booking);
    const uris = Array.from({ length: 20 }, (_, i) => `file:///repo/${i}.flowtest.json`);
    for (const uri of uris) client.files.set(uri, bookingTests);
    assert.equal((await client.run(uris.map((uri) => ({ uri })))).passed, 40);
    assert.equal(client.reads.filter((uri) => uri === flow).length, 1);
  });

  test("a long run is told in batches, answers edits meanwhile, and stops when it is cancelled", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, many(200_000));
    const stop = new CancellationTokenSource();
    const result = client.connection.sendRequest<RunResult>(Run, { run: "long", files: [{ uri: tests }] }, stop.token);
    const first = await client.when("results", ({ run }) => run === "long");
    assert.ok(first.results.length <= 200);

    // The run goes on; an editor opens a file, edits it and asks for its outline.
    const other = "file:///repo/other.json";
    client.open(other, booking);
    assert.deepEqual((await client.diagnostics(other, 1)).diagnostics, []);
    client.change(other, 2, { text: booking.replaceAll('"bye"', '"farewell"') });
    assert.equal((await client.symbols(other))[3]?.name, "farewell");
    await client.when("results", ({ run }) => run === "long");

    stop.cancel();
    const { passed, cancelled } = await result;
    assert.equal(cancelled, true);
    assert.ok(passed > 0 && passed < 200_000);
    client.close(other);
  });

  test("two runs at a time keep apart", async () => {
    client.files.set(flow, booking);
    client.files.set(tests, many(2000));
    const [one, two] = await Promise.all([
      client.run([{ uri: tests }], "one"),
      client.run([{ uri: tests, ids: [`${tests}#case 7`] }], "two"),
    ]);
    assert.deepEqual([one.passed, one.verdicts.length], [2000, 2000]);
    assert.deepEqual([two.passed, two.verdicts.length], [1, 1]);
  });
});

function many(count: number): string {
  const cases = Array.from({ length: count }, (_, i) => `{ "name": "case ${i}", "turns": ["goodbye"] }`);
  return `{ "flow": "./booking.json", "cases": [${cases.join(",\n")}] }`;
}

/** Where an id is written in the flow, each of whose nodes begins with it. */
function idRange(line: number, id: string) {
  return { start: { line, character: 12 }, end: { line, character: 14 + id.length } };
}
