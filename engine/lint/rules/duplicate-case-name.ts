import type { Case } from "../../flowtest/model.ts";
import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * Two cases of one name, where the name means something: others begin after it, or a trace is kept under it.
 * ## Why it matters
 * Which of the two is meant goes by their order in the file, and changes when a case is moved.
 * ## Example
 * `{ "name": "books", "expect": { "trace": "snapshot" } }, { "name": "books", "start_at": "confirm" }`
 * ## Instead
 * `{ "name": "books", "expect": { "trace": "snapshot" } }, { "name": "books at once", "start_at": "confirm" }`
 */
export const duplicateCaseName: TestRule = {
  id: "duplicate-case-name",
  severity: "warning",
  checkTests({ cases }, report) {
    const first = new Map<string, Case>();
    for (const one of cases) {
      const other = first.get(one.name);
      if (!other) {
        first.set(one.name, one);
        continue;
      }
      const keeps = [one, other].some(({ expect }) => expect?.snapshot);
      if (!keeps && !one.isSetup && !other.isSetup) continue;
      const what = keeps ? "whose kept trace is whose goes" : "which of them others begin after goes";
      report(one.place, `Another case is called "${one.name}" as well; ${what} by their order`, {
        related: [{ place: other.place, message: "The other case" }],
      });
    }
  },
};
