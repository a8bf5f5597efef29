import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { flowproof, folder } from "./flowproof.ts";

const yappr = {
  flow_config_version: "1",
  nodes: [
    { id: "start-1", type: "start", next_step_id: "tool" },
    {
      id: "tool",
      name: "Check Availability",
      type: "tool_call",
      tool_id: "t",
      transitions: { success_next_step_id: "end-1" },
    },
    { id: "end-1", type: "end" },
  ],
};
const hosted = {
  trace: [
    { step_id: "start-1", kind: "enter" },
    { step_id: "start-1", kind: "auto_advance", decision: "tool" },
    { step_id: "tool", kind: "enter" },
    { step_id: "tool", kind: "tool_mock", decision: "end-1", reason: "success", data: { status: "available" } },
    { step_id: "end-1", kind: "enter" },
    { step_id: "end-1", kind: "end" },
  ],
  named_results: { "Check Availability": { status: "available" } },
  slot_values: {},
  ended_at_step_id: "end-1",
};
const body = {
  transcript: [{ role: "user", text: "Hello" }],
  flow_config: yappr,
  mock_tool_results: { tool: { result: { status: "available" } } },
};
const playbook = {
  flowId: "f",
  nodes: [
    { id: "s", type: "start", data: { message: "Hi {name}" } },
    { id: "e", type: "end" },
  ],
  connections: [{ id: "1", source: "s", target: "e" }],
};
const graph = {
  source_type: "custom",
  entry_node_id: "a",
  nodes: { a: { id: "a", state_prompt: "", node_type: "end" } },
};

it("prints exactly the hosted answer for Yappr, and the local half when asked", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "body.json"), JSON.stringify(body));
  const plain = await flowproof(["simulate", "body.json"], { cwd });
  assert.equal(plain.code, 0, plain.err);
  assert.deepEqual(JSON.parse(plain.out), hosted);
  const { local, ...rest } = JSON.parse((await flowproof(["simulate", "body.json", "--local"], { cwd })).out);
  assert.deepEqual(rest, hosted);
  assert.equal(local.outcome, "ended");
  assert.deepEqual(local.visited, ["start-1", "tool", "end-1"]);
  assert.deepEqual(local.unusedTurns, [{ user: "Hello" }]);
});

it("walks the case that is named, and asks which where there are several", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "playbook.json"), JSON.stringify(playbook));
  writeFileSync(
    join(cwd, "a.flowtest.json"),
    JSON.stringify({ flow: "playbook.json", cases: [{ name: "one" }, { name: "two", variables: { name: "Ana" } }] }),
  );
  const both = await flowproof(["simulate", "a.flowtest.json"], { cwd });
  assert.equal(both.code, 2);
  assert.match(both.err, /it has 2 cases; say which with --case: "one", "two"/);
  const two = await flowproof(["simulate", "a.flowtest.json", "--case", "two"], { cwd });
  assert.equal(two.code, 0);
  const answer = JSON.parse(two.out);
  assert.deepEqual(Object.keys(answer).sort(), [
    "calls",
    "ended_at_step_id",
    "outcome",
    "problems",
    "says",
    "trace",
    "variables",
  ]);
  assert.deepEqual(answer.says, ["Hi Ana"]);
  assert.deepEqual(answer.variables, { name: "Ana" });
  assert.equal(answer.outcome, "ended");
});

it("answers every line of input on a line of its own", async () => {
  const lines = [
    JSON.stringify(body),
    "not json",
    "",
    JSON.stringify({ graph: playbook, cases: [{ name: "g", variables: { name: "Bo" } }] }),
    JSON.stringify({ agent_graph: graph, cases: [{ name: "v" }] }),
    JSON.stringify({ flow_config: yappr, cases: [{ name: "unmocked", turns: [] }] }),
    JSON.stringify({ cases: [{ name: "no flow", turns: [] }] }),
    JSON.stringify({ any: "thing" }),
    JSON.stringify({ ...body, transcript: [] }),
  ];
  const { code, out } = await flowproof(["simulate", "--jsonl", "-"], { stdin: lines.join("\r\n") });
  assert.equal(code, 0);
  const answers = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.equal(answers.length, 8);
  const { local, ...first } = answers[0];
  assert.deepEqual(first, hosted);
  assert.equal(local.outcome, "ended");
  assert.match(answers[1].error, /JSON/);
  assert.deepEqual(answers[2].says, ["Hi Bo"]);
  assert.ok(answers[2].local);
  assert.equal(answers[3].ended_at_step_id, "a");
  assert.equal(answers[4].local.outcome, "unmocked_tool");
  assert.equal(answers[4].ended_at_step_id, null);
  assert.match(answers[5].error, /no flow/);
  assert.equal(typeof answers[6].error, "string");
  assert.equal(answers[7].ended_at_step_id, "end-1");
});

it("walks a flow alone with a caller who says nothing", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "g.json"), JSON.stringify(graph));
  const { code, out } = await flowproof(["simulate", "g.json"], { cwd });
  assert.equal(code, 0);
  assert.equal(JSON.parse(out).ended_at_step_id, "a");
});

it("refuses what it cannot walk, with 2", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "any.json"), "{}");
  for (const [args, said] of [
    [["simulate"], /say which file to walk/],
    [["simulate", "any.json"], /there is no flow and no flow test in it/],
    [["simulate", "gone.json"], /there is no file or folder "gone.json"/],
    [["simulate", "."], /"\." is not one file/],
  ] as const) {
    const { code, err } = await flowproof(args, { cwd });
    assert.equal(code, 2);
    assert.match(err, said);
  }
});
