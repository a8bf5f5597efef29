import { mockAnswer } from "../../simulate/mock.ts";
import { own } from "../../text/value.ts";
import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A mock with both a `result` and an `error`. An `error` that is null, false or empty counts as none, and a `result` that
 * is null beside an error as left out on purpose (Flowproof's choice).
 * ## Why it matters
 * The error wins: the walk takes the way out for errors, and what the result says is never looked at.
 * ## Example
 * `{ "result": { "status": "free" }, "error": "timeout" }`
 * ## Instead
 * `{ "error": "timeout" }`, or `{ "result": { "status": "free" } }`
 */
export const mockBoth: TestRule = {
  id: "mock-both",
  severity: "warning",
  fixable: true,
  checkTests({ cases }, report) {
    for (const { mocks } of cases)
      for (const [key, { entries, place, listed }] of mocks) {
        if (!("path" in place)) continue;
        for (let i = 0; i < entries.length; i++) {
          const result = own(entries[i], "result");
          if (result === undefined || result === null || own(entries[i], "error") === undefined) continue;
          const answer = mockAnswer(entries[i]);
          if (!answer || !("error" in answer)) continue;
          const path = listed ? [...place.path, i] : place.path;
          report(
            { path: [...path, "result"], part: "key" },
            `The mock of "${key}" has an "error" too, and the error wins: this "result" is never used`,
            {
              related: [{ place: { path: [...path, "error"], part: "key" }, message: "The error" }],
              fixes: [
                { title: 'Remove "result"', changes: [{ do: "remove", path: [...path, "result"] }] },
                { title: 'Remove "error"', changes: [{ do: "remove", path: [...path, "error"] }] },
              ],
            },
          );
        }
      }
  },
};
