import assert from "node:assert/strict";
import { after, before, beforeEach, suite, test } from "node:test";
import { CancellationTokenSource, type Range } from "vscode-languageserver/node";
import { Mutate, type MutateParams, type MutateResult, Mutating, type MutatingParams } from "../../server/protocol.ts";
import { Client } from "./client.ts";
import { booking, bookingTests, playbook, rangeOf } from "./fixtures.ts";

const flow = "file:///repo/booking.json";
const tests = "file:///repo/booking.flowtest.json";

/** Where a word stands that begins a piece of the flow's text. */
function first(word: string, piece: string): Range {
  const { start } = rangeOf(booking, piece);
  return { start, end: { line: start.line, character: start.character + word.length } };
}

suite("mutating a flow", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ folders: ["file:///repo"] });
  });
  beforeEach(() => {
    for (const uri of client.files.keys()) client.write(uri, undefined);
    client.told.length = 0;
  });
  after(() => client[Symbol.asyncDispose]());

  const mutate = (params: MutateParams): Promise<MutateResult> => client.connection.sendRequest(Mutate, params);

  const given = (files: Record<string, string>): void => {
    for (const [uri, text] of Object.entries(files)) client.write(uri, text);
    client.list();
  };

  test("what survives, where it stands, and the score", async () => {
    given({ [flow]: booking, [tests]: bookingTests });
    const { found, why } = await mutate({ uri: flow });
    assert.equal(why, undefined);
    // Nobody asks by which way bye is come to, and nobody comes to sorry.
    assert.deepEqual(found!.survivors, [
      {
        uri: flow,
        range: first('"ask"', '"ask", "greeting"'),
        message: 'No case notices if "next" of "start" goes to "bye" instead of "ask"',
      },
      {
        uri: flow,
        range: first('"find"', '"find" },\n'),
        message: 'No case notices if "tx-book" goes to "bye" instead of "find"',
      },
      { uri: flow, range: first('"sorry"', '"sorry" } }'), message: 'No case takes "error" of "find" to "sorry"' },
    ]);
    assert.deepEqual(found!.from, [flow, tests]);
    assert.deepEqual(
      [found!.mutants, found!.survived, found!.score, found!.unfit, found!.leftOut],
      [15, 4, 71.4, 0, 0],
    );
  });

  test("what is in mocks stands in their file", async () => {
    const branch = '"custom": [{ "id": "full", "jsonpath": "$.free", "equals": false, "next_step_id": "sorry" }],';
    const branched = booking.replace('"transitions": { "success', `"transitions": { ${branch} "success`);
    const text = bookingTests
      .replace('"free": true', '"free": false')
      .replace('"ended_at": "bye"', '"not_visits": ["nowhere"]');
    given({ [flow]: branched, [tests]: text });
    const { found } = await mutate({ uri: flow });
    assert.deepEqual(found!.survivors.at(-1), {
      uri: tests,
      range: rangeOf(text, '"free"'),
      message: 'No case notices if the answer of "find" has no "free"',
    });
  });

  test("asked about its tests it is the flow they walk, with all its tests, as they stand in the editor", async () => {
    const weak = bookingTests.replaceAll('{ "ended_at": "bye" }', '{ "not_visits": ["nowhere"] }');
    given({ [flow]: booking, [tests]: bookingTests, "file:///repo/more.flowtest.json": weak });
    const { found } = await mutate({ uri: tests });
    assert.deepEqual(found!.from, [flow, tests, "file:///repo/more.flowtest.json"]);
    client.open(tests, weak);
    const weaker = await mutate({ uri: tests });
    assert.ok(weaker.found!.score! < found!.score!);
    client.close(tests);
  });

  test("another dialect", async () => {
    const uri = "file:///repo/playbook.json";
    const cases = [{ name: "hears it", expect: { says: ["Hi"], ended_at: "e" } }];
    given({ [uri]: playbook, "file:///repo/p.flowtest.json": JSON.stringify({ flow: "./playbook.json", cases }) });
    const { found } = await mutate({ uri });
    assert.deepEqual(found!.survivors, []);
    assert.equal(found!.score, 100);
  });

  test("why there is nothing to tell", async () => {
    given({ [flow]: booking, "file:///repo/prices.json": "{}" });
    const why = async (uri: string) => (await mutate({ uri })).why;
    assert.equal(await why(flow), "No flow test walks booking.json");
    assert.equal(await why("file:///repo/prices.json"), "There is no flow in prices.json, and no tests of one");
    given({ [tests]: bookingTests.replaceAll('"ended_at": "bye"', '"ended_at": "sorry"') });
    assert.equal(await why(flow), "2 flow tests of booking.json do not pass; mend them first");
  });

  test("it tells how far it is, stops when it is cancelled, and answers others meanwhile", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => ({
      name: `case ${i}`,
      turns: ["goodbye"],
      expect: { not_visits: ["nowhere"] },
    }));
    given({ [flow]: booking, [tests]: JSON.stringify({ flow: "./booking.json", cases: many }) });
    const told: MutatingParams[] = [];
    const listening = client.connection.onNotification(Mutating, (params: MutatingParams) => {
      told.push(params);
    });
    const source = new CancellationTokenSource();
    const params: MutateParams = { uri: flow, mutate: "this one" };
    const answer = client.connection.sendRequest<MutateResult>(Mutate, params, source.token);
    let others = 0;
    while (told.length === 0) {
      await client.symbols(flow);
      others++;
    }
    source.cancel();
    assert.equal((await answer).why, "It was cancelled");
    assert.ok(others > 0);
    assert.ok(told.every(({ mutate, done, of }) => mutate === "this one" && done <= of));
    listening.dispose();
  });
});
