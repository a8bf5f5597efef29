// What helps with flows that were there before Flowproof: fixes for all of a file, and a baseline of what is known.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { flowproof, folder } from "./flowproof.ts";

const start = (target: string): string =>
  `    { "id": "start", "type": "start", "next_step_id": "${target}", "greeting": "Hi" },`;
const flow = (...lines: string[]): string =>
  [
    "{",
    '  "flow_config_version": "1",',
    '  "nodes": [',
    ...lines,
    '    { "id": "end", "type": "end" }',
    "  ]",
    "}",
    "",
  ].join("\r\n");
const left = '    { "id": "left", "type": "end" },';

it("--fix mends what is certain, keeps every other byte, and reports the rest", async (test) => {
  const cwd = folder(test);
  const file = join(cwd, "flow.json");
  writeFileSync(file, `\ufeff${flow(start("edn"), left)}`);
  const { code, out, err } = await flowproof(["check", "--fix", "."], { cwd });
  assert.equal(readFileSync(file, "utf8"), `\ufeff${flow(start("end"), left)}`);
  assert.equal(err, "1 problem fixed\n");
  assert.match(out, /^flow\.json:5:\d+ {2}error {2}No path from the start reaches "left"/m);
  assert.doesNotMatch(out, /unknown-target/);
  assert.equal(code, 1);
});

it("--fix mends all files before it reports on any: a test is checked with its flow as it is then", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "flow.json"), flow(start("edn")));
  const cases = [{ name: "ends", turns: [], expect: { ended_at: "end" } }];
  writeFileSync(join(cwd, "a.flowtest.json"), JSON.stringify({ flow: "./flow.json", cases }));
  const { code, out, err } = await flowproof(["check", "--fix", "."], { cwd });
  assert.deepEqual([code, err], [0, "1 problem fixed\n"], out);
  assert.match(out, /^2 files checked: no problems$/m);
});

it("--fix leaves a file alone in which nothing is certain", async (test) => {
  const cwd = folder(test);
  const file = join(cwd, "flow.json");
  writeFileSync(file, flow(start("end"), left));
  const { err } = await flowproof(["check", "--fix", "."], { cwd });
  assert.equal(err, "");
  assert.equal(readFileSync(file, "utf8"), flow(start("end"), left));
});

it("a baseline keeps known problems quiet, wherever they move, and lets new ones through", async (test) => {
  const cwd = folder(test);
  const file = join(cwd, "flow.json");
  writeFileSync(file, flow(start("end"), left));
  const written = await flowproof(["check", ".", "--baseline", "known.json", "--update-baseline"], { cwd });
  assert.deepEqual([written.code, written.out], [0, ""]);
  assert.match(written.err, /^known\.json knows 1 problem\n$/);

  writeFileSync(file, flow(left, start("end")));
  const same = await flowproof(["check", ".", "--baseline", "known.json"], { cwd });
  assert.equal(same.code, 0, same.out);
  assert.equal(same.err, "1 known problem in known.json\n");

  writeFileSync(file, flow(left, start("end"), '    { "id": "newer", "type": "end" },'));
  const more = await flowproof(["check", ".", "--baseline", "known.json"], { cwd });
  assert.equal(more.code, 1);
  assert.match(more.out, /"newer"/);
  assert.doesNotMatch(more.out, /"left"/);
});

it("a baseline that is missing or is none is said, with what to do", async (test) => {
  const cwd = folder(test);
  writeFileSync(join(cwd, "flow.json"), flow(start("end")));
  const missing = await flowproof(["check", ".", "--baseline", "known.json"], { cwd });
  assert.deepEqual(
    [missing.code, missing.err],
    [2, "flowproof check: could not read the baseline known.json; --update-baseline writes it\n"],
  );
  writeFileSync(join(cwd, "known.json"), "[]");
  const none = await flowproof(["check", ".", "--baseline", "known.json"], { cwd });
  assert.deepEqual(
    [none.code, none.err],
    [2, "flowproof check: known.json is no baseline; --update-baseline writes one\n"],
  );
  const nowhere = await flowproof(["check", ".", "--update-baseline"], { cwd });
  assert.deepEqual(
    [nowhere.code, nowhere.err],
    [2, "flowproof check: --update-baseline needs --baseline FILE, to say where\n"],
  );
});
