// Files as people published them. They stand beside the project, not in it: ../shared/corpus.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { toFlow, voicetestGraph, voicetestTests } from "../../engine/formats/voicetest/index.ts";
import { outcomeOf, pathOf, play, told } from "../engine/simulate/playVoicetest.ts";

const corpus = join(import.meta.dirname, "../../../shared/corpus");
assert.ok(existsSync(corpus), `The corpus is missing: ${corpus} is no folder`);

function decoded(file: string): unknown {
  return JSON.parse(readFileSync(join(corpus, file), "utf8").replace(/^\uFEFF/, ""));
}

test("of all published files the graphs are recognised as graphs, and the tests as tests", () => {
  const graphs: string[] = [];
  const tests: string[] = [];
  for (const folder of readdirSync(corpus, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const file of readdirSync(join(corpus, folder.name))) {
      if (!file.endsWith(".json")) continue;
      const name = `${folder.name}/${file}`;
      const value = decoded(name);
      if (voicetestGraph.detect(value, name)) graphs.push(name);
      if (voicetestTests.detect(value, name)) tests.push(name);
    }
  }
  assert.deepEqual(graphs.sort(), [
    "agentgraph/voicetestdev--graph_with_logic_split.json",
    "agentgraph/voicetestdev--simple_graph.json",
  ]);
  assert.deepEqual(tests.sort(), ["tests/voicetestdev--sample_tests.json", "tests/voicetestdev--tests.json"]);
});

suite("the published graph with a logic split", () => {
  const flow = toFlow(decoded("agentgraph/voicetestdev--graph_with_logic_split.json"), []);
  const overlap = (score: number) => `keyword overlap ${score} (Flowproof's stand-in for the model)`;

  test("a premium account goes to premium support", () => {
    const state = play(flow, ["here is my account information", "my issue is resolved"], {
      variables: { account_type: "premium" },
    });
    assert.deepEqual(pathOf(state), ["greeting", "router", "premium", "farewell"]);
    assert.deepEqual(told(state), [
      "greeting speak",
      `greeting eval -> router: ${overlap(2)}`,
      "router route -> premium: account_type == premium",
      "premium speak",
      `premium eval -> farewell: ${overlap(2)}`,
      "farewell speak",
    ]);
    assert.equal(outcomeOf(state), "transcript_exhausted");
    assert.equal(state.says.at(0)?.text, "Greet the caller and ask for their account number.");
  });

  for (const [name, slots] of [
    ["a standard account", { account_type: "standard" }],
    ["an account in other letters", { account_type: "Premium" }],
    ["no account", {}],
  ] as const)
    test(`${name} goes to standard support`, () => {
      const state = play(flow, [{ user: "account", slots }, { take: "farewell" }]);
      assert.deepEqual(pathOf(state), ["greeting", "router", "standard", "farewell"]);
    });

  test("a caller who says nothing of use stays at the greeting", () => {
    assert.deepEqual(pathOf(play(flow, ["hm", { silence: true }])), ["greeting"]);
  });
});

test("the published simple graph", () => {
  const flow = toFlow(decoded("agentgraph/voicetestdev--simple_graph.json"), []);
  const state = play(flow, ["hello", "I want to leave"]);
  assert.deepEqual(pathOf(state), ["greeting", "farewell"]);
  assert.deepEqual(
    [...state.says].map(({ text }) => text),
    [
      "Greet the user warmly and ask how you can help.",
      "Greet the user warmly and ask how you can help.",
      "Say goodbye politely.",
    ],
  );
});

for (const [file, count] of [
  ["voicetestdev--sample_tests.json", 20],
  ["voicetestdev--tests.json", 8],
] as const)
  test(`the published tests in ${file}`, () => {
    const value = decoded(`tests/${file}`);
    const cases = voicetestTests.parse({ value, path: [], tree: () => assert.fail("no positions needed") }).tests!
      .cases;
    assert.equal(cases.length, count);
    assert.ok(cases.every(({ skip }) => skip?.startsWith("Needs a model")));
  });
