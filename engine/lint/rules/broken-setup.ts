import { beginning } from "../../flowtest/script.ts";
import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A `setup` after which a case cannot begin: it names no case of the file, it leads back to itself, it stands beside a
 * `start_at`, or its walk comes to an end or breaks off before the case could go on from there.
 * ## Why it matters
 * The case cannot run, so it proves nothing.
 * ## Example
 * `"setup": "wants a tabel"` where the case is called `wants a table`.
 * ## Instead
 * `"setup": "wants a table"`
 */
export const brokenSetup: TestRule = {
  id: "broken-setup",
  severity: "error",
  fixable: true,
  checkTests({ cases }, report, { flow: given, skills }) {
    for (const one of cases) {
      const { setup } = one;
      if (!setup) continue;
      if ("why" in setup) {
        report(setup.place, setup.why, { suggestion: setup.suggestion });
        continue;
      }
      const flow = one.flow ?? given;
      const stuck = flow && beginning(flow, one, skills).stuck;
      if (stuck !== undefined) report(setup.place, stuck);
    }
  },
};
