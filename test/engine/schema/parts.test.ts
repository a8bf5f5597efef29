import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkDocument, checkPart, line, validators } from "./built.ts";
import { valid } from "./valid.ts";

test("the shell does not look at nodes, and a node needs no flow around it", () => {
  const { schema, shell, node } = validators["yappr-flow"];
  const bad = { id: "ask", type: "conversation" };
  assert.deepEqual(checkPart(shell, schema, { flow_config_version: "1", nodes: [bad, null] }), []);
  const problems = checkPart(node, schema, bad, ["flow_config", "nodes", 7]);
  assert.deepEqual(problems.map(line), [
    'error flow_config/nodes/7/id: Node "ask" has no "instructions" (Yappr: instructions_missing)',
  ]);
});

test("every container's members are checked by themselves", () => {
  const containers = Object.entries(validators).flatMap(([id, format]) =>
    Object.keys(format.containers).map((key) => `${id} ${key}`),
  );
  assert.deepEqual(containers, [
    "yappr-flow nodes",
    "flowyte-playbook nodes",
    "flowyte-playbook connections",
    "voicetest-graph nodes",
    "voicetest-tests ",
    "flowtest cases",
  ]);
  assert.equal(validators["flowyte-playbook"].containers.connections, validators["flowyte-playbook"].connection);
  assert.equal(validators["voicetest-tests"].containers[""], validators["voicetest-tests"].case);
});

test("documents inside documents are checked where they stand", () => {
  const flow = { flow_config_version: "1", nodes: [{ id: "e", type: "edn" }] };
  const [problem] = checkDocument("flowtest", { cases: [], flow_config: flow }, ["data"]);
  assert.deepEqual(problem?.path, ["data", "flow_config", "nodes", 0, "type"]);
  assert.deepEqual(validators.flowtest.documents, { flow_config: "yappr-flow", agent_graph: "voicetest-graph" });
});

test("a document in an envelope is still called by what it is", () => {
  assert.deepEqual(
    checkDocument("yappr-flow", {}, ["data"]).map(line)[1],
    'error #data: The flow has no "nodes" (Yappr: schema_invalid)',
  );
});

test("the words a mistake is told in stay short, whatever was written", () => {
  const type = "🙂".repeat(100_000);
  const nodes = [
    { id: "x".repeat(1_000_000), type },
    { id: "e", type: "line\nbreak" },
  ];
  const problems = checkDocument("yappr-flow", { flow_config_version: "1", nodes });
  for (const { message } of problems) {
    assert.ok(message.length < 300, message);
    assert.doesNotMatch(message, /\n/);
  }
  assert.match(problems[0]!.message, /^"type" is "(🙂){40}…", which is not a node type/u);
});

test("a value nested a hundred thousand deep is no trouble", () => {
  let deep: unknown = [];
  for (let depth = 0; depth < 100_000; depth++) deep = depth % 2 ? [deep] : { deep };
  const node = { id: "t", type: "tool_call", tool_id: "x", args_template: deep, config_override: deep, name: deep };
  const problems = checkDocument("yappr-flow", { flow_config_version: "1", nodes: [node, deep] });
  assert.deepEqual(problems.map(line), [
    'error nodes/0/name: "name" is a list; expected a string',
    'error nodes/0/config_override: "config_override" is a list; expected an object',
    "error nodes/1: Node 2 is a list; expected an object",
  ]);
});

test("a hostile list does not flood anybody", () => {
  const path = Array.from({ length: 200_000 }, () => null);
  assert.equal(checkDocument("flowtest", { cases: [{ name: "a", expect: { path } }] }).length, 200);
});

test("no value makes a check throw, and each problem is at a place that exists", () => {
  const ids = Object.keys(valid) as (keyof typeof valid)[];
  const word = fc.constantFrom(
    "__proto__",
    "constructor",
    "toString",
    "a/b~c",
    "",
    "0",
    "then",
    "role",
    "id",
    "type",
    "nodes",
  );
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      word,
      fc.array(tie("value")),
      tie("object"),
    ),
    object: fc.array(fc.tuple(word, tie("value"))).map((entries) => Object.fromEntries(entries)),
  })).value;
  fc.assert(
    fc.property(fc.constantFrom(...ids), json, fc.nat(), (id, value, seed) => {
      const changed = replaceSomewhere(valid[id], value, seed);
      for (const document of [value, changed]) {
        for (const { path, part } of checkDocument(id, document)) {
          const missing = walk(document, part === "key" ? path : path.slice(0, -1)) === undefined && path.length > 0;
          assert.ok(!missing, JSON.stringify(path));
        }
      }
    }),
    { numRuns: 500, seed: 7 },
  );
});

/** The document with one of its values, by number, replaced. */
function replaceSomewhere(document: unknown, by: unknown, seed: number): unknown {
  let left = seed % 60;
  const visit = (value: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member)]));
  };
  return visit(document);
}

function walk(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, step) ? at[step as keyof typeof at] : undefined,
    value,
  );
}
