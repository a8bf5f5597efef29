import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { errs, fails, passes, saysGoodbye, writeTests } from "./booking.ts";
import { flowproof, folder } from "./flowproof.ts";

const timeless = (out: string): string =>
  out
    .replace(/"duration_ms":[\d.]+/g, "")
    .replace(/time="[\d.]+"/g, "")
    .replace(/[\d.]+ ms/g, "");

async function writeShards(cwd: string, count: number, ...args: string[]): Promise<void> {
  const all = Array.from({ length: count }, (_, i) => i + 1);
  await Promise.all(
    all.map((i) =>
      flowproof(["test", "--shard", `${i}/${count}`, "--reporter", `json=parts/${i}.json`, ...args], { cwd }),
    ),
  );
}

it("the reports of all parts make the report of the whole", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, {
    a: [passes("one", { tags: ["smoke"] }), fails("two"), passes("three")],
    b: [errs("four"), passes("__proto__"), passes("constructor")],
    graph: [saysGoodbye("seven")],
  });
  await writeShards(cwd, 3, "--coverage");
  for (const reporter of ["pretty", "json", "junit", "github", "html"]) {
    const whole = await flowproof(["test", "--coverage", "--reporter", reporter], { cwd });
    // Named in no order: they are parts.
    const merged = await flowproof(
      ["merge-reports", "parts/3.json", "parts/1.json", "parts/2.json", "--reporter", reporter],
      { cwd },
    );
    assert.equal(merged.err, "");
    assert.equal(timeless(merged.out), timeless(whole.out), reporter);
    assert.equal(merged.code, 1);
  }
});

it("parts that ran in random order are told in the order of the files", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one"), passes("two"), passes("three")], b: [passes("four"), passes("five")] });
  await writeShards(cwd, 2, "--random");
  const { out } = await flowproof(["merge-reports", "parts"], { cwd });
  const names = [...out.matchAll(/✓ (\w+)/g)].map(([, name]) => name);
  assert.deepEqual(names, ["one", "two", "three", "four", "five"]);
});

it("where nothing failed the merged run succeeds, even with more machines than cases", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one"), passes("two")] });
  await writeShards(cwd, 3);
  const { code, out, err } = await flowproof(["merge-reports", "parts"], { cwd });
  assert.equal(err, "");
  assert.match(out, /^2 cases: 2 passed$/m);
  assert.equal(code, 0);
});

it("reports of whole runs are joined in the order given", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one")], b: [fails("two")] });
  for (const name of ["a", "b"])
    await flowproof(["test", `${name}.flowtest.json`, "--reporter", `json=${name}.report.json`], { cwd });
  const { code, out } = await flowproof(["merge-reports", "b.report.json", "a.report.json"], { cwd });
  assert.ok(out.indexOf("two") < out.indexOf("one"), out);
  assert.equal(code, 1);
});

it("says why reports cannot be merged, and does not pass", async (test) => {
  const cwd = folder(test);
  writeTests(cwd, { a: [passes("one"), passes("two"), passes("three")] });
  await writeShards(cwd, 3);
  await flowproof(["test", "--reporter", "json=whole.json"], { cwd });
  await flowproof(["test", "--shard", "2/3", "--grep", "t", "--reporter", "json=other.json"], { cwd });
  await flowproof(["test", "--shard", "1/2", "--reporter", "json=half.json"], { cwd });
  await flowproof(["test", "--shard", "2/3", "--reporter", "json=again.json"], { cwd });
  writeFileSync(join(cwd, "broken.json"), '{"version": 1, "cases": [{"id": 1}]}');
  writeFileSync(join(cwd, "empty.json"), "");
  const says = async (files: string[], expected: string): Promise<void> => {
    const { code, out, err } = await flowproof(["merge-reports", ...files], { cwd });
    assert.equal(err, `flowproof merge-reports: ${expected}\n`);
    assert.equal(out, "");
    assert.equal(code, 2);
  };
  const [one, two, three] = ["parts/1.json", "parts/2.json", "parts/3.json"] as const;
  await says([], "say which reports to merge");
  await says([one, three], "the report of part 2 of 3 is missing");
  await says([one, two, "again.json", three], "parts/2.json and again.json are both part 2 of 3");
  await says([one, "half.json"], "parts/1.json is part 1 of 3 and half.json is part 1 of 2; they are not of one run");
  await says([one, "whole.json"], "whole.json is a whole run and parts/1.json is part 1 of 3; they are not of one run");
  await says(
    [one, "other.json", three],
    "parts/1.json is a part of 3 cases and other.json of 2; they are not of one run",
  );
  await says(
    ["whole.json", "parts/../whole.json", "half.json"],
    "whole.json is a whole run and half.json is part 1 of 2; they are not of one run",
  );
  for (const file of ["broken.json", "empty.json", "flow.json"])
    await says([file], `${file} is no report; flowproof test --reporter json=FILE writes them`);
  await says(["none.json"], 'there is no file or folder "none.json"');
});
