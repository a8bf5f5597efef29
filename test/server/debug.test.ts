// Debug sessions, driven through their protocol as VS Code does it, in a real language server.

import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import { Client } from "./client.ts";
import { Debugger } from "./debugger.ts";
import { booking, bookingTests } from "./fixtures.ts";

const uri = (name: string) => `file:///repo/${name}`;

/** A playbook that asks for a zip, looks it up, and branches on what was found. */
const areas = `{
  "flowId": "areas",
  "nodes": [
    { "id": "s", "type": "start", "data": { "message": "Hi" } },
    { "id": "c", "type": "collect", "data": { "slot": "zip", "prompt": "Your zip?", "allow_dtmf": true, "dtmf_length": 5 } },
    { "id": "k", "type": "skill", "data": { "tool": "find_area", "args": { "zip": "{zip}" }, "output": { "ok": "covered" } } },
    { "id": "b", "type": "branch", "data": { "condition": "{ok} == true" } },
    { "id": "m", "type": "message", "data": { "text": "We serve {zip}." } },
    { "id": "n", "type": "message", "data": { "text": "Not {zip}." } },
    { "id": "e", "type": "end" }
  ],
  "connections": [
    { "id": "1", "source": "s", "target": "c" },
    { "id": "2", "source": "c", "target": "k" },
    { "id": "3", "source": "k", "target": "b" },
    { "id": "4", "source": "b", "target": "m", "sourceHandle": "true" },
    { "id": "5", "source": "b", "target": "n", "sourceHandle": "false" },
    { "id": "6", "source": "m", "target": "e" },
    { "id": "7", "source": "n", "target": "e" }
  ]
}
`;
const areasTests = `{
  "flow": "./areas.json",
  "cases": [
    {
      "name": "serves",
      "turns": ["02139"],
      "mocks": { "find_area": { "result": { "covered": true } } },
      "expect": {
        "ended_at": "e",
        "says": ["We serve 02139"]
      }
    }
  ]
}
`;
/** A graph of voicetest: a question, then an equation on the plan that the caller gave. */
const support = `{
  "entry_node_id": "greet",
  "source_type": "custom",
  "nodes": {
    "greet": { "id": "greet", "state_prompt": "Ask for the plan", "node_type": "conversation",
      "transitions": [{ "target_node_id": "sort", "condition": { "type": "llm_prompt", "value": "Caller names a plan" } }] },
    "sort": { "id": "sort", "state_prompt": "", "node_type": "logic", "transitions": [
      { "target_node_id": "vip", "condition": { "type": "equation", "value": "", "equations": [{ "left": "plan", "operator": "==", "right": "gold" }] } },
      { "target_node_id": "bye", "condition": { "type": "always", "value": "Else" } }
    ] },
    "vip": { "id": "vip", "state_prompt": "Thank them", "node_type": "end" },
    "bye": { "id": "bye", "state_prompt": "Say bye", "node_type": "end" }
  }
}
`;

suite("debugging", () => {
  let client: Client;
  before(async () => {
    client = await Client.start({
      folders: ["file:///repo"],
      files: {
        [uri("booking.json")]: booking,
        [uri("booking.flowtest.json")]: bookingTests,
        [uri("areas.json")]: areas,
        [uri("areas.flowtest.json")]: areasTests,
        [uri("support.json")]: support,
      },
    });
    client.list();
    await client.tests(uri("areas.flowtest.json"));
  });
  afterEach(() => assert.deepEqual(client.errors(), []));
  after(() => client[Symbol.asyncDispose]());

  const serves = { uri: uri("areas.flowtest.json"), case: "serves" };
  const flow = "/repo/areas.json";

  test("steps over entries, into nodes, out to the caller's next turn, and back", async () => {
    const walk = await Debugger.launch(client, { ...serves, stopOnEntry: true });
    assert.equal((await walk.stopped()).reason, "entry");
    assert.equal(await walk.at(), "s:4");
    await walk.go("next");
    assert.equal(await walk.at(), "s:13", "about to leave by the first connection");
    await walk.go("stepIn");
    assert.equal(await walk.at(), "c:5");
    await walk.go("stepOut");
    assert.equal(await walk.at(), "c:5", "the caller is asked");
    await walk.go("stepIn");
    assert.equal(await walk.at(), "k:6");
    await walk.go("stepBack");
    assert.equal(await walk.at(), "c:14", "the entry before: captured, about to leave");
    assert.equal((await walk.go("reverseContinue")).reason, "entry");
    assert.equal(await walk.at(), "s:4");
    await walk.ask("continue", { threadId: 1 });
    assert.equal((await walk.event("flowproof.verdict")).body.status, "passed");
    await walk.event("terminated");
  });

  test("shows the path so far, each node at the way by which it was left, a part of it where asked", async () => {
    const walk = await Debugger.launch(client, serves, { [flow]: [{ line: 8 }] });
    await walk.stopped();
    assert.deepEqual(await walk.stack(), [
      { frame: "m", line: 8, file: "areas.json" },
      { frame: "b", line: 16, file: "areas.json" },
      { frame: "k", line: 15, file: "areas.json" },
      { frame: "c", line: 14, file: "areas.json" },
      { frame: "s", line: 13, file: "areas.json" },
    ]);
    assert.deepEqual(
      (await walk.stack({ startFrame: 1, levels: 2 })).map(({ frame }) => frame),
      ["b", "k"],
    );
    assert.deepEqual((await walk.ask("threads")).body.threads, [{ id: 1, name: "serves" }]);
    walk.end();
  });

  test("breakpoints stand on nodes, transitions, turns and expectations, moved to the nearest", async () => {
    const walk = await Debugger.launch(client, { ...serves, stopOnEntry: true });
    await walk.stopped();
    const set = await walk.set(flow, [
      { line: 2 },
      { line: 17 },
      { line: 7, column: 30 },
      { line: 7, hitCondition: "often" },
    ]);
    assert.deepEqual(
      set.map(({ verified, line, message }) => [verified, line, message]),
      [
        [true, 4, undefined],
        [true, 17, undefined],
        [true, 7, undefined],
        [false, undefined, '"often" is no number of hits; write 3, > 2, >= 2, < 5 or % 2'],
      ],
    );
    const { breakpoints } = (await walk.ask("breakpointLocations", { source: { path: flow }, line: 7, endLine: 8 }))
      .body;
    assert.deepEqual(breakpoints, [
      { line: 7, column: 13 },
      { line: 8, column: 13 },
    ]);
    await walk.set(flow, [{ line: 16 }]);
    await walk.set("/repo/areas.flowtest.json", [{ line: 6 }, { line: 9 }, { line: 10 }]);
    assert.equal((await walk.go("continue")).reason, "breakpoint");
    assert.equal(await walk.at(), "c:5", "before the turn is taken");
    await walk.go("continue");
    assert.equal(await walk.at(), "b:16", "the transition that is about to be taken");
    await walk.go("continue");
    assert.equal(await walk.at(), "serves expects:9");
    await walk.go("continue");
    assert.equal(await walk.at(), "serves expects:10");
    await walk.ask("continue", { threadId: 1 });
    await walk.event("terminated");
  });

  test("a breakpoint stops where its condition holds, as often as it says, or speaks instead", async () => {
    const walk = await Debugger.launch(client, serves, {
      [flow]: [
        { line: 5, condition: '{zip} == "02139"' },
        { line: 6, logMessage: "looks up {zip}" },
        { line: 7, condition: "{ok} ==" },
        { line: 8, hitCondition: "2" },
      ],
    });
    assert.deepEqual([(await walk.stopped()).reason, await walk.at()], ["breakpoint", "b:7"]);
    const said = walk.output();
    assert.ok(said.includes("looks up 02139"));
    assert.ok(said.some((line) => line.startsWith('The condition "{ok} ==" cannot be read')));
    await walk.ask("continue", { threadId: 1 });
    await walk.event("terminated");
  });

  test("scopes have variables, tools with what they answered, the transcript, and nothing of the future", async () => {
    const walk = await Debugger.launch(client, serves, { [flow]: [{ line: 8 }] });
    await walk.stopped();
    const scopes = await walk.scopes();
    const shown = (name: string) => scopes.get(name)!.map(({ name, value }) => `${name} = ${value}`);
    assert.deepEqual(shown("Variables and slots"), ['zip = "02139"', "ok = true"]);
    assert.deepEqual(shown("Tools"), ['find_area (k) = {"covered":true}']);
    assert.deepEqual(shown("Transcript").slice(0, 3), ["0 = agent: Hi", "1 = agent: Your zip?", "2 = caller: 02139"]);
    assert.ok(!shown("Transcript").some((line) => line.includes("We serve")));
    const inside = await walk.inside(scopes.get("Tools")![0]!.variablesReference);
    assert.deepEqual(
      inside.map(({ name, value }) => `${name} = ${value}`),
      ['args = {"zip":"02139"}', 'result = {"covered":true}'],
    );
    const older = await walk.scopes(4);
    assert.deepEqual(older.get("Variables and slots"), [], "as it was when the first node was left");
    const transcript = await walk.reference("Transcript");
    assert.deepEqual(
      (await walk.inside(transcript, { start: 1, count: 1 })).map(({ value }) => value),
      ["agent: Your zip?"],
    );
    walk.end();
  });

  test("a value that is set changes the way from here on", async () => {
    const walk = await Debugger.launch(client, serves, { [flow]: [{ line: 7 }] });
    await walk.stopped();
    const variablesReference = await walk.reference("Variables and slots");
    await walk.ask("setVariable", { variablesReference, name: "ok", value: "false" });
    await walk.go("stepIn");
    assert.equal(await walk.at(), "n:9");
    const older = await walk.reference("Variables and slots", 2);
    assert.match(
      (await walk.refused("setVariable", { variablesReference: older, name: "zip", value: "1" }))!,
      /restart an earlier one/,
    );
    assert.equal((await walk.go("continue")).reason, "exception");
    walk.end();
  });

  test("a frame is restarted, and the case is played from there again", async () => {
    const walk = await Debugger.launch(client, serves, { [flow]: [{ line: 8 }] });
    await walk.stopped();
    const { stackFrames } = (await walk.ask("stackTrace", { threadId: 1 })).body;
    assert.equal((await walk.go("restartFrame", { frameId: stackFrames[3].id })).reason, "restart");
    assert.equal(await walk.at(), "c:5");
    await walk.go("continue");
    assert.equal(await walk.at(), "m:8");
    walk.end();
  });

  test("names and conditions are evaluated in the dialect's own words", async () => {
    const walk = await Debugger.launch(client, serves, { [flow]: [{ line: 8 }] });
    await walk.stopped();
    assert.equal(await walk.value("{zip}"), '"02139"');
    assert.equal(await walk.value("zip", "hover"), '"02139"');
    assert.equal(await walk.value('{ok} and {zip} starts_with "02"'), "true");
    assert.equal(await walk.value("{nobody}"), "(Nothing has bound {nobody})");
    assert.match(await walk.value("{zip} =="), /^\(Expected a value/);
    walk.end();
    const graph = await Debugger.launch(client, { uri: uri("support.json"), variables: { plan: "gold" } });
    await graph.stopped();
    assert.equal(await graph.value("plan == gold"), "true");
    assert.equal(await graph.value("{{plan}}"), '"gold"');
    graph.end();
  });

  test("a failed expectation stops at its line, with what differs", async () => {
    const wrong = areasTests.replace("We serve 02139", "We serve 99950");
    client.open(uri("areas.flowtest.json"), wrong);
    const walk = await Debugger.launch(client, serves);
    const { reason, text } = await walk.stopped();
    assert.equal(reason, "exception");
    assert.match(text!, /We serve 99950/);
    assert.equal(await walk.at(), "serves expects:10");
    const { body } = await walk.ask("exceptionInfo", { threadId: 1 });
    assert.equal(body.exceptionId, "Failed expectation");
    assert.match(body.description, /\nexpected: .*We serve 99950.*\nactual: .*We serve 02139/s);
    assert.equal((await walk.event("flowproof.verdict")).body.status, "failed");
    await walk.ask("continue", { threadId: 1 });
    await walk.event("terminated");
    const quiet = await Debugger.launch(client, serves, {}, ["errors"]);
    await quiet.event("terminated");
    client.close(uri("areas.flowtest.json"));
  });

  test("a case that expects its trace to be the one kept is compared with it", async () => {
    const file = uri("areas.flowtest.json");
    client.open(file, areasTests.replace('"ended_at": "e",', '"trace": "snapshot",'));
    const walk = await Debugger.launch(client, serves);
    assert.match((await walk.stopped()).text!, /^There is no snapshot of this trace yet/);
    assert.equal((await walk.event("flowproof.verdict")).body.status, "failed");
    await walk.ask("continue", { threadId: 1 });
    await walk.event("terminated");
    client.close(file);
  });

  test("a person talks to a flow: says, presses, mocks, chooses, and asks what things are", async () => {
    const talk = await Debugger.launch(client, { uri: uri("areas.json"), talk: true });
    assert.match((await talk.stopped()).text!, /"c" waits for the caller: type what they say/);
    assert.match(await talk.value("/help", "repl"), /^\/say words/);
    assert.equal(await talk.value("/dtmf", "repl"), "(/dtmf takes the keys, such as /dtmf 123#)");
    assert.match((await talk.type("/dtmf 02139")).text!, /"k" calls "find_area" without a mock/);
    assert.equal(await talk.value("zip", "repl"), '"02139"');
    assert.match(await talk.value("/say hello", "repl"), /^\(No turn of the caller is wanted here/);
    assert.equal((await talk.type('/mock {"result": {"covered": false}}')).description, "The walk is over");
    assert.ok(talk.output().includes("agent   Not 02139."));
    await talk.ask("continue", { threadId: 1 });
    await talk.event("terminated");

    const chat = await Debugger.launch(client, { uri: uri("booking.json") });
    await chat.stopped();
    const { targets } = (await chat.ask("completions", { text: "/take ", column: 7 })).body;
    assert.deepEqual(
      targets.map(({ label }: { label: string }) => label),
      ["tx-book", "tx-bye"],
    );
    assert.equal(await chat.value('/mock find {"error": "down"}', "repl"), '"find" answers this from now on');
    assert.equal((await chat.type("/take tx-book")).description, "The walk is over");
    assert.ok(chat.output().some((line) => line.includes("→ sorry") || line.includes("down")));
    const [choice] = (await chat.scopes()).get("Choices")!;
    assert.match(choice!.value, /^tx-book/);
    await chat.go("stepBack");
    await chat.go("stepBack");
    chat.end();
  });

  test("a case that runs out of turns asks the person, and one that expects so does not", async () => {
    const short = areasTests.replace('"turns": ["02139"]', '"turns": []');
    client.open(uri("areas.flowtest.json"), short);
    const walk = await Debugger.launch(client, serves);
    assert.match((await walk.stopped()).text!, /waits for the caller/);
    await walk.ask("evaluate", { expression: "02139", context: "repl" });
    assert.equal((await walk.event("flowproof.verdict")).body.status, "passed");
    client.change(uri("areas.flowtest.json"), 2, {
      text: short.replace('"ended_at": "e"', '"outcome": "transcript_exhausted"'),
    });
    const through = await Debugger.launch(client, serves);
    assert.equal((await through.stopped()).reason, "exception");
    assert.equal((await through.event("flowproof.verdict")).body.status, "failed", "it says something else");
    client.close(uri("areas.flowtest.json"));
  });

  test("what was said is recorded: into the file of tests, or a new one beside the flow; and it passes", async () => {
    const talk = await Debugger.launch(client, { uri: uri("areas.json"), talk: true });
    await talk.stopped();
    await talk.type("99950");
    await talk.type('/mock {"result": {"covered": false}}');
    const { body: proposed } = await talk.ask("flowproof.record", {});
    assert.deepEqual(proposed, { name: "ends at e", uri: uri("areas.flowtest.json") });
    const { body } = await talk.ask("flowproof.record", { name: "serves" });
    assert.equal(body.name, "serves 2", "no two cases of one name");
    assert.equal(body.note, undefined);
    assert.match(body.edits[0].newText, /"turns": \["99950"\]/);
    client.open(uri("areas.flowtest.json"), areasTests);
    client.change(uri("areas.flowtest.json"), 2, { range: body.edits[0].range, text: body.edits[0].newText });
    const { passed, failed, errored } = await client.run([{ uri: uri("areas.flowtest.json") }], "recorded");
    assert.deepEqual({ passed, failed, errored }, { passed: 2, failed: 0, errored: 0 });
    client.close(uri("areas.flowtest.json"));

    const graph = await Debugger.launch(client, { uri: uri("support.json"), variables: { plan: "gold" } });
    await graph.stopped();
    await graph.type("my plan please");
    const { body: made } = await graph.ask("flowproof.record", { name: "is a VIP" });
    assert.equal(made.uri, uri("support.flowtest.json"));
    client.open(made.uri, made.text);
    const all = await client.run([{ uri: made.uri }], "made");
    assert.deepEqual([all.passed, all.verdicts[0]?.message], [1, undefined]);
    client.close(made.uri);
  });

  test("a case that begins after others, or has a flow of its own, is recorded from as well; and it passes", async () => {
    const tests = JSON.stringify({
      flow: "./areas.json",
      cases: [
        { name: "gave a zip", turns: ["02139"] },
        {
          name: "is told",
          setup: "gave a zip",
          turns: [],
          mocks: { find_area: { result: { covered: true } } },
          expect: { ended_at: "e", path: ["k", "b", "m", "e"] },
        },
        {
          name: "alone",
          flow: JSON.parse(areas),
          turns: ["99950"],
          mocks: { find_area: { result: { covered: false } } },
        },
      ],
    });
    const file = uri("after.flowtest.json");
    client.open(file, tests);
    const walk = await Debugger.launch(client, { uri: file, case: "is told" }, { [flow]: [{ line: 7 }] });
    await walk.stopped();
    const { body: midst } = await walk.ask("flowproof.record", { name: "told so far" });
    assert.equal(midst.note, undefined);
    assert.match(midst.edits[0].newText, /"setup": ?"gave a zip"/);
    assert.match(midst.edits[0].newText, /"path": ?\["k", ?"b", ?"m", ?"e"\]/);
    walk.end();
    const alone = await Debugger.launch(client, { uri: file, case: "alone" }, { [file]: [{ line: 1 }] });
    await alone.event("terminated");
    const { body: own } = await alone.ask("flowproof.record", { name: "alone too" });
    assert.equal(own.note, undefined);
    assert.match(own.edits[0].newText, /"flowId": ?"areas"/);
    client.change(file, 2, { range: own.edits[0].range, text: own.edits[0].newText });
    client.change(file, 3, { range: midst.edits[0].range, text: midst.edits[0].newText });
    const { passed, failed, errored } = await client.run([{ uri: file }], "recorded after");
    assert.deepEqual({ passed, failed, errored }, { passed: 5, failed: 0, errored: 0 });
    client.close(file);
  });

  test("a case is recorded into a file whose defaults lead elsewhere, and passes there", async () => {
    const file = uri("areas.flowtest.json");
    const mocks = '"defaults": { "mocks": { "find_area": { "result": { "covered": false } } } },';
    client.open(file, areasTests.replace('"cases"', `${mocks} "cases"`));
    const talk = await Debugger.launch(client, { uri: uri("areas.json"), talk: true });
    await talk.stopped();
    await talk.type("99950");
    const { body } = await talk.ask("flowproof.record", { name: "so far" });
    assert.match(body.note, /^What areas\.flowtest\.json gives all its cases leads elsewhere/);
    assert.match(body.edits[0].newText, /"ended_at": "e"/);
    client.change(file, 2, { range: body.edits[0].range, text: body.edits[0].newText });
    const { passed, failed, errored } = await client.run([{ uri: file }], "with defaults");
    assert.deepEqual({ passed, failed, errored }, { passed: 2, failed: 0, errored: 0 });
    talk.end();
    client.close(file);
  });

  test("what is typed is told at once, also after stepping back; a choice that is not offered is refused", async () => {
    const talk = await Debugger.launch(client, { uri: uri("areas.json"), talk: true });
    await talk.stopped();
    assert.equal(await talk.value("/take nothing", "repl"), "(There is nothing to choose here)");
    assert.equal(
      await talk.value('/mock nobody {"result": 1}', "repl").then((text) => text.split(";")[0]),
      '(No node calls a tool of the name "nobody"',
    );
    assert.equal(await talk.value("02139", "repl"), "caller  02139");
    await talk.stopped();
    assert.ok(!talk.output().includes("caller  02139"), "not twice");
    assert.match(await talk.value("hello", "repl"), /^\(Nothing has bound hello; "k" calls "find_area" without a mock/);
    await talk.go("stepBack");
    await talk.go("stepBack");
    assert.equal(await talk.value("99950", "repl"), "caller  99950");
    await talk.stopped();
    talk.end();
    const chat = await Debugger.launch(client, { uri: uri("booking.json") });
    await chat.stopped();
    assert.equal(await chat.value("/take tx-fly", "repl"), '("tx-fly" is not offered; offered: tx-book, tx-bye, stay)');
    chat.end();
  });

  test("a turn's breakpoint stops it although it stands there already; older frames have their own values", async () => {
    const walk = await Debugger.launch(client, serves, {
      [flow]: [{ line: 5 }, { line: 8 }],
      "/repo/areas.flowtest.json": [{ line: 6 }],
    });
    await walk.stopped();
    await walk.go("continue");
    assert.equal(await walk.at(), "c:5");
    const stops = await walk.go("continue");
    assert.deepEqual([stops.reason, await walk.at()], ["breakpoint", "m:8"]);
    const { stackFrames } = (await walk.ask("stackTrace", { threadId: 1 })).body;
    const value = (frameId: number) =>
      walk.ask("evaluate", { expression: "zip", context: "watch", frameId }).then(({ body }) => body.result);
    assert.equal(await value(stackFrames[0].id), '"02139"');
    const before = { expression: "zip", context: "watch", frameId: stackFrames.at(-1).id };
    assert.equal(await walk.refused("evaluate", before), "Nothing has bound zip");
    walk.end();
  });

  test("a breakpoint that is set after an edit lands on what it stands on now", async () => {
    const walk = await Debugger.launch(client, { ...serves, stopOnEntry: true });
    await walk.stopped();
    const first = '{ "id": "0", "source": "s", "target": "zz" },\n    { "id": "1"';
    client.open(uri("areas.json"), areas.replace('{ "id": "1"', first));
    client.open(
      uri("areas.flowtest.json"),
      areasTests.replace('"cases": [', '"cases": [\n{ "name": "new", "turns": [] },'),
    );
    assert.equal((await walk.set(flow, [{ line: 17 }]))[0]!.line, 17);
    assert.equal((await walk.set("/repo/areas.flowtest.json", [{ line: 7 }]))[0]!.line, 7);
    await walk.go("continue");
    assert.equal(await walk.at(), "c:5", "the turn of the same case");
    await walk.go("continue");
    assert.equal(await walk.at(), "b:16", "the connection from the branch, where it was written then");
    walk.end();
    client.close(uri("areas.json"));
    client.close(uri("areas.flowtest.json"));
  });

  test("is restarted with the texts as they are now; a case that is not begun says so as a run does", async () => {
    const walk = await Debugger.launch(client, { ...serves, stopOnEntry: true });
    await walk.stopped();
    await walk.go("stepIn");
    client.open(
      uri("areas.flowtest.json"),
      areasTests
        .replace('"name": "serves"', '"name": "serves", "tags": ["new"]')
        .replace("We serve 02139", "We serve 1"),
    );
    assert.equal((await walk.go("restart")).reason, "entry");
    assert.equal(await walk.at(), "s:4");
    assert.equal((await walk.go("continue")).reason, "exception");
    walk.end();
    const lost = areasTests.replace('"turns"', '"start_at": "nowhere", "turns"');
    client.change(uri("areas.flowtest.json"), 2, { text: lost });
    const one = await Debugger.launch(client, { ...serves, case: `${uri("areas.flowtest.json")}#serves` });
    assert.deepEqual((await one.event("flowproof.verdict")).body, {
      status: "errored",
      message: 'start_at names "nowhere", which is not a node',
      failures: [],
    });
    await one.event("terminated");
    client.close(uri("areas.flowtest.json"));
  });

  test("what cannot be debugged is refused, and says why", async () => {
    const refused = async (launch: object): Promise<string> => {
      const walk = new Debugger(client, `refused ${JSON.stringify(launch)}`);
      await walk.ask("initialize", { adapterID: "flowproof", pathFormat: "path" });
      return (await walk.refused("launch", launch)) ?? "launched";
    };
    assert.equal(await refused({ uri: uri("nothing.json") }), "Could not read nothing.json");
    assert.equal(
      await refused({ uri: uri("booking.flowtest.json") }),
      'Name one of the cases in booking.flowtest.json under "case": "books", "leaves"',
    );
    assert.equal(
      await refused({ uri: uri("booking.flowtest.json"), case: "sings" }),
      'booking.flowtest.json has no case "sings"',
    );
  });

  test("says what it can do", async () => {
    const walk = await Debugger.launch(client, { ...serves, stopOnEntry: true });
    const { capabilities } = walk;
    for (const name of [
      "supportsStepBack",
      "supportsRestartFrame",
      "supportsSetVariable",
      "supportsConditionalBreakpoints",
      "supportsHitConditionalBreakpoints",
      "supportsLogPoints",
      "supportsEvaluateForHovers",
      "supportsCompletionsRequest",
      "supportsExceptionInfoRequest",
    ] as const)
      assert.equal(capabilities[name], true, name);
    assert.deepEqual(
      capabilities.exceptionBreakpointFilters?.map(({ label, default: on }) => [label, on]),
      [
        ["Failed expectations", true],
        ["Dead ends and errors", true],
      ],
    );
    walk.end();
  });
});
