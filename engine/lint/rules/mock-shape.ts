import type { SchemaRule } from "../rule.ts";

/**
 * ## What it finds
 * A mock that has neither `result` nor `error`: usually what the tool answers, written without the `result` around it.
 * ## Why it matters
 * It counts as no mock at all, so the walk stops at the tool.
 * ## Example
 * `"mocks": { "check-table": { "status": "free" } }`
 * ## Instead
 * `"mocks": { "check-table": { "result": { "status": "free" } } }`
 */
export const mockShape: SchemaRule = {
  id: "mock-shape",
  severity: "error",
  formats: ["yappr-test", "flowtest"],
  fixable: true,
  bySchema: true,
  fixes(_, path) {
    return [{ title: 'Wrap it in "result"', changes: [{ do: "wrap", path, key: "result" }] }];
  },
};
