import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { booking, bookingTests, dangling, rangeOf } from "./fixtures.ts";

const page = (rule: string) => `https://github.com/flowproof/flowproof/blob/main/docs/rules/${rule}.md`;

suite("problems", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({ folders: ["file:///repo"] });
  });
  afterEach(() => {
    assert.deepEqual(client.errors(), []);
    client.told.length = 0;
    client.files.clear();
  });
  after(() => client[Symbol.asyncDispose]());

  /** A name that no other test has used. */
  let names = 0;
  const fresh = (name = "booking.json") => `file:///repo/${++names}/${name}`;
  const messages = async (uri: string, version = 1) =>
    (await client.diagnostics(uri, version)).diagnostics.map(({ code, message }) => `${code}: ${message}`);

  test("a target that is not there: the smallest range, the right word, the place it stands", async () => {
    const uri = fresh();
    client.open(uri, dangling, { version: 7 });
    assert.deepEqual(await client.diagnostics(uri, 7), {
      uri,
      version: 7,
      diagnostics: [
        {
          range: rangeOf(dangling, '"bey"'),
          severity: DiagnosticSeverity.Error,
          code: "unknown-target",
          codeDescription: { href: page("unknown-target") },
          source: "Flowproof",
          message: 'Transition goes to "bey", which is not a node; did you mean "bye"? (Yappr: unknown_target_node)',
          relatedInformation: [
            {
              location: {
                uri,
                range: { start: { line: 10, character: 12 }, end: { line: 10, character: 17 } },
              },
              message: '"bye" is here',
            },
          ],
        },
      ],
    });
  });

  test("an edit of two letters mends it", async () => {
    const uri = fresh();
    client.open(uri, dangling);
    assert.equal((await client.diagnostics(uri, 1)).diagnostics.length, 1);
    const { start } = rangeOf(dangling, 'ey" }\n    ] },');
    client.change(uri, 2, { range: { start, end: { ...start, character: start.character + 2 } }, text: "ye" });
    assert.deepEqual(await client.diagnostics(uri, 2), { uri, version: 2, diagnostics: [] });
  });

  test("a node that is never reached is faded", async () => {
    const uri = fresh();
    const text = booking.replace(', "error_next_step_id": "sorry"', "");
    client.open(uri, text);
    const { diagnostics } = await client.diagnostics(uri, 1);
    const [lost] = diagnostics.filter(({ code }) => code === "unreachable-node");
    assert.deepEqual(lost?.tags, [DiagnosticTag.Unnecessary]);
    assert.deepEqual(lost?.range, {
      start: { line: 11, character: 12 },
      end: { line: 11, character: 19 },
    });
  });

  test("of edits in quick succession the last version is told, once", async () => {
    const uri = fresh();
    client.open(uri, booking);
    await client.diagnostics(uri, 1);
    for (let version = 2; version <= 30; version++) client.change(uri, version, { range: at(0, 1), text: " " });
    await client.diagnostics(uri, 30);
    assert.deepEqual(client.all("diagnostics"), []);
  });

  test("an edit while the files of a check are being read gives the later version only", async () => {
    const uri = fresh("late.flowtest.json");
    client.open(uri, bookingTests); // asks for ./booking.json
    client.change(uri, 2, { text: bookingTests });
    const { diagnostics } = await client.diagnostics(uri, 2);
    assert.equal(diagnostics.length, 1);
    assert.deepEqual(client.all("diagnostics"), []);
  });

  test("closing clears", async () => {
    const uri = fresh();
    client.open(uri, dangling);
    await client.diagnostics(uri, 1);
    client.close(uri);
    assert.deepEqual(await client.diagnostics(uri, undefined), { uri, diagnostics: [] });
  });

  test("closing before the pause is over tells nothing more", async () => {
    const uri = fresh();
    client.open(uri, dangling);
    await client.diagnostics(uri, 1);
    client.change(uri, 2, { text: booking });
    client.close(uri);
    await client.diagnostics(uri, undefined);
    client.open(uri, dangling, { version: 3 });
    await client.diagnostics(uri, 3);
    assert.deepEqual(client.all("diagnostics"), []);
  });

  test("JSON that is none of our business: no problems, no status, no lenses, no symbols", async () => {
    const uri = fresh("package.json");
    client.open(uri, '{ "name": "nodes", "nodes": [{ "id": "a" }, }');
    const ours = fresh();
    client.open(ours, booking);
    await client.diagnostics(ours, 1);
    assert.deepEqual(await client.lenses(uri), []);
    assert.deepEqual(await client.symbols(uri), []);
    await client.status(uri, undefined);
    assert.deepEqual(client.all("diagnostics"), []);
  });

  test("a file that stops being a flow is cleared", async () => {
    const uri = fresh();
    client.open(uri, dangling);
    await client.diagnostics(uri, 1);
    client.change(uri, 2, { text: "{}" });
    assert.deepEqual(await client.diagnostics(uri, 2), { uri, version: 2, diagnostics: [] });
  });

  test("tests see the flow as it is in the editor, saved or not", async () => {
    const flow = fresh();
    const tests = flow.replace("booking.json", "booking.flowtest.json");
    client.files.set(flow, booking);
    client.open(tests, bookingTests);
    assert.deepEqual(await messages(tests), []);

    client.open(flow, booking.replaceAll('"bye"', '"farewell"'));
    const [first, second] = await messages(tests);
    assert.match(first!, /^unknown-step: "bye" is not a node of the flow/);
    assert.match(second!, /^unknown-step: "bye" is not a node of the flow/);

    client.change(flow, 2, { text: booking });
    assert.deepEqual(await messages(tests), []);

    client.change(flow, 3, { text: booking.replaceAll('"bye"', '"farewell"') });
    assert.equal((await messages(tests)).length, 2);
    client.close(flow); // what was not saved is gone
    assert.deepEqual(await messages(tests), []);
  });

  test("a flow that is opened while it is still being read from disk", async () => {
    const flow = fresh();
    const tests = flow.replace("booking.json", "booking.flowtest.json");
    client.files.set(flow, booking);
    client.open(tests, bookingTests);
    client.open(flow, booking.replaceAll('"bye"', '"farewell"'));
    const { diagnostics } = await client.when("diagnostics", ({ uri, diagnostics }) => {
      return uri === tests && diagnostics.length > 0;
    });
    assert.equal(diagnostics.length, 2);
  });

  test("a flow that changes on disk is read again, and once for all who ask", async () => {
    const flow = fresh();
    const tests = flow.replace("booking.json", "a.flowtest.json");
    client.files.set(flow, booking);
    client.open(tests, bookingTests);
    assert.deepEqual(await messages(tests), []);
    client.change(tests, 2, { text: bookingTests });
    assert.deepEqual(await messages(tests, 2), []);
    assert.equal(client.reads.filter((uri) => uri === flow).length, 1);

    client.write(flow, booking.replaceAll('"bye"', '"farewell"'));
    assert.equal((await messages(tests, 2)).length, 2);
    client.write(flow, undefined);
    assert.deepEqual(await messages(tests, 2), [
      'unknown-flow-file: Could not read "./booking.json": there is no such file',
    ]);
  });

  test("a flow that is spelt wrong: the name of the file beside it", async () => {
    const flow = fresh();
    const tests = flow.replace("booking.json", "a.flowtest.json");
    client.files.set(flow, booking);
    client.list();
    client.open(tests, bookingTests.replace("./booking.json", "./bookin.json"));
    assert.deepEqual(await messages(tests), [
      'unknown-flow-file: Could not read "./bookin.json": there is no such file; did you mean "./booking.json"?',
    ]);
  });

  test("JSON syntax is left to an editor that checks it", async () => {
    const broken = dangling.replace('"flow_config_version": "1",', '"flow_config_version": "1"');
    const uri = fresh();
    client.open(uri, broken);
    assert.deepEqual(
      (await messages(uri)).map((line) => line.split(":")[0]),
      ["json-syntax", "unknown-target"],
    );

    await using other = await Client.start({ options: { reads: true, editorChecksJson: true } });
    other.open(uri, broken);
    const { diagnostics } = await other.diagnostics(uri, 1);
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["unknown-target"],
    );
    other.open("file:///plain.txt", broken, { languageId: "plaintext" }); // which no JSON support looks at
    assert.equal((await other.diagnostics("file:///plain.txt", 1)).diagnostics.length, 2);
  });
});

suite("how serious a problem is", () => {
  test("as the editor's settings say, and the nearest flowproof.json above them", async () => {
    await using client = await Client.start({
      folders: ["file:///repo"],
      files: {
        "file:///repo/flowproof.json": '{ "rules": { "unknown-target": "hint" } }',
        "file:///repo/quiet/flowproof.json": '{ "rules": { "unknown-target": "off" } }',
        "file:///flowproof.json": '{ "rules": { "unknown-target": "off" } }',
      },
      settings: { rules: { "unknown-target": "information", nonsense: "off", "no-start": 3 } },
    });
    const severity = async (uri: string, version: number) =>
      (await client.diagnostics(uri, version)).diagnostics.map((problem) => problem.severity);

    client.open("file:///elsewhere/a.json", dangling);
    assert.deepEqual(await severity("file:///elsewhere/a.json", 1), [DiagnosticSeverity.Information]);
    client.open("file:///repo/deep/er/a.json", dangling);
    assert.deepEqual(await severity("file:///repo/deep/er/a.json", 1), [DiagnosticSeverity.Hint]);
    client.open("file:///repo/quiet/a.json", dangling);
    assert.deepEqual(await severity("file:///repo/quiet/a.json", 1), []);

    // The workspace file changes, unsaved; then the editor's settings do.
    client.open("file:///repo/flowproof.json", '{ "rules": {} }');
    assert.deepEqual(await severity("file:///repo/deep/er/a.json", 1), [DiagnosticSeverity.Information]);
    client.settings = { rules: { "unknown-target": "warning" } };
    client.send("workspace/didChangeConfiguration", { settings: null });
    assert.deepEqual(await severity("file:///repo/deep/er/a.json", 1), [DiagnosticSeverity.Warning]);
    assert.deepEqual(await severity("file:///elsewhere/a.json", 1), [DiagnosticSeverity.Warning]);
    assert.ok(client.registered.includes("workspace/didChangeConfiguration"));
    assert.deepEqual(client.errors(), []);
  });

  test("a client that cannot be asked tells its settings", async () => {
    await using client = await Client.start({ capabilities: {}, options: { reads: true } });
    client.open("file:///a.json", dangling);
    assert.equal((await client.diagnostics("file:///a.json", 1)).diagnostics[0]?.severity, DiagnosticSeverity.Error);
    client.send("workspace/didChangeConfiguration", {
      settings: { flowproof: { rules: { "unknown-target": "hint" } } },
    });
    assert.equal((await client.diagnostics("file:///a.json", 1)).diagnostics[0]?.severity, DiagnosticSeverity.Hint);
    assert.deepEqual(client.registered, []);
  });
});

test("today's date tells which holidays are over", async () => {
  await using client = await Client.start();
  const overIn = async (year: number) => {
    const uri = `file:///${year}.json`;
    const holidays = [{ date: `${year}-12-25`, closed: true }];
    client.open(uri, JSON.stringify({ businessHours: { timezone: "America/Denver", holidays } }));
    return (await client.diagnostics(uri, 1)).diagnostics.map(({ message }) => message);
  };
  assert.deepEqual(await overIn(2001), ['Holiday "2001-12-25" was over on 2001-12-25']);
  assert.deepEqual(await overIn(9001), []);
});

function at(line: number, character: number) {
  return { start: { line, character }, end: { line, character } };
}
