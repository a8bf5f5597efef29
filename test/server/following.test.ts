// Continuous runs: after a change just the cases that it can affect run again, whatever file it is in, saved or not.

import assert from "node:assert/strict";
import { afterEach, beforeEach, suite, test } from "node:test";
import { Follow, type FollowParams, Run, type RunResult, Unfollow } from "../../server/protocol.ts";
import { Client } from "./client.ts";
import { booking, bookingTests } from "./fixtures.ts";

const folder = "file:///repo";
const flow = `${folder}/booking.json`;
const tests = `${folder}/booking.flowtest.json`;

suite("continuous runs", () => {
  let client: Client;
  let follows = 0;
  beforeEach(async () => {
    follows = 0;
    client = await Client.start({ folders: [folder], files: { [flow]: booking, [tests]: bookingTests } });
    client.list();
    await client.tests(tests);
  });
  afterEach(async () => {
    assert.deepEqual(client.errors(), []);
    await client[Symbol.asyncDispose]();
  });

  function follow(params: Omit<FollowParams, "follow"> = {}): void {
    client.send(Follow, { follow: `follow ${++follows}`, ...params } satisfies FollowParams);
  }

  /** What the next rerun comes to: `name status`, by file where there are others than the first. */
  async function rerun(): Promise<string[]> {
    const { run, files } = await client.when("rerun", () => true);
    await client.when("rerunEnded", (ended) => ended.run === run);
    const results = client.all("results").flatMap((told) => (told.run === run ? told.results : []));
    const begun = files.flatMap(({ ids }) => ids);
    assert.ok(
      results.every(({ id }) => begun.includes(id)),
      "only what has begun comes to a verdict",
    );
    return results.map(
      ({ uri, id, status }) => `${id.slice(id.indexOf("#") + 1)} ${status}${uri === tests ? "" : ` in ${uri}`}`,
    );
  }

  test("everything once, and after an edit of the flow, unsaved, the cases that come to the node", async () => {
    follow();
    assert.deepEqual(await rerun(), ["books passed", "leaves passed"]);
    client.open(flow, booking);
    client.change(flow, 2, {
      text: booking.replace('"success_next_step_id": "bye"', '"success_next_step_id": "sorry"'),
    });
    assert.deepEqual(await rerun(), ["books failed"]);
    client.change(flow, 3, { text: booking });
    assert.deepEqual(await rerun(), ["books passed"]);
  });

  test("typing, key by key: one rerun after the pause, and none for where no case comes", async () => {
    follow();
    await rerun();
    client.open(flow, booking);
    for (let length = 1; length <= 12; length++)
      client.change(flow, 1 + length, {
        text: booking.replace('"Sorry"', JSON.stringify("We are sorry".slice(0, length))),
      });
    client.change(flow, 20, { text: booking.replace('"Bye"', '"Good bye"') });
    assert.deepEqual(await rerun(), ["books passed", "leaves passed"], "both end at bye, nothing says sorry");
    assert.deepEqual(client.all("rerun"), []);
  });

  test("an edit of a case runs that case, one that comes runs alone, one that goes has nothing run", async () => {
    follow();
    await rerun();
    client.open(tests, bookingTests);
    client.change(tests, 2, { text: bookingTests.replace('["goodbye"]', '["goodbye", "and thanks"]') });
    assert.deepEqual(await rerun(), ["leaves passed"]);
    const more = bookingTests.replace(
      '"cases": [',
      '"cases": [\n{ "name": "is silent", "turns": [], "expect": { "outcome": "transcript_exhausted" } },',
    );
    client.change(tests, 3, { text: more });
    assert.deepEqual(await rerun(), ["leaves passed", "is silent passed"].toSorted());
    client.change(tests, 4, { text: bookingTests });
    client.change(tests, 5, {
      text: bookingTests.replace('"ended_at": "bye" }\n    },', '"ended_at": "sorry" }\n    },'),
    });
    assert.deepEqual(await rerun(), ["books failed"]);
  });

  test("while a file is no JSON the last results stand", async () => {
    follow();
    await rerun();
    client.open(flow, booking);
    const wrong = booking.replace('"id": "find"', '"id": "fund"');
    client.change(flow, 2, { text: wrong.replace('"nodes": [', '"nodes": [ {"id": ') });
    // A file beside it is whole; that it runs shows that the broken one was looked at.
    const other = `${folder}/other.flowtest.json`;
    client.files.set(`${folder}/other.json`, booking);
    client.write(other, bookingTests.replace("booking.json", "other.json"));
    assert.deepEqual(await rerun(), [`books passed in ${other}`, `leaves passed in ${other}`]);
    client.change(flow, 3, { text: wrong });
    assert.deepEqual(await rerun(), ["books failed"]);
  });

  test("skills in a file of their own", async () => {
    const playbook = {
      flowId: "f",
      nodes: [
        { id: "s", type: "start" },
        { id: "k", type: "skill", data: { tool: "look" } },
        { id: "e", type: "end" },
      ],
      connections: [
        { id: "1", source: "s", target: "k" },
        { id: "2", source: "k", target: "e" },
      ],
    };
    const skills = (returns: object) => JSON.stringify({ skills: [{ tool: "look", returns }, { tool: "other" }] });
    const uri = `${folder}/look.flowtest.json`;
    const catalogue = `${folder}/look.flowyte-skills.json`;
    client.files.set(`${folder}/look.json`, JSON.stringify(playbook));
    client.files.set(catalogue, skills({ ok: true }));
    const cases = [
      { name: "samples", options: { useSampleReturns: true }, expect: { calls: [{ tool: "look" }] } },
      { name: "begins late", start_at: "e" },
    ];
    client.write(uri, JSON.stringify({ flow: "./look.json", skills: "./look.flowyte-skills.json", cases }));
    await client.tests(uri);
    follow({ include: [{ uri }] });
    assert.deepEqual(await rerun(), [`samples passed in ${uri}`, `begins late passed in ${uri}`]);
    client.write(catalogue, skills({ ok: false }));
    assert.deepEqual(await rerun(), [`samples passed in ${uri}`]);
    client.open(catalogue, skills({ ok: false }));
    client.change(catalogue, 2, { text: skills({ ok: true }).replace('"other"', '"another"') });
    assert.deepEqual(await rerun(), [`samples passed in ${uri}`]);
  });

  test("what is included and not excluded: folders, files, cases", async () => {
    const inner = `${folder}/deep/inner.flowtest.json`;
    client.write(inner, bookingTests.replace("./booking.json", "../booking.json"));
    await client.tests(inner);
    follow({ include: [{ uri: `${folder}/deep` }, { uri: tests, ids: [`${tests}#books`] }] });
    assert.deepEqual(
      await rerun(),
      ["books passed", `books passed in ${inner}`, `leaves passed in ${inner}`].toSorted(),
    );
    follow({ exclude: [{ uri: `${folder}/deep/inner.flowtest.json` }, { uri: tests, ids: [`${tests}#leaves`] }] });
    assert.deepEqual(await rerun(), ["books passed"]);
  });

  test("a file that is not open: on disk it changes, comes and goes as well", async () => {
    follow({ include: [{ uri: folder }] });
    await rerun();
    client.write(flow, booking.replace('"next_step_id": "bye"', '"next_step_id": "sorry"'));
    assert.deepEqual(await rerun(), ["books passed", "leaves failed"], "both are asked where the way to sorry leaves");
    const late = `${folder}/late.flowtest.json`;
    client.write(late, bookingTests);
    assert.deepEqual(await rerun(), [`books passed in ${late}`, `leaves failed in ${late}`]);
    client.write(flow, undefined);
    const all = await rerun();
    assert.deepEqual(
      all.filter((each) => !/^(books|leaves) errored/.test(each)),
      [],
    );
    assert.equal(all.length, 4);
  });

  test("after the end nothing runs", async () => {
    follow();
    await rerun();
    client.send(Unfollow, { follow: "follow 1" });
    client.write(flow, booking.replaceAll('"bye"', '"sorry"'));
    await client.settled();
    // A run takes its turn behind whatever would have been begun.
    await client.run([{ uri: tests }]);
    assert.deepEqual(client.all("rerun"), []);
  });

  test("an edit stops a rerun that is outdated by it; what was left out runs with it", async () => {
    const many = Array.from({ length: 15_000 }, (_, i) => ({ name: `case ${i}`, turns: ["goodbye"] }));
    client.write(tests, JSON.stringify({ flow: "./booking.json", cases: many }));
    await client.tests(tests, ({ cases }) => cases.length === many.length);
    follow();
    const first = await client.when("rerun", () => true);
    await client.when("results", ({ run }) => run === first.run);
    client.open(flow, booking);
    client.change(flow, 2, { text: booking.replace('"next_step_id": "bye"', '"next_step_id": "sorry"') });
    await client.when("rerunEnded", ({ run }) => run === first.run);
    const told = client.all("results").flatMap(({ results }) => results).length;
    assert.ok(told < many.length, `${told} were told`);
    const all = await rerun();
    assert.equal(all.length, many.length, "all come to another node now");
    assert.ok(all.every((each) => each.endsWith(" passed")));
  });
});

suite("runs in another order, and again", () => {
  let client: Client;
  beforeEach(async () => {
    client = await Client.start({ folders: [folder], files: { [flow]: booking } });
  });
  afterEach(() => client[Symbol.asyncDispose]());

  async function run(seed: number | undefined, rounds?: number): Promise<{ names: string[]; result: RunResult }> {
    client.told.length = 0;
    const result = await client.connection.sendRequest<RunResult>(Run, {
      run: "r",
      files: [{ uri: tests }],
      ...(seed !== undefined && { seed }),
      ...(rounds !== undefined && { rounds }),
    });
    const names = client
      .all("results")
      .flatMap(({ results }) => results.map(({ id }) => id.slice(id.indexOf("#") + 1)));
    return { names, result };
  }

  test("the same seed, the same order; another one, another", async () => {
    const written = Array.from({ length: 20 }, (_, i) => `case ${i}`);
    const cases = written.map((name) => ({ name, turns: ["goodbye"] }));
    client.files.set(tests, JSON.stringify({ flow: "./booking.json", cases }));
    const seven = (await run(7)).names;
    assert.deepEqual((await run(7)).names, seven);
    assert.notDeepEqual(seven, written);
    assert.notDeepEqual((await run(8)).names, seven);
    assert.deepEqual(seven.toSorted(), written.toSorted());
    assert.deepEqual((await run(undefined)).names, written);
  });

  test("until something fails: the most rounds, or one; what passes again is not told again", async () => {
    client.files.set(tests, bookingTests);
    const { names, result } = await run(undefined, 5);
    assert.deepEqual(names, ["books", "leaves"]);
    assert.deepEqual(result, { passed: 2, failed: 0, errored: 0, skipped: 0, cancelled: false, rounds: 5 });
    client.write(tests, bookingTests.replace('"goodbye"', '"table"'));
    assert.deepEqual((await run(undefined, 5)).result, {
      passed: 1,
      failed: 0,
      errored: 1,
      skipped: 0,
      cancelled: false,
      rounds: 1,
    });
  });

  test("traces of cases that passed can be left out", async () => {
    client.files.set(tests, bookingTests.replace('"ended_at": "bye" }\n    },', '"ended_at": "sorry" }\n    },'));
    await client.connection.sendRequest(Run, { run: "r", files: [{ uri: tests }], traces: "failed" });
    const told = client.all("results").flatMap(({ results }) => results);
    assert.deepEqual(
      told.map(({ status, trace }) => [status, trace.length > 0]),
      [
        ["failed", true],
        ["passed", false],
      ],
    );
  });
});
