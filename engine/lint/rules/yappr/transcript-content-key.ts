import type { SchemaRule } from "../../rule.ts";

/**
 * ## What it finds
 * An entry of a transcript that says its words under `content` in place of `text`.
 * ## Why it matters
 * Yappr documents `text`. One of its samples has `content`, so Flowproof reads it (Flowproof's choice); whether the hosted
 * flow test does is not documented.
 * ## Example
 * `{ "role": "user", "content": "I want to book" }`
 * ## Instead
 * `{ "role": "user", "text": "I want to book" }`
 */
export const transcriptContentKey: SchemaRule = {
  id: "yappr/transcript-content-key",
  severity: "warning",
  formats: ["yappr-test", "flowtest"],
  fixable: true,
  bySchema: true,
};
