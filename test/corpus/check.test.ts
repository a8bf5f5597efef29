import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { mutations, survive } from "../fuzz/survive.ts";
import { corpus, realFiles } from "./corpus.ts";

const files = realFiles();
const bin = resolve(import.meta.dirname, "../../engine/bin/flowproof.js");

/** What the files of each folder are recognised as; what is not here is left alone. */
const known: Record<string, (name: string) => string | null> = {
  yappr: () => "yappr-flow",
  agentgraph: () => "voicetest-graph",
  // One of them is a suite of another tool's, with cases of its own kind.
  tests: (name) => (name.includes("Mahip777") ? null : "voicetest-tests"),
};

interface Report {
  files: { path: string; format: string | null; problems: { severity: string; message: string }[] }[];
}

function check(...args: string[]): { report: Report; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, "check", "--format", "json", ...args], {
    cwd: corpus,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  assert.equal(stderr, "");
  return { report: JSON.parse(stdout) as Report, status };
}

it("raises no error on real flows", () => {
  const { report, status } = check("yappr", "agentgraph");
  assert.equal(report.files.length, 3);
  assert.deepEqual(
    report.files.flatMap(({ problems }) => problems.filter(({ severity }) => severity === "error")),
    [],
  );
  assert.equal(status, 0);
});

it("recognises what it knows and leaves the rest alone", () => {
  const { report } = check(...files.map(({ name }) => name));
  assert.equal(report.files.length, files.length);
  const wrong = report.files.filter(({ path, format, problems }) => {
    const expected = known[path.split("/")[0]!]?.(path) ?? null;
    return format !== expected || (format === null && problems.length > 0);
  });
  assert.deepEqual(
    wrong.map(({ path, format, problems }) => `${path} is taken for ${format}, ${problems.length} problems`),
    [],
  );
});

it("a folder shows only what is recognised", () => {
  const { report } = check(join(corpus, "vapi"), join(corpus, "bland"), join(corpus, "retell-flow"));
  assert.deepEqual(report.files, []);
});

describe("any change of a real file is survived", { timeout: 600_000 }, () => {
  for (const { name, text } of files)
    it(name, () => {
      survive(text, name);
      // The large ones cost more and show no more.
      fc.assert(
        fc.property(mutations(text), (mutated) => void survive(mutated, name)),
        {
          numRuns: text.length > 100_000 ? 20 : 80,
        },
      );
    });
});
