import { own } from "../../../text/value.ts";
import type { FlowRule } from "../../rule.ts";

/**
 * ## What it finds
 * A `general_prompt` that is null.
 * ## Why it matters
 * voicetest fails on it as soon as a call has variables, and when snippets are applied (vendor contract). Some of its
 * own importers write it.
 * ## Example
 * `"source_metadata": { "general_prompt": null }`
 * ## Instead
 * `"general_prompt": ""`
 */
export const nullGeneralPrompt: FlowRule = {
  id: "voicetest/null-general-prompt",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report) {
    if (flow.format !== "voicetest-graph") return;
    if (own(own(flow.value, "source_metadata"), "general_prompt") !== null) return;
    const path = [...flow.path, "source_metadata", "general_prompt"];
    report({ path }, 'voicetest fails on a "general_prompt" of null as soon as a call has variables; write ""', {
      fixes: [{ title: 'Change to ""', safe: true, changes: [{ do: "set", path, value: "" }] }],
    });
  },
};
