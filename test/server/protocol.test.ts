import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import { Files, Run } from "../../server/protocol.ts";
import { Client } from "./client.ts";
import { booking, bookingTests, dangling } from "./fixtures.ts";

const uri = "file:///repo/booking.json";

suite("a client that errs", () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
    client.open(uri, booking);
  });
  after(() => client[Symbol.asyncDispose]());

  const alive = async () => assert.equal((await client.symbols(uri)).length, 5);

  const requests: [method: string, params: unknown][] = [
    ["textDocument/codeLens", {}],
    ["textDocument/codeLens", { textDocument: null }],
    ["textDocument/codeLens", { textDocument: { uri: 5 } }],
    ["textDocument/documentSymbol", { textDocument: { uri: { toString: null } } }],
    ["textDocument/documentSymbol", { textDocument: { uri: "%%%" } }],
    ["textDocument/documentSymbol", { textDocument: { uri: "" } }],
    [Run, { run: "x", files: null }],
    [Run, { run: "x", files: [null] }],
    [Run, { run: "x", files: [{ uri: "::" }] }],
    [Run, { run: "x", files: [{ uri, ids: 7 }] }],
    ["flowproof/unheard", {}],
    ["textDocument/hover", { textDocument: { uri }, position: { line: 0, character: 0 } }],
  ];
  for (const [method, params] of requests)
    test(`asks ${method} with ${JSON.stringify(params)}`, async () => {
      // An answer or a refusal, but one of them.
      await client.connection.sendRequest(method, params as object).catch(() => undefined);
      await alive();
    });

  const notifications: [method: string, params: unknown][] = [
    ["textDocument/didOpen", {}],
    ["textDocument/didOpen", { textDocument: { uri: "file:///x.json" } }],
    ["textDocument/didOpen", { textDocument: { uri: "file:///y.json", languageId: "json", version: 1, text: 5 } }],
    ["textDocument/didChange", { textDocument: { uri: "file:///never.opened.json", version: 2 }, contentChanges: [] }],
    [
      "textDocument/didChange",
      { textDocument: { uri: "file:///x.json" }, contentChanges: [{ range: null, text: "" }] },
    ],
    ["textDocument/didChange", { textDocument: { uri: "file:///x.json", version: 3 }, contentChanges: null }],
    ["textDocument/didClose", { textDocument: {} }],
    ["textDocument/didClose", { textDocument: { uri: "file:///never.opened.json" } }],
    ["workspace/didChangeWatchedFiles", { changes: [{}, null] }],
    ["workspace/didChangeWatchedFiles", null],
    ["workspace/didChangeConfiguration", {}],
    [Files, { uris: 5 }],
    [Files, { uris: [null, "::", "file:///gone.flowtest.json"] }],
    ["$/flowproof", {}],
    ["flowproof/unheard", {}],
  ];
  for (const [method, params] of notifications)
    test(`tells ${method} with ${JSON.stringify(params)}`, async () => {
      client.send(method, params);
      await alive();
    });

  test("sends what is no message at all", async () => {
    for (const junk of [
      "Content-Length: 5\r\n\r\n{ ] }",
      "Content-Length: 2\r\n\r\n{}",
      'Content-Length: 4\r\n\r\n"hi"',
    ])
      client.process.stdin!.write(junk);
    await alive();
  });

  test("a handler that fails is logged with its stack", async () => {
    client.told.length = 0;
    client.send("textDocument/didOpen", {});
    await alive();
    assert.match(client.errors()[0]!, /^Opening a document failed: TypeError: .*at .*session\.ts/s);
  });

  test("and the last of it: an edit is still followed", async () => {
    client.change(uri, 2, { text: dangling });
    assert.equal((await client.diagnostics(uri, 2)).diagnostics.length, 1);
  });
});

suite("the end", () => {
  test("after shutdown, exit is 0", async () => {
    await using client = await Client.start();
    client.open(uri, booking);
    assert.equal(await client.stop(), 0);
  });

  test("without shutdown, exit is 1", async () => {
    await using client = await Client.start();
    client.send("exit", undefined);
    assert.equal(await client.exit(), 1);
  });

  test("an editor that goes away ends the server", async () => {
    await using client = await Client.start();
    client.process.stdin!.end();
    assert.equal(await client.exit(), 1);
  });

  test("amid a run and a check, shutdown is answered", async () => {
    const cases = Array.from({ length: 100_000 }, (_, i) => `{ "name": "${i}", "turns": ["goodbye"] }`).join(",");
    const tests = "file:///repo/a.flowtest.json";
    await using client = await Client.start({
      files: { [uri]: booking, [tests]: `{ "flow": "./booking.json", "cases": [${cases}] }` },
    });
    client.open(uri, booking);
    const run = client.run([{ uri: tests }]).catch(() => undefined);
    await client.when("results", () => true);
    client.change(uri, 2, { text: dangling });
    assert.equal(await client.stop(), 0);
    client.connection.dispose();
    await Promise.race([run, client.exit()]);
  });
});

test("over Node's own messages, as an extension starts it", async () => {
  await using client = await Client.start({ transport: "ipc" });
  client.open(uri, dangling);
  assert.equal((await client.diagnostics(uri, 1)).diagnostics.length, 1);
  await client.connection.sendRequest("shutdown");
  client.send("exit", undefined);
  assert.equal(await client.exit(), 0);
});

test("a client that watches files when it is asked to is asked; one that tells by itself is not", async () => {
  const configuration = "workspace/didChangeConfiguration";
  for (const [options, methods] of [
    [{}, [configuration, "workspace/didChangeWatchedFiles"]],
    [{ reads: true }, [configuration]],
  ] as const) {
    await using client = await Client.start({ options });
    client.open(uri, booking);
    await client.diagnostics(uri, 1);
    await client.stop(); // answered behind the registrations
    assert.deepEqual(client.registered, methods);
  }
});

suite("for any editor, as `flowproof lsp --stdio` runs it", () => {
  const folder = mkdtempSync(join(tmpdir(), "flow proof-"));
  const at = (path: string) => pathToFileURL(join(folder, path)).href;
  before(() => {
    mkdirSync(join(folder, "tests"));
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "booking.json"), booking);
    writeFileSync(join(folder, "tests/a.flowtest.json"), bookingTests.replace("./booking", "../booking"));
    writeFileSync(join(folder, "node_modules/b.flowtest.json"), bookingTests.replace("./booking", "../booking"));
    writeFileSync(join(folder, "flowproof.json"), '{ "rules": { "unknown-target": "hint" } }');
  });
  after(() => rmSync(folder, { recursive: true }));

  const start = () =>
    Client.start({
      folders: [at("")],
      options: {},
      capabilities: {},
      args: [
        "--input-type=module",
        "-e",
        `import { serve } from ${JSON.stringify(new URL("../../server/stdio.ts", import.meta.url).href)}; await serve();`,
      ],
    });

  test("it reads the files itself: flows, tests and settings", async () => {
    await using client = await start();
    client.open(at("booking.json"), dangling);
    const { diagnostics } = await client.diagnostics(at("booking.json"), 1);
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => [code, severity]),
      [["unknown-target", 4]],
    );
    await client.status(at("booking.json"), "Yappr flow · 5 nodes · 2 tests");
    assert.equal((await client.lenses(at("booking.json")))[0]?.command?.title, "▶ Run all 2 tests of this flow");
    assert.equal((await client.run([{ uri: at("tests/a.flowtest.json") }])).failed, 1);
    assert.deepEqual(client.reads, []);
    assert.deepEqual(client.errors(), []);
    assert.equal(await client.stop(), 0);
  });

  test("where nobody tells of changes, a file is read again at the next save", async () => {
    await using client = await start();
    const tests = at("tests/open.flowtest.json");
    client.open(tests, bookingTests.replace("./booking", "../later"));
    assert.equal((await client.diagnostics(tests, 1)).diagnostics.length, 1);
    writeFileSync(join(folder, "later.json"), booking);
    client.send("textDocument/didSave", { textDocument: { uri: at("later.json") } });
    client.change(tests, 2, { text: bookingTests.replace("./booking", "../later") });
    assert.deepEqual((await client.diagnostics(tests, 2)).diagnostics, []);
  });

  test("only files on disk, and only plain ones", async () => {
    await using client = await start();
    const open = async (reference: string, from: string) => {
      client.open(from, bookingTests.replace("./booking.json", reference));
      return (await client.diagnostics(from, 1)).diagnostics.map(({ message }) => String(message));
    };
    for (const [reference, from] of [
      ["./booking.json", `https://example.com${new URL(at("x")).pathname}.flowtest.json`],
      ["..", at("tests/folder.flowtest.json")],
      ["/dev/zero", at("tests/endless.flowtest.json")],
      ["a\\u0000b", at("tests/nul.flowtest.json")],
    ] as const) {
      const [problem] = await open(reference, from);
      assert.match(problem!, /there is no such file/, reference);
    }
  });
});
