import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationTokenSource, type CodeAction, type CodeLens, type Diagnostic } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  Generate,
  type GenerateParams,
  type GenerateResult,
  generateCommand,
  Run,
  type RunParams,
  type RunResult,
  survivedCode,
  writeCaseCommand,
} from "../../server/protocol.ts";
import { Client } from "./client.ts";
import { booking, bookingTests, playbook } from "./fixtures.ts";

const flow = "file:///repo/booking.json";
const tests = "file:///repo/booking.flowtest.json";
const fails = ["nodes", 2, "transitions", "error_next_step_id"];

function generate(client: Client, params: GenerateParams): Promise<GenerateResult> {
  return client.connection.sendRequest(Generate, params);
}

/** A server that knows these files and has the flow open. */
async function started(files: Record<string, string>): Promise<Client> {
  const client = await Client.start({ folders: ["file:///repo"], files });
  client.open(flow, files[flow]!);
  client.list();
  return client;
}

/** The text of the file after what was written. */
function after({ written }: GenerateResult, before = ""): string {
  assert.ok(written);
  if (written.text !== undefined) return written.text;
  return TextDocument.applyEdits(TextDocument.create(written.uri, "json", 1, before), [...written.edits]);
}

async function run(client: Client, uri: string): Promise<RunResult> {
  return client.connection.sendRequest(Run, { run: "r", files: [{ uri }] } satisfies RunParams);
}

test("a case for a transition goes into the tests of its flow, in their formatting, and passes there", async () => {
  await using client = await started({ [flow]: booking, [tests]: bookingTests });
  const found = await generate(client, { uri: flow, path: fails });
  assert.equal(found.why, undefined);
  const text = after(found, bookingTests);
  assert.equal(
    text,
    bookingTests.replace(
      '      "expect": { "ended_at": "bye" }\n    }\n  ]',
      `      "expect": { "ended_at": "bye" }
    },
    {
      "name": "goes to sorry when find fails",
      "turns": ["Book"],
      "mocks": {
        "find": {
          "error": "not available"
        }
      },
      "expect": { "outcome": "ended", "ended_at": "sorry", "path": ["start", "ask", "find", "sorry"] }
    }
  ]`,
    ),
  );
  const { reveal, uri } = found.written!;
  assert.equal(uri, tests);
  const line = text.split("\n")[reveal.start.line]!;
  assert.equal(line.slice(reveal.start.character, reveal.end.character), '"goes to sorry when find fails"');
  client.open(tests, text);
  const { passed, failed, errored } = await run(client, tests);
  assert.deepEqual({ passed, failed, errored }, { passed: 3, failed: 0, errored: 0 });
});

test("where there are no tests a file is begun beside the flow; a position means the transition there", async () => {
  await using client = await started({ [flow]: booking });
  const found = await generate(client, { uri: flow, position: { line: 6, character: 15 } });
  assert.equal(found.written!.uri, tests);
  assert.equal(
    after(found),
    `{
  "flow": "./booking.json",
  "cases": [
    {
      "name": "takes tx-bye",
      "turns": ["Goodbye"],
      "expect": { "outcome": "ended", "ended_at": "bye", "path": ["start", "ask", "bye"] }
    }
  ]
}
`,
  );
});

test("all that is missing is written, and what there is already is not written again", async () => {
  await using client = await started({ [flow]: booking, [tests]: bookingTests });
  const found = await generate(client, { uri: flow });
  assert.equal(found.written!.cases, 1);
  assert.equal(found.why, "1 case written, 5 of 5 transitions that can be reached are taken");
  client.open(tests, after(found, bookingTests));
  const again = await generate(client, { uri: flow });
  assert.deepEqual(again, { why: "No case is missing: 5 of 5 transitions that can be reached are taken" });
});

test("of a flow that cannot be walked it is said why no case can be written", async () => {
  const broken = JSON.stringify({
    flow_config_version: "1",
    nodes: [
      { id: "start", type: "start", greeting: "Hello", next_step_id: "end" },
      { id: "end", type: "ending" },
    ],
  });
  await using client = await started({ [flow]: broken });
  const { why, written } = await generate(client, { uri: flow });
  assert.equal(written, undefined);
  assert.equal(
    why,
    'There is no transition that a case could take. Cannot be reached: start: next → end (no case can come to "start": ' +
      'no case can walk this flow: "end" has the type "ending", which is none of this format\'s)',
  );
});

test("several files of tests are a choice", async () => {
  const more = "file:///repo/more.flowtest.json";
  await using client = await started({ [flow]: booking, [tests]: bookingTests, [more]: bookingTests });
  assert.deepEqual(await generate(client, { uri: flow, path: fails }), { files: [tests, more] });
  assert.equal((await generate(client, { uri: flow, path: fails, into: more })).written!.uri, more);
});

test("a transition that cannot be taken says why, and so does what is none", async () => {
  const broken = booking.replace('"next_step_id": "bye"', '"next_step_id": "gone"');
  await using client = await started({ [flow]: broken, [tests]: bookingTests });
  const why = async (params: Omit<GenerateParams, "uri">) => (await generate(client, { uri: flow, ...params })).why;
  const path = ["nodes", 1, "transitions", 1];
  assert.equal(await why({ path }), 'No case can take this transition: it leads to "gone", which is not a node');
  assert.equal(await why({ path: ["nodes", 7] }), "That transition is not there any more");
  assert.equal(await why({ position: { line: 0, character: 0 } }), "The cursor is in no transition");
  assert.equal((await generate(client, { uri: tests })).why, "There is no flow in booking.flowtest.json");
});

test("a file that is there and cannot be added to is left alone", async () => {
  await using client = await started({ [flow]: booking, [tests]: '{ "cases": [' });
  assert.deepEqual(await generate(client, { uri: flow }), {
    why: "booking.flowtest.json is there already, and it is not valid JSON",
  });
});

test("a playbook: connections stand apart, and lenses and actions on them too", async () => {
  const mine = playbook.replace('{ "id": "e", "type": "end" }', '{ "id": "e", "type": "end" }');
  await using client = await started({ [flow]: mine });
  const found = await generate(client, { uri: flow, path: ["connections", 1] });
  assert.match(after(found), /"path": \["s", "say", "e"\]/);
});

test("the action is there on a transition alone, and the lens where no test comes through", async () => {
  await using client = await started({ [flow]: booking, [tests]: bookingTests });
  const titles = async (
    line: number,
    character: number,
    only?: string[],
    diagnostics: readonly Diagnostic[] = [],
  ): Promise<string[]> => {
    const at = { line, character };
    const found: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: flow },
      range: { start: at, end: at },
      context: { diagnostics, ...(only && { only }) },
    });
    assert.ok(found.every((each) => (each.diagnostics?.length ?? 0) === (each.kind === "quickfix" ? 1 : 0)));
    return found.map(({ title, kind, command }) => `${title} (${kind}, ${command?.command})`);
  };
  const action = `Write a case that takes this transition (refactor, ${writeCaseCommand})`;
  assert.deepEqual(await titles(5, 20), [action]);
  assert.deepEqual(await titles(5, 20, ["refactor"]), [action]);
  assert.deepEqual(await titles(5, 20, ["quickfix"]), []);
  const at = { line: 5, character: 20 };
  const survivor = { range: { start: at, end: at }, code: survivedCode, message: "No case takes this" };
  const mends = action.replace("refactor", "quickfix");
  assert.deepEqual(await titles(5, 20, undefined, [survivor]), [mends], "it mends that no case notices a mistake");
  assert.deepEqual(await titles(5, 20, ["quickfix"], [survivor, { ...survivor, code: "other" }]), [mends]);
  assert.deepEqual(await titles(5, 20, ["refactor"], [survivor]), [action]);
  assert.deepEqual(await titles(4, 12), [], "on the node, but in none of its transitions");
  assert.deepEqual(await titles(0, 0), []);

  const missing = async (): Promise<CodeLens[]> =>
    (await client.lenses(flow)).filter(({ command }) =>
      [writeCaseCommand, generateCommand].includes(command?.command ?? ""),
    );
  while ((await missing()).length < 2) await client.when("refresh", () => true);
  assert.deepEqual(
    (await missing()).map(({ command }) => command),
    [
      { title: "Write the missing tests", command: generateCommand, arguments: [{ uri: flow }] },
      { title: "No test takes error · write one", command: writeCaseCommand, arguments: [{ uri: flow, path: fails }] },
    ],
  );
});

test("it can be cancelled, and does not hold up anything else", async () => {
  const nodes = Array.from({ length: 600 }, (_, i) => ({
    id: `n${i}`,
    type: "conversation",
    instructions: "Ask",
    transitions: [
      { id: `a${i}`, label: `Agrees to ${i}`, next_step_id: `n${(i + 1) % 600}` },
      { id: `b${i}`, label: `Declines ${i}`, next_step_id: `n${(i * 7) % 600}` },
    ],
  }));
  const large = JSON.stringify({
    flow_config_version: "1",
    nodes: [{ id: "s", type: "start", next_step_id: "n0" }, ...nodes],
  });
  await using client = await started({ [flow]: large });
  const source = new CancellationTokenSource();
  let over = false;
  const work = client.connection.sendRequest(Generate, { uri: flow }, source.token).finally(() => {
    over = true;
  });
  work.catch(() => {});
  await client.lenses(flow);
  assert.equal(over, false, "the lenses did not wait for it");
  source.cancel();
  await work.then(
    (found) => assert.deepEqual(found, { why: "It was cancelled" }),
    () => {},
  );
});
