// docs/false-alarms.md lists what is said about real files. `node test/corpus/falseAlarms.test.ts --update` writes its table
// anew; a rule that appears there for the first time needs a line that defends it.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { it } from "node:test";
import { lint, read } from "../../engine/index.ts";
import { realFiles } from "./corpus.ts";

const page = resolve(import.meta.dirname, "../../docs/false-alarms.md");
const header = "| --- | --- | --- | --- |\n";

/** One row for each kind of problem that a file has, in the order in which they are met. */
function rows(): string[] {
  return realFiles().flatMap(({ name, text }) => {
    const counts = new Map<string, number>();
    const failed = (rule: string, error: unknown): void => assert.fail(`${rule} fails on ${name}: ${error}`);
    for (const { severity, rule } of lint(read(text, name), { failed })) {
      const kind = `${severity} | [\`${rule}\`](rules/${rule}.md)`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return [...counts].map(([kind, count]) => `| ${name} | ${kind} | ${count} |`);
  });
}

it("says exactly what is found in real files, and defends every rule that is", () => {
  const found = rows();
  const written = readFileSync(page, "utf8");
  const at = written.indexOf(header) + header.length;
  const table = `${found.join("\n")}\n`;
  if (process.argv.includes("--update")) writeFileSync(page, written.slice(0, at) + table);
  else assert.equal(written.slice(at), table, "node test/corpus/falseAlarms.test.ts --update writes it");
  for (const row of found) {
    const rule = /\[`([^`]+)`\]/.exec(row)![1]!;
    assert.ok(written.slice(0, at).includes(`\`${rule}\`**`), `${rule} is found in real files, and nothing defends it`);
    assert.ok(!row.includes("| error |"), row);
  }
});
