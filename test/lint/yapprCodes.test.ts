// The code words of Yappr's hosted save validator: whoever has met one there finds it in a message here. Every word that a
// file alone can show is produced by a fixture.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { lint, read } from "../../engine/index.ts";

/** The words of the vendor's own documentation, with the severity that they have here. */
const shown: Readonly<Record<string, "error" | "warning">> = {
  no_start: "error",
  multiple_starts: "error",
  start_unwired: "error",
  instructions_missing: "error",
  // Only the newest validator demands one.
  transition_description_missing: "warning",
  tool_id_missing: "error",
  integration_id_missing: "error",
  action_invalid: "error",
  success_not_wired: "error",
  transfer_to_missing: "error",
  terminal_not_allowed: "error",
  no_terminal: "error",
  unreachable_node: "error",
  unknown_target_node: "error",
  schema_invalid: "error",
  args_template_missing_required: "error",
  args_template_missing_description: "error",
  args_template_dangling_reference: "error",
  // The words of older servers for an agent whose type and flow do not agree.
  flow_config_required_for_flow_agent: "error",
  flow_config_only_for_flow_agent: "error",
};

/** What Yappr refuses under a word that it does not document (the words are Flowproof's choice). */
const named: readonly string[] = ["global_not_allowed", "global_description_missing"];

/** What only the server can know, and why. */
const serverOnly: Readonly<Record<string, string>> = {
  integration_not_in_company: "which accounts a company has connected stands in no file",
  too_many_extraction_contracts: "what a tool extracts is described in the tool, which is no part of the flow",
};

const here = import.meta.dirname;
const marker = /^\s*\/\/\s*\^+ .*\n/gm;

/** The severities of all problems in fixtures, by the code words in their messages. */
const found = new Map<string, Set<string>>();
for (const name of readdirSync(here, { recursive: true, encoding: "utf8" })) {
  if (!name.endsWith(".json")) continue;
  const document = read(readFileSync(join(here, name), "utf8").replace(marker, ""), name);
  if (!document.format?.id.startsWith("yappr-")) continue;
  for (const { message, severity } of lint(document)) {
    const [, code] = /\(((?:Yappr|Flowproof): \w+)\)$/.exec(message) ?? [];
    if (code !== undefined) found.set(code, (found.get(code) ?? new Set()).add(severity));
  }
}

function severitiesOf(source: string, code: string): string[] {
  return [...(found.get(`${source}: ${code}`) ?? [])];
}

describe("every code word of Yappr's save validator is shown by a fixture", () => {
  for (const [code, severity] of Object.entries(shown))
    it(code, () => assert.deepEqual(severitiesOf("Yappr", code), [severity]));
  for (const code of named)
    it(`${code}, a word of Flowproof's`, () => assert.deepEqual(severitiesOf("Flowproof", code), ["error"]));
});

it("what only the server can know is claimed by no fixture", () => {
  for (const [code, why] of Object.entries(serverOnly))
    assert.deepEqual(severitiesOf("Yappr", code), [], `${code}: ${why}`);
});
