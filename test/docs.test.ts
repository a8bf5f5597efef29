// Every rule's page in docs/rules/ is the doc comment of the rule. `node test/docs.test.ts --update` writes them anew.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { it } from "node:test";
import { reportable, ruleFacts, ruleIds } from "../engine/index.ts";
import { pages } from "../engine/lint/pages.mjs";

const root = resolve(import.meta.dirname, "..");
const folder = join(root, "docs/rules");

const all: ReadonlyMap<string, string> = pages();

function page(id: string): string {
  const body = all.get(id);
  assert.ok(body !== undefined, `${id} begins with a doc comment`);
  const spaced = body.replace(/^(## .*)\n/gm, "\n$1\n\n").trim();
  return `# ${id}\n\n${ruleFacts(reportable.find((one) => one.id === id)!)}\n\n${spaced}\n`;
}

if (process.argv.includes("--update"))
  for (const id of ruleIds) {
    mkdirSync(dirname(join(folder, `${id}.md`)), { recursive: true });
    writeFileSync(join(folder, `${id}.md`), page(id));
  }

it("every rule has its page, and the page is the rule's doc comment", () => {
  for (const id of ruleIds) {
    const file = join(folder, `${id}.md`);
    assert.ok(existsSync(file), `docs/rules/${id}.md is missing; node test/docs.test.ts --update writes it`);
    assert.equal(readFileSync(file, "utf8"), page(id), `docs/rules/${id}.md is stale; node test/docs.test.ts --update`);
  }
});

it("whoever looks for a vendor's own code word finds the page on which it is explained", () => {
  const words = new Set<string>();
  for (const file of readdirSync(join(root, "engine"), { recursive: true }).map(String)) {
    if (!/^(lint|formats)\//.test(file) || !/\.(ts|json)$/.test(file)) continue;
    const source = readFileSync(join(root, "engine", file), "utf8");
    for (const [, , word] of source.matchAll(/("x-vendor-code": |vendorCode: |yapprCode\(\w+, )"([a-z_]+)"/g))
      words.add(word!);
  }
  assert.ok(words.size > 10, `only ${[...words]} are known`);
  const texts = [...all.values()].join("\n");
  assert.deepEqual(
    [...words].filter((word) => !texts.includes(`\`${word}\``)),
    [],
  );
});

it("there is no page of a rule that is gone", () => {
  assert.deepEqual(
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith(".md") && !ruleIds.includes(name.replace(/\.md$/, ""))),
    [],
  );
});

it("links between the texts lead to files that are there", () => {
  const texts = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "docs/command-line.md",
    "docs/flow-tests.md",
    "docs/choices.md",
    "docs/false-alarms.md",
  ];
  for (const text of texts)
    for (const [, link] of readFileSync(join(root, text), "utf8").matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g))
      assert.ok(existsSync(join(root, dirname(text), link!)), `${text} links to ${link}`);
});
