// `flowproof test --coverage`, as a process of its own.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { areas, support } from "../engine/flowtest/flows.ts";
import { flowproof, folder } from "./flowproof.ts";

/** A folder with two flows and a case for each; of the playbook's branch one way is walked, of the graph's choices one. */
function project(test: Parameters<typeof folder>[0]): string {
  const path = folder(test);
  const write = (name: string, value: unknown) => writeFileSync(join(path, name), JSON.stringify(value, null, 2));
  write("areas.json", areas);
  write("areas.flowtest.json", {
    flow: "areas.json",
    cases: [
      {
        name: "served",
        turns: ["02139"],
        mocks: { k: { result: { data: { name: "Cambridge" }, covered: true } } },
      },
    ],
  });
  write("inline.flowtest.json", {
    agent_graph: support,
    cases: [{ name: "bye", turns: [{ user: "bye", take: "bye" }], expect: { outcome: "ended" } }],
  });
  return path;
}

it("prints a table and writes LCOV, Cobertura and a page into the folder, and nothing else", async (test) => {
  const cwd = project(test);
  const { code, out } = await flowproof(["test", "--coverage"], { cwd });
  assert.equal(code, 0);
  assert.match(out, /^Coverage +nodes +transitions +conditions$/m);
  assert.match(out, /^areas.json +85.7% 6\/7 +71.4% 5\/7 +50% 1\/2$/m);
  assert.match(out, /^inline.flowtest.json#\/agent_graph +50% 2\/4 +25% 1\/4 +0% 0\/2$/m);
  assert.match(out, /^ {2}areas.json:\d+:\d+ +"b": false → n$/m);
  assert.deepEqual(readdirSync(join(cwd, "coverage")).toSorted(), ["cobertura.xml", "index.html", "lcov.info"]);
  assert.match(readFileSync(join(cwd, "coverage", "index.html"), "utf8"), /areas\.json/);
  const lcov = readFileSync(join(cwd, "coverage", "lcov.info"), "utf8");
  assert.deepEqual(
    [...lcov.matchAll(/^SF:(.*)$/gm)].map(([, file]) => file),
    ["areas.json", "inline.flowtest.json"],
  );
  assert.match(lcov, /^FNDA:0,n$/m);
  const cobertura = readFileSync(join(cwd, "coverage", "cobertura.xml"), "utf8");
  assert.match(cobertura, /<class name="areas.json" filename="areas.json"/);
});

it("writes where it is told to, and adds coverage to the JSON report", async (test) => {
  const cwd = project(test);
  const { out } = await flowproof(["test", "--coverage-dir", "out/cov", "--reporter", "json", "areas.flowtest.json"], {
    cwd,
  });
  assert.ok(existsSync(join(cwd, "out", "cov", "lcov.info")));
  assert.ok(!existsSync(join(cwd, "coverage")));
  const { coverage } = JSON.parse(out);
  assert.equal(coverage.length, 1);
  const [{ flow, nodes, transitions, missed }] = coverage;
  assert.equal(flow, "areas.json");
  assert.deepEqual(nodes, { total: 7, reachable: 7, covered: 6 });
  assert.deepEqual(transitions, { total: 7, reachable: 7, covered: 5 });
  assert.deepEqual(
    missed.map(({ kind, node, transition, condition }: Record<string, string>) => [
      kind,
      node,
      transition ?? condition,
    ]),
    [
      ["transition", "b", "false → n"],
      ["condition", "b", "{ok} == true is false"],
      ["node", "n", undefined],
      ["transition", "n", "success → e"],
    ],
  );
});

it("a gate that is not met is exit code 1, and says which flow misses what; it writes nothing", async (test) => {
  const cwd = project(test);
  const met = await flowproof(["test", "--min-nodes", "85", "areas.flowtest.json"], { cwd });
  assert.equal(met.code, 0, met.err);
  const { code, err } = await flowproof(["test", "--min-nodes", "86", "--min-transitions", "20"], { cwd });
  assert.equal(code, 1);
  assert.equal(
    err,
    'flowproof: areas.json: cases cover 85.7% of the nodes, expected 86%; missed: "n"\n' +
      'flowproof: inline.flowtest.json#/agent_graph: cases cover 50% of the nodes, expected 86%; missed: "plan", "vip"\n',
  );
  assert.ok(!existsSync(join(cwd, "coverage")));
  const strange = await flowproof(["test", "--min-nodes", "lots"], { cwd });
  assert.equal(strange.code, 2);
  assert.match(strange.err, /--min-nodes is "lots"; expected a whole number from 0 to 100/);
});

it("parts of a run are merged, and only then meet a gate", async (test) => {
  const cwd = project(test);
  const part = (index: number) => {
    const reporter = `json=part${index}.json`;
    return flowproof(["test", "--coverage", "--shard", `${index}/2`, "--reporter", reporter], { cwd });
  };
  await part(1);
  await part(2);
  const merge = (...more: string[]) => flowproof(["merge-reports", "part1.json", "part2.json", ...more], { cwd });
  const { code, out } = await merge("--min-nodes", "50");
  assert.equal(code, 0);
  assert.match(out, /^areas.json +85.7% 6\/7 +71.4% 5\/7 +50% 1\/2$/m);
  assert.match(out, /^all +72.7% 8\/11/m);
  const failed = await merge("--min-nodes", "60");
  assert.equal(failed.code, 1);
  assert.match(
    failed.err,
    /^flowproof: inline.flowtest.json#\/agent_graph: cases cover 50% of the nodes, expected 60%/,
  );
  const refused = await flowproof(["test", "--shard", "1/2", "--min-nodes", "50"], { cwd });
  assert.equal(refused.code, 2);
  assert.match(refused.err, /give --min-nodes and --min-transitions to merge-reports/);
});

it("without being asked for there is no coverage", async (test) => {
  const cwd = project(test);
  const { out } = await flowproof(["test", "--reporter", "json"], { cwd });
  assert.equal(JSON.parse(out).coverage, undefined);
  assert.ok(!existsSync(join(cwd, "coverage")));
});
