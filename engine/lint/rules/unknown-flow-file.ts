import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A flow test whose `flow` or `skills` names a file that is not there, or that holds no flow or no skills.
 * ## Why it matters
 * Its cases cannot run, so they prove nothing.
 * ## Example
 * `"flow": "./bookings.json"` where the file is called `booking.json`.
 * ## Instead
 * `"flow": "./booking.json"`, relative to the test file.
 */
export const unknownFlowFile: TestRule = {
  id: "unknown-flow-file",
  severity: "error",
  fixable: true,
  checkTests(tests, report, { unreadable, meant }) {
    for (const named of [tests.flow, tests.skills]) {
      if (!named || !("file" in named)) continue;
      const why = unreadable.get(named.file);
      if (why !== undefined) report(named.place, why, { suggestion: meant?.get(named.file) });
    }
  },
};
