import type { TestRule } from "../../rule.ts";
import { scenariosOf } from "./scenario.ts";

/**
 * ## What it finds
 * Characters in the `dtmf` of a turn that are on no keypad: anything but 0 to 9, * and #. Blanks and hyphens, which part
 * groups of keys for the eye, are a hint.
 * ## Why it matters
 * The walk leaves them out (Flowproof's choice), so another value is pressed than the one that is written.
 * ## Example
 * `{ "dtmf": "0213g" }`
 * ## Instead
 * `{ "dtmf": "02139" }`
 */
export const testDtmfChars: TestRule = {
  id: "flowyte/test-dtmf-chars",
  severity: "warning",
  fixable: true,
  checkTests(tests, report, { flow }) {
    for (const { one } of scenariosOf(tests, flow)) {
      for (const [i, { dtmf }] of one.turns.entries()) {
        const place = one.turnPlaces?.[i];
        if (dtmf === undefined || !place || !("path" in place)) continue;
        const strange = dtmf.search(/[^0-9*#]/);
        if (strange < 0) continue;
        const pressed = dtmf.replace(/[^0-9*#]/g, "");
        const grouped = /^[0-9*# -]*$/.test(dtmf) && pressed !== "";
        const path = [...place.path, "dtmf"];
        report(
          { path },
          pressed === ""
            ? `"${dtmf}" holds no key of 0 to 9, * and #`
            : `"${String.fromCodePoint(dtmf.codePointAt(strange)!)}" is no key; only "${pressed}" is pressed`,
          {
            ...(grouped && { severity: "hint" as const }),
            fixes:
              pressed === ""
                ? []
                : [
                    {
                      title: `Keep the keys "${pressed}"`,
                      safe: grouped,
                      changes: [{ do: "set", path, value: pressed }],
                    },
                  ],
          },
        );
      }
    }
  },
};
