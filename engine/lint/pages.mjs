// Gathers the manual pages of the rules, at build time: each is the doc comment of its rule. writePages() makes
// pages.generated.js and its .d.ts of them, so that the editor and the command can show what docs/rules/ says.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "rules");

/** The headings of every page. */
export const headings = ["What it finds", "Why it matters", "Example", "Instead"];

/** Pages of what is reported without a rule file of its own. */
const written = {
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
The hosted system refuses the file, or ignores what was meant. Yappr's own words for it are \`schema_invalid\`,
\`instructions_missing\`, \`transition_description_missing\`, \`tool_id_missing\`, \`integration_id_missing\`, \`action_invalid\` and
\`transfer_to_missing\`; they stand in the message.
## Example
\`{ "id": "ask", "type": "conversaton" }\`
## Instead
\`{ "id": "ask", "type": "conversation" }\``,
};

/** The pages of all rules by id, as Markdown below a title; throws on a rule without one. */
export function pages() {
  const found = new Map(Object.entries(written));
  for (const file of readdirSync(folder, { recursive: true }).map(String)) {
    if (!file.endsWith(".ts")) continue;
    const id = file.replaceAll("\\", "/").replace(/\.ts$/, "");
    const source = readFileSync(join(folder, file), "utf8");
    const [, comment] = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport const/.exec(source) ?? [];
    if (!comment?.includes(`## ${headings[0]}`)) continue; // a list, or something shared
    found.set(id, comment.replace(/^ \* ?/gm, "").trimEnd());
  }
  for (const [id, page] of found)
    for (const heading of headings)
      if (!page.includes(`## ${heading}\n`)) throw new Error(`The page of ${id} does not say: ${heading}`);
  return found;
}

/** Writes the generated module. */
export function writePages() {
  const all = Object.fromEntries([...pages()].sort(([a], [b]) => (a < b ? -1 : 1)));
  const code = `export const pages = ${JSON.stringify(all, null, 1)};\n`;
  const output = resolve(here, "pages.generated.js");
  if (read(output) === code) return;
  writeFileSync(output, code);
  writeFileSync(resolve(here, "pages.generated.d.ts"), "export const pages: Readonly<Record<string, string>>;\n");
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
