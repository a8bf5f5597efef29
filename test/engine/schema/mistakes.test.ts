import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDocument, line } from "./built.ts";
import { mistakes } from "./mistakes.ts";

for (const { what, format, text, problems } of mistakes) {
  test(`${format}: ${what}`, () => {
    assert.deepEqual(checkDocument(format, JSON.parse(text)).map(line), problems);
  });
}

test("messages are one sentence, without a full stop and without a validator's words", () => {
  const messages = mistakes.flatMap(({ problems }) =>
    problems.map((problem) => problem.slice(problem.indexOf(": ") + 2)),
  );
  assert.ok(messages.length > 100);
  for (const message of messages) {
    assert.match(message, /^["A-Z]/);
    assert.doesNotMatch(message, /\.$|\bmust\b|#\/|undefined|\[object|\bschema(?!_invalid)/);
  }
});

test("a suggestion is the right word itself, and a rule of its own comes along", () => {
  const flow = (node: object) => ({ flow_config_version: "1", nodes: [node] });
  const suggestion = (value: unknown) => checkDocument("yappr-flow", value).map((problem) => problem.suggestion);
  assert.deepEqual(suggestion({ flow_config_version: 1, nodes: [{ id: "a", type: "ned" }] }), ["1", "end"]);
  assert.deepEqual(suggestion(flow({ id: "a", type: "conversation", instuctions: "x" })), ["instructions"]);
  const custom = [{ id: "c", jsonpath: "$", equals: 4.5, next_step_id: "a" }];
  assert.deepEqual(suggestion(flow({ id: "a", type: "tool_call", tool_id: "t", transitions: { custom } })), ["4.5"]);

  const [timeout] = checkDocument("yappr-flow", flow({ id: "a", type: "tool_call", tool_id: "t", timeout_secs: 0 }));
  assert.equal(timeout?.rule, "yappr/timeout-range");
  const [content] = checkDocument("yappr-test", { transcript: [{ role: "user", content: "hi" }] });
  assert.deepEqual(content, {
    path: ["transcript", 0, "content"],
    part: "key",
    severity: "warning",
    message: '"content" is read as "text", which is the name Yappr documents',
    suggestion: "text",
    rule: "yappr/transcript-content-key",
  });
});
