import type { Flow } from "../../../flow/flow.ts";
import { remember } from "../../../text/remember.ts";
import { type Meant, meantAmong } from "../../meant.ts";
import { ownMocks } from "../../ownMocks.ts";
import type { TestRule } from "../../rule.ts";
import { byTool } from "./calls.ts";
import { scenariosOf, toolsOf } from "./scenario.ts";

/**
 * ## What it finds
 * A mock in a flow test of a playbook whose key is neither a node of the playbook, nor a skill that it calls, nor one of the
 * skill catalogue that the test names. A mock for a skill which only the catalogue has is no problem: cases may share
 * their mocks.
 * ## Why it matters
 * The mock never answers, and the skill that it was written for has none.
 * ## Example
 * `"mocks": { "find_aera": { "result": {} } }` where the playbook calls `find_area`.
 * ## Instead
 * `"mocks": { "find_area": { "result": {} } }`
 */
export const testUnknownMock: TestRule = {
  id: "flowyte/test-unknown-mock",
  severity: "error",
  fixable: true,
  checkTests(tests, report, { flow, skills }) {
    const catalogue = byTool(skills ?? []);
    for (const { one, playbook } of scenariosOf(tests, flow)) {
      const tools = toolsOf(playbook);
      for (const [key, { place }] of ownMocks(one, tests)) {
        if (playbook.byId.has(key) || tools.has(key) || catalogue.has(key)) continue;
        const right = meantMock(playbook)(key);
        report(
          place,
          `The mock "${key}" is for no skill of the playbook${right === undefined ? "" : `; did you mean "${right}"?`}`,
          {
            suggestion: one.mocks.has(right ?? "") ? undefined : right,
            fixes:
              "path" in place ? [{ title: "Remove this mock", changes: [{ do: "remove", path: place.path }] }] : [],
          },
        );
      }
    }
  },
};

/** The skill, or the node that calls one, which a misspelt mock was most likely for. */
const meantMock = remember((playbook: Flow): Meant => {
  const nodes = playbook.nodes.filter(({ kind }) => kind === "tool").map(({ id }) => id);
  return meantAmong([...new Set([...toolsOf(playbook), ...nodes])]);
});
