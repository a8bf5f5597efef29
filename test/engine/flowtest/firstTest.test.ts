import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { caseIds, firstTest, formats, lint, read, runCase, testContext } from "../../../engine/index.ts";

const examples = join(import.meta.dirname, "../../../examples");

/** How the first test of a flow does: its verdict, and everything wrong with it. */
function tried(text: string, name: string): { status: string; expect: unknown; problems: string[] } {
  const document = read(text, name);
  const written = read(firstTest(document.flow!, { file: `./${name}` }), "first.flowtest.json");
  const context = testContext(written, new Map([[`./${name}`, { document }]]));
  const [one] = written.tests!.cases;
  const result = runCase(one!, document.flow, { now: () => 0, file: "first", id: caseIds("first", [one!])[0]! });
  const [{ expect }] = JSON.parse(written.text).cases;
  return { status: result.status, expect, problems: lint(written, { context }).map(({ message }) => message) };
}

test("the first test of every skeleton passes, without a problem", () => {
  const known = formats.filter(({ skeleton }) => skeleton !== undefined);
  assert.deepEqual(
    known.map(({ id }) => id),
    ["yappr-flow", "flowyte-playbook", "voicetest-graph"],
  );
  for (const { id, skeleton } of known) {
    const text = JSON.stringify(skeleton, null, 2);
    // That the vendor does not document conditions is no problem of the skeleton's.
    const problems = lint(read(text, "flow.json")).filter(({ severity }) => severity !== "information");
    assert.deepEqual(problems, [], `the skeleton of ${id} has problems`);
    const { status, expect, problems: ofTest } = tried(text, "flow.json");
    assert.deepEqual([status, ofTest], ["passed", []], id);
    assert.equal((expect as { outcome: string }).outcome, "ended", id);
  }
});

test("the first test of every example passes", () => {
  for (const folder of ["booking", "helpdesk", "service-request"])
    for (const name of readdirSync(join(examples, folder))) {
      const path = join(examples, folder, name);
      if (!name.endsWith(".json") || !statSync(path).isFile()) continue;
      const text = readFileSync(path, "utf8");
      if (!read(text, name).flow) continue;
      const { status, problems } = tried(text, name);
      assert.deepEqual([status, problems], ["passed", []], path);
    }
});

test("a flow without an end, or without a start, gets a case that says how far it comes", () => {
  const flow = (nodes: object[]): string => JSON.stringify({ flow_config_version: "1", nodes });
  const open = tried(
    flow([
      { id: "s", type: "start", next_step_id: "c" },
      { id: "c", type: "conversation", instructions: "Ask", transitions: [] },
    ]),
    "flow.json",
  );
  assert.deepEqual([open.status, open.expect], ["passed", { outcome: "transcript_exhausted" }]);
  const startless = tried(flow([{ id: "c", type: "conversation" }]), "flow.json");
  assert.deepEqual([startless.status, startless.expect], ["passed", { outcome: "invalid" }]);
});
