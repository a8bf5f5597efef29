import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { TestsParams } from "../../server/protocol.ts";
import { Client } from "./client.ts";
import { booking, bookingTests, dangling, rangeOf } from "./fixtures.ts";

const one = (name: string, flow = "./booking.json") =>
  `{ "flow": "${flow}", "cases": [{ "name": "${name}", "turns": [] }] }`;
const names = ({ cases }: TestsParams) => cases.map(({ name }) => name);

suite("the tests of a workspace", () => {
  test("are found in the files that the client lists, with names, places, tags and what cannot run", async () => {
    const uri = "file:///repo/a.flowtest.json";
    const text = `{ "flow": "./booking.json", "cases": [
  { "name": "one", "tags": ["smoke"] },
  { "name": "two" },
  { "name": "one" }
] }`;
    const voice = "file:///repo/voice.json";
    const model = '[{ "name": "m", "user_prompt": "You ask", "metrics": ["is polite"], "type": "llm" }]';
    await using client = await Client.start({
      files: { [uri]: text, [voice]: model, "file:///repo/other.json": "{}" },
    });
    client.list();
    assert.deepEqual(await client.tests(uri), {
      uri,
      cases: [
        {
          id: `${uri}#one`,
          name: "one",
          range: { start: { line: 1, character: 12 }, end: { line: 1, character: 17 } },
          end: { line: 1, character: 38 },
          written: { start: { line: 1, character: 2 }, end: { line: 1, character: 38 } },
          tags: ["smoke"],
        },
        {
          id: `${uri}#two`,
          name: "two",
          range: rangeOf(text, '"two"'),
          end: { line: 2, character: 19 },
          written: { start: { line: 2, character: 2 }, end: { line: 2, character: 19 } },
          tags: [],
        },
        {
          id: `${uri}#one~2`,
          name: "one",
          range: { start: { line: 3, character: 12 }, end: { line: 3, character: 17 } },
          end: { line: 3, character: 19 },
          written: { start: { line: 3, character: 2 }, end: { line: 3, character: 19 } },
          tags: [],
        },
      ],
    });
    const { cases } = await client.tests(voice);
    assert.equal(cases.length, 1);
    assert.equal(typeof cases[0]?.skip, "string");
    assert.deepEqual(client.errors(), []);
  });

  test("only files that may hold some are read, those first whose name says so", async () => {
    const held = one("x");
    const files: Record<string, string> = {};
    for (const path of [
      "zoo.json",
      "alpha.json",
      "package.json",
      "sub/package-lock.json",
      "tsconfig.base.json",
      "node_modules/a/b.flowtest.json",
      ".vscode/settings.json",
      "sub/.hidden/c.flowtest.json",
      "z.flowtest.json",
      "z.yappr-test.json",
      "z.flowyte-test.json",
    ])
      files[`file:///home/me/.projects/flows/${path}`] = held;
    await using client = await Client.start({ folders: ["file:///home/me/.projects/flows"], files });
    client.list();
    await client.tests("file:///home/me/.projects/flows/zoo.json");
    await client.tests("file:///home/me/.projects/flows/alpha.json");
    const read = client.reads.map((uri) => uri.replace("file:///home/me/.projects/flows/", ""));
    assert.deepEqual(read, ["z.flowtest.json", "z.yappr-test.json", "z.flowyte-test.json", "zoo.json", "alpha.json"]);
  });

  test("a file of more than a megabyte is not looked into until it is opened", async () => {
    const large = `${" ".repeat(1_000_001)}${one("large")}`;
    await using client = await Client.start({
      files: { "file:///w/large.json": large, "file:///w/small.json": one("small") },
    });
    client.list();
    await client.tests("file:///w/small.json");
    client.open("file:///w/large.json", large);
    assert.deepEqual(names(await client.tests("file:///w/large.json")), ["large"]);
  });

  test("follow what is typed, saved, closed, changed on disk, created and deleted", async () => {
    const uri = "file:///repo/a.flowtest.json";
    await using client = await Client.start({ folders: ["file:///repo"], files: { [uri]: one("saved") } });
    const next = async () => names(await client.tests(uri));
    client.list();
    assert.deepEqual(await next(), ["saved"]);
    client.open(uri, one("saved"));
    client.change(uri, 2, { text: one("typed") });
    assert.deepEqual(await next(), ["typed"]);
    client.write(uri, one("on disk")); // while it is open, what is on disk does not show
    client.change(uri, 3, { text: "{" });
    assert.deepEqual(await next(), []);
    client.close(uri);
    assert.deepEqual(await next(), ["on disk"]);
    client.write(uri, one("changed"));
    assert.deepEqual(await next(), ["changed"]);
    client.write(uri, undefined);
    assert.deepEqual(await next(), []);
    client.write(uri, one("created"));
    assert.deepEqual(await next(), ["created"]);
    assert.deepEqual(client.all("tests"), []);
  });

  test("a folder that goes takes its tests along, and a new list counts", async () => {
    const files = {
      "file:///repo/a/1.flowtest.json": one("1"),
      "file:///repo/a/2.flowtest.json": one("2"),
      "file:///repo/ab/3.flowtest.json": one("3"),
    };
    await using client = await Client.start({ folders: ["file:///repo"], files });
    const told = (uri: string) => client.tests(uri).then(names);
    client.list();
    for (const uri of Object.keys(files)) await told(uri);
    client.send("workspace/didChangeWatchedFiles", { changes: [{ uri: "file:///repo/a", type: 3 }] });
    assert.deepEqual(await told("file:///repo/a/1.flowtest.json"), []);
    assert.deepEqual(await told("file:///repo/a/2.flowtest.json"), []);
    client.list(["file:///repo/a/1.flowtest.json"]);
    assert.deepEqual(await told("file:///repo/ab/3.flowtest.json"), []);
    assert.deepEqual(await told("file:///repo/a/1.flowtest.json"), ["1"]);
    assert.deepEqual(client.all("tests"), []);
  });

  test("a workspace folder that comes: its flowproof.json counts from now on", async () => {
    const flow = "file:///repo/sub/booking.json";
    await using client = await Client.start({
      folders: ["file:///repo/sub"],
      files: { "file:///repo/flowproof.json": '{ "rules": { "unknown-target": "off" } }' },
    });
    client.open(flow, dangling);
    assert.equal((await client.diagnostics(flow, 1)).diagnostics.length, 1);
    client.folders = ["file:///repo"];
    client.send("workspace/didChangeWorkspaceFolders", {
      event: { added: [{ uri: "file:///repo", name: "work" }], removed: [{ uri: "file:///repo/sub", name: "sub" }] },
    });
    assert.deepEqual((await client.diagnostics(flow, 1)).diagnostics, []);
    assert.deepEqual(client.errors(), []);
  });

  test("an untitled document's tests are there until it is closed", async () => {
    await using client = await Client.start();
    client.open("untitled:Untitled-1", one("new"));
    assert.deepEqual(names(await client.tests("untitled:Untitled-1")), ["new"]);
    client.close("untitled:Untitled-1");
    assert.deepEqual(names(await client.tests("untitled:Untitled-1")), []);
  });

  test("tests that name no flow get it from the nearest flowproof.json, which may change", async () => {
    const settings = (flow: string) => `{ "tests": [{ "files": "tests/**/*.json", "flow": "${flow}" }] }`;
    const flow = "file:///repo/booking.json";
    const uri = "file:///repo/tests/deep/a.flowtest.json";
    await using client = await Client.start({
      folders: ["file:///repo"],
      files: {
        [flow]: booking,
        [uri]: '{ "cases": [{ "name": "x", "turns": ["goodbye"] }] }',
        "file:///repo/flowproof.json": settings("booking.json"),
      },
    });
    client.open(flow, booking);
    client.list();
    await client.status(flow, "Yappr flow · 5 nodes · 1 test");
    assert.equal((await client.run([{ uri }])).passed, 1);

    const [with1, without] = ["Yappr flow · 5 nodes · 1 test", "Yappr flow · 5 nodes"];
    const file = "file:///repo/flowproof.json";
    await client.statusAfter(() => client.write(file, settings("other.json")), flow, without);
    await client.statusAfter(() => client.open(file, settings("booking.json")), flow, with1);
    await client.statusAfter(() => client.close(file), flow, without);
    assert.deepEqual(client.errors(), []);
  });

  test("a thousand files are looked into eight at a time, and an edit is answered in between", async () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 1000; i++) files[`file:///repo/${i}.flowtest.json`] = bookingTests;
    await using client = await Client.start({ folders: ["file:///repo"], files });
    client.list();
    await client.tests("file:///repo/0.flowtest.json");
    client.open("file:///repo/booking.json", booking);
    await client.diagnostics("file:///repo/booking.json", 1);
    await client.status("file:///repo/booking.json", "Yappr flow · 5 nodes · 2000 tests");
    assert.deepEqual(client.errors(), []);
  });
});
