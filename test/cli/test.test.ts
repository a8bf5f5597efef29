import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { booking as flow } from "./booking.ts";
import { flowproof, folder } from "./flowproof.ts";

const tests = (cases: unknown[]): string => JSON.stringify({ flow: "./flow.json", cases }, null, 2);

function write(cwd: string, cases: unknown[]): void {
  writeFileSync(join(cwd, "flow.json"), JSON.stringify(flow));
  writeFileSync(join(cwd, "a.flowtest.json"), tests(cases));
}

it("reports every case as JSON, with its trace", async (test) => {
  const cwd = folder(test);
  write(cwd, [
    { name: "books", turns: ["book"], mocks: { tool: { result: 1 } }, expect: { ended_at: "end" } },
    { name: "declines", turns: ["no"], expect: { ended_at: "tool" } },
    { name: "unmocked", turns: ["book"] },
  ]);
  writeFileSync(join(cwd, "tests.json"), JSON.stringify([{ name: "model", user_prompt: "Ask.", metrics: [] }]));
  const { code, out, err } = await flowproof(["test", "--reporter", "json"], { cwd });
  assert.equal(err, "");
  assert.equal(code, 1);
  const report = JSON.parse(out);
  assert.equal(report.version, 1);
  assert.deepEqual(report.summary, { passed: 1, failed: 1, errored: 1, skipped: 1, not_run: 0 });
  const [books, declines, unmocked, model] = report.cases;
  assert.equal(books.id, "a.flowtest.json#books");
  assert.equal(books.file, "a.flowtest.json");
  assert.equal(books.status, "passed");
  assert.equal(typeof books.duration_ms, "number");
  assert.equal(books.message, undefined);
  assert.equal(books.outcome, "ended");
  assert.equal(books.ended_at_step_id, "end");
  assert.deepEqual(books.trace, [
    { step_id: "start", kind: "enter" },
    { step_id: "start", kind: "auto_advance", decision: "ask" },
    { step_id: "ask", kind: "enter" },
    { step_id: "ask", kind: "eval", decision: "tx-yes", reason: "heuristic match (overlap_score=1)" },
    { step_id: "tool", kind: "enter" },
    { step_id: "tool", kind: "tool_mock", decision: "end", reason: "success", data: 1 },
    { step_id: "end", kind: "enter" },
    { step_id: "end", kind: "end" },
  ]);
  assert.deepEqual(books.named_results, { Check: 1 });
  assert.equal(declines.status, "failed");
  assert.match(declines.message, /^Ended at "end", expected "tool"/);
  assert.equal(declines.failures[0].line, 24);
  assert.equal(unmocked.status, "errored");
  assert.equal(unmocked.message, '"tool" called a tool without a mock; add one under "mocks"');
  assert.equal(model.status, "skipped");
});

it("passes with 0, and chooses cases by name", async (test) => {
  const cwd = folder(test);
  write(cwd, [
    { name: "Books a table", turns: ["book"], mocks: { tool: { result: 1 } } },
    { name: "fails", turns: [], expect: { outcome: "ended" } },
  ]);
  const chosen = await flowproof(["test", "a.flowtest.json", "--grep", "books A"], { cwd });
  assert.equal(chosen.code, 0);
  assert.match(chosen.out, /^ {2}✓ Books a table {2}[\d.]+ ms$/m);
  assert.match(chosen.out, /^1 case: 1 passed$/m);
  const none = await flowproof(["test", "--grep", "nothing of the kind"], { cwd });
  assert.equal(none.code, 2);
  assert.equal(none.err, 'flowproof test: no case has "nothing of the kind" in its name\n');
});

it("finding no case at all is no success", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "flow.json"), JSON.stringify(flow));
  const { code, err } = await flowproof(["test"], { cwd });
  assert.equal(code, 2);
  assert.equal(err, "flowproof test: there are no flow tests here\n");
});

it("a case whose flow cannot be read is errored, and says why", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "a.flowtest.json"), tests([{ name: "one", turns: [] }]));
  writeFileSync(join(cwd, "flow.js.json"), "{}");
  const { code, out } = await flowproof(["test"], { cwd });
  assert.equal(code, 1);
  assert.match(out, /Could not read "\.\/flow\.json": there is no such file/);
});

it("flowproof.json gives flows to tests that name none", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "flow.json"), JSON.stringify(flow));
  writeFileSync(join(cwd, "flowproof.json"), '{ "tests": [{ "files": "*.flowtest.json", "flow": "flow.json" }] }');
  writeFileSync(join(cwd, "b.flowtest.json"), JSON.stringify({ cases: [{ name: "no", turns: ["no"] }] }));
  const { code, out } = await flowproof(["test"], { cwd });
  assert.equal(out.includes("✓ no"), true, out);
  assert.equal(code, 0);
});

it("runs nothing of a file of tests that is no JSON: cases could be missing from what can be read of it", async (test) => {
  const cwd = folder(test);
  write(cwd, [
    { name: "declines", turns: ["no"] },
    { name: "books", turns: ["book"] },
  ]);
  const whole = tests([{ name: "declines", turns: ["no"] }]);
  writeFileSync(join(cwd, "b.flowtest.json"), whole.slice(0, whole.lastIndexOf("]")));
  const { code, out, err } = await flowproof(["test"], { cwd });
  assert.equal(code, 2);
  assert.equal(out, "");
  assert.match(err, /^flowproof test: b\.flowtest\.json:\d+:\d+ is no JSON: This "\S" is never closed/);
});

it("a case errors whose flow is no JSON, although it could pass in what can be read of it", async (test) => {
  const cwd = folder(test);
  write(cwd, [{ name: "declines", turns: ["no"] }]);
  writeFileSync(join(cwd, "flow.json"), JSON.stringify(flow).slice(0, -1));
  const { code, out } = await flowproof(["test"], { cwd });
  assert.equal(code, 1);
  assert.match(out, /! declines/);
  assert.match(out, /flow\.json:1:\d+ is no JSON: This "\{" is never closed/);
});
