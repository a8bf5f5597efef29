import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import { Client } from "./client.ts";
import { booking, bookingTests, dangling, rangeOf } from "./fixtures.ts";

suite("texts of every kind", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ folders: ["file:///repo/one", "file:///repo/two"] });
  });
  afterEach(() => {
    assert.deepEqual(client.errors(), []);
    client.told.length = 0;
    client.files.clear();
  });
  after(() => client[Symbol.asyncDispose]());

  const problems = async (uri: string, version = 1) => (await client.diagnostics(uri, version)).diagnostics;

  test("lines that end in CR LF, and an edit across such an end", async () => {
    const uri = "file:///repo/one/crlf.json";
    const text = dangling.replaceAll("\n", "\r\n");
    client.open(uri, text);
    const [problem] = await problems(uri);
    assert.deepEqual(problem?.range, rangeOf(text, '"bey"'));
    // Joins the first two lines.
    client.change(uri, 2, { range: { start: { line: 0, character: 1 }, end: { line: 1, character: 0 } }, text: "" });
    const [moved] = await problems(uri, 2);
    assert.deepEqual(moved?.range, rangeOf(text.replace("\r\n", ""), '"bey"'));
  });

  test("an edit between the two characters of CR LF", async () => {
    const uri = "file:///repo/one/between.json";
    client.open(uri, dangling.replaceAll("\n", "\r\n"));
    await problems(uri);
    // As an editor that normalises line ends would: the whole end is replaced by one line feed.
    client.change(uri, 2, { range: { start: { line: 0, character: 1 }, end: { line: 1, character: 0 } }, text: "\n" });
    const [problem] = await problems(uri, 2);
    assert.deepEqual(problem?.range, rangeOf(dangling, '"bey"'));
  });

  test("several changes in one notification, each on the text that the one before left", async () => {
    const uri = "file:///repo/one/several.json";
    client.open(uri, booking);
    assert.deepEqual(await problems(uri), []);
    client.change(
      uri,
      2,
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "\n\n" },
      { range: { start: { line: 5, character: 55 }, end: { line: 5, character: 58 } }, text: "nowhere" },
    );
    const [problem] = await problems(uri, 2);
    assert.deepEqual(problem?.range, { start: { line: 5, character: 54 }, end: { line: 5, character: 63 } });
  });

  test("letters outside the basic plane count two, as the protocol says", async () => {
    const uri = "file:///repo/one/emoji.json";
    const text = dangling.replace('"id": "tx-bye"', '"note": "👋🏽", "id": "tx-bye"');
    client.open(uri, text);
    const found = (await problems(uri)).find(({ code }) => code === "unknown-target");
    assert.deepEqual(found?.range, rangeOf(text, '"bey"'));
  });

  test("a byte order mark, in the editor and on disk", async () => {
    const uri = "file:///repo/one/bom.json";
    client.open(uri, `\ufeff${dangling}`);
    assert.deepEqual(
      (await problems(uri)).map(({ code }) => code),
      ["unknown-target"],
    );
    client.files.set("file:///repo/one/booking.json", `\ufeff${booking}`);
    const tests = "file:///repo/one/bom.flowtest.json";
    client.open(tests, bookingTests);
    assert.deepEqual(await problems(tests), []);
    // An editor shows the text without the mark: columns of the first line are those without it.
    const line = `\ufeff{ "flow": "./booking.json", "cases": [{ "name": "x" }] }`;
    client.write("file:///repo/one/line.flowtest.json", line);
    const told = await client.tests("file:///repo/one/line.flowtest.json");
    assert.deepEqual(told.cases[0]?.range, rangeOf(line.slice(1), '"x"'));
  });

  test("JSON with comments: fine in our own files, a warning in a vendor's", async () => {
    const tests = "file:///repo/one/comments.flowtest.json";
    client.files.set("file:///repo/one/booking.json", booking);
    client.open(tests, `// all of them\n${bookingTests.replace("],\n", "], // why not\n")}`, { languageId: "jsonc" });
    assert.deepEqual(await problems(tests), []);
    const flow = "file:///repo/one/comments.json";
    client.open(flow, `// the flow\n${booking}`, { languageId: "jsonc" });
    assert.deepEqual(
      (await problems(flow)).map(({ message }) => message),
      ["JSON has no comments; hosted systems refuse the file with it"],
    );
  });

  test("any language: what counts is what is in the file", async () => {
    const uri = "file:///repo/one/flow.txt";
    client.open(uri, dangling, { languageId: "plaintext" });
    assert.equal((await problems(uri)).length, 1);
  });

  test("an untitled document: checked like any other, and named files are asked for once it is saved", async () => {
    client.open("untitled:Untitled-1", dangling);
    assert.equal((await problems("untitled:Untitled-1")).length, 1);
    client.open("untitled:Untitled-2", bookingTests);
    assert.deepEqual(
      (await problems("untitled:Untitled-2")).map(({ message }) => message),
      ['Could not read "./booking.json": save this document first, so that there is a folder to look in'],
    );
    // With a path, as VS Code has them for files that are yet to be written.
    client.open("untitled:/repo/one/new.flowtest.json", bookingTests);
    assert.equal((await problems("untitled:/repo/one/new.flowtest.json")).length, 1);
  });

  const spellings: [name: string, tests: string, flow: string, reference: string][] = [
    ["blanks, percent-encoded", "file:///a%20b/t.flowtest.json", "file:///a%20b/my%20flow.json", "my flow.json"],
    ["a number sign", "file:///a/t.flowtest.json", "file:///a/flow%231.json", "./flow#1.json"],
    ["a percent sign", "file:///a/t.flowtest.json", "file:///a/100%25.json", "100%.json"],
    [
      "letters with accents",
      "file:///%C3%A9t%C3%A9/t.flowtest.json",
      "file:///%C3%A9t%C3%A9/fl%C3%B6.json",
      "flö.json",
    ],
    ["a folder above", "file:///a/b/t.flowtest.json", "file:///a/flow.json", "../flow.json"],
    ["a drive, as VS Code spells it", "file:///c%3A/a/t.flowtest.json", "file:///c%3A/a/f.json", "f.json"],
    ["a drive, as others do", "file:///C:/a/t.flowtest.json", "file:///c%3A/a/f.json", "./f.json"],
    ["backslashes on a drive", "file:///c%3A/a/t/t.flowtest.json", "file:///c%3A/a/f.json", "..\\f.json"],
    ["another drive", "file:///c%3A/a/t.flowtest.json", "file:///d%3A/f.json", "D:\\f.json"],
    ["a share", "file://server/share/t.flowtest.json", "file://server/share/f.json", "f.json"],
    ["from the root", "file:///a/t.flowtest.json", "file:///b/f.json", "/b/f.json"],
    [
      "a remote machine",
      "vscode-remote://ssh-remote%2Bbox/home/t.flowtest.json",
      "vscode-remote://ssh-remote%2Bbox/home/f.json",
      "./f.json",
    ],
    [
      "a virtual file system",
      "vscode-vfs://github/o/r/t/t.flowtest.json",
      "vscode-vfs://github/o/r/f.json",
      "../f.json",
    ],
  ];
  for (const [name, tests, flow, reference] of spellings)
    test(`a flow named across URIs: ${name}`, async () => {
      client.files.set(flow, booking);
      client.open(tests, bookingTests.replace('"./booking.json"', JSON.stringify(reference)));
      assert.deepEqual(await problems(tests), []);
      client.close(tests);
      client.write(flow, undefined); // the next spelling may mean the same file
    });

  test("one file under two spellings of its URI is one document", async () => {
    client.open("file:///C:/x/booking.json", booking.replaceAll('"bye"', '"farewell"'));
    client.open("file:///c%3A/x/t.flowtest.json", bookingTests);
    assert.equal((await problems("file:///c%3A/x/t.flowtest.json")).length, 2);
  });

  test("several folders, and a file outside of them: tests go by where they lie", async () => {
    client.files.set("file:///repo/one/booking.json", booking);
    client.files.set("file:///repo/two/booking.json", booking.replaceAll('"bye"', '"farewell"'));
    for (const [folder, count] of [
      ["file:///repo/one", 0],
      ["file:///repo/two", 2],
      ["file:///outside", 1],
    ] as const) {
      const uri = `${folder}/several.flowtest.json`;
      client.open(uri, bookingTests);
      assert.equal((await problems(uri)).length, count, folder);
    }
  });

  test("twenty megabytes: opened, edited and closed, with lenses and an outline", async () => {
    const node = (i: number) =>
      `{ "id": "n${i}", "type": "conversation", "instructions": "${`word${i} `.repeat(500)}", "transitions": [{ "id": "t${i}", "label": "on", "description": "go on", "next_step_id": "n${i + 1}" }] }`;
    const count = 5000;
    const text = `{ "flow_config_version": "1", "nodes": [
{ "id": "start", "type": "start", "greeting": "Hi", "next_step_id": "n0" },
${Array.from({ length: count }, (_, i) => node(i)).join(",\n")},
{ "id": "n${count}", "type": "end", "farewell": "Bye" }
] }`;
    assert.ok(text.length > 20_000_000);
    const uri = "file:///repo/one/large.json";
    client.open(uri, text);
    assert.deepEqual(await problems(uri), []);
    await client.status(uri, "Yappr flow · 5002 nodes");
    assert.equal((await client.symbols(uri)).length, 5002);
    const place = { line: 2, character: 9 };
    client.change(uri, 2, { range: { start: place, end: { ...place, character: 11 } }, text: "m0" });
    const found = await problems(uri, 2);
    assert.equal(found.filter(({ code }) => code === "unknown-target").length, 1);
    client.close(uri);
    await client.diagnostics(uri, undefined);
  });
});
