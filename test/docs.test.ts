// Every rule's page in docs/rules/ is the doc comment of the rule. `node test/docs.test.ts --update` writes them anew.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { it } from "node:test";
import { ruleIds, rules } from "../engine/index.ts";

const root = resolve(import.meta.dirname, "..");
const folder = join(root, "docs/rules");

/** Pages of what is reported without a rule file of its own. */
const written: Record<string, string> = {
  "json-syntax": `## What it finds
Text that is not JSON: a missing comma, a string that is never closed, a control character. Comments and trailing
commas in files that hosted systems receive are a warning; Flowproof's own files may have them.
## Why it matters
The hosted system refuses the file, or reads another flow than the one that was meant.
## Example
\`{ "id": "ask" "type": "conversation" }\`
## Instead
\`{ "id": "ask", "type": "conversation" }\`

In an editor that checks JSON itself this is left to the editor.`,
  "unsupported-document": `## What it finds
A file whose format Flowproof knows but does not read yet, such as Yappr's newer workflow document.
## Why it matters
Nothing else is said about such a file, and silence must not look like approval.
## Example
\`{ "schema_version": "1", "conversation": { "nodes": [], "edges": [] } }\`
## Instead
Nothing is wrong with the file.`,
  "unknown-rule": `## What it finds
A severity in \`flowproof.json\` for a rule that does not exist.
## Why it matters
It changes nothing: the problem it was written against is still there, or still missing.
## Example
\`"rules": { "unreachable-nodes": "off" }\`
## Instead
\`"rules": { "unreachable-node": "off" }\``,
  schema: `## What it finds
A value that the file's format does not allow: a misspelt type, a missing field, a number where a text belongs. Fields
that a vendor may have added lately are no problem; ones that look like a misspelt known one are a hint.
## Why it matters
The hosted system refuses the file, or ignores what was meant.
## Example
\`{ "id": "ask", "type": "conversaton" }\`
## Instead
\`{ "id": "ask", "type": "conversation" }\``,
};

function page(id: string): string {
  const source = join(root, `engine/lint/rules/${id}.ts`);
  let body = written[id];
  if (body === undefined) {
    const [, comment] = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport const/.exec(readFileSync(source, "utf8")) ?? [];
    assert.ok(comment, `${id}.ts begins its rule with a doc comment`);
    body = comment.replace(/^ \* ?/gm, "").trimEnd();
  }
  for (const heading of ["What it finds", "Why it matters", "Example", "Instead"])
    assert.ok(body.includes(`## ${heading}\n`), `the page of ${id} says: ${heading}`);
  const severity = rules.find((rule) => rule.id === id)?.severity;
  const spaced = body.replace(/^(## .*)\n/gm, "\n$1\n\n").trim();
  return `# ${id}\n\n${severity ? `Severity: ${severity}, where the vendor's own validator does not say otherwise.\n\n` : ""}${spaced}\n`;
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

it("there is no page of a rule that is gone", () => {
  assert.deepEqual(
    readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith(".md") && !ruleIds.includes(name.replace(/\.md$/, ""))),
    [],
  );
});

it("links between the texts lead to files that are there", () => {
  const texts = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "docs/flow-tests.md", "docs/choices.md"];
  for (const text of texts)
    for (const [, link] of readFileSync(join(root, text), "utf8").matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g))
      assert.ok(existsSync(join(root, dirname(text), link!)), `${text} links to ${link}`);
});
