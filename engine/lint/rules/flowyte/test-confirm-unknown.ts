import { type Meant, meantAmong } from "../../meant.ts";
import type { TestRule } from "../../rule.ts";
import { byTool } from "./calls.ts";
import { scenariosOf, toolsOf } from "./scenario.ts";

/**
 * ## What it finds
 * A tool in the `confirm` list of a flow test that the playbook does not call and that is not in the skill catalogue which
 * the test names.
 * ## Why it matters
 * The walk asks for no confirmation there, so the case shows something else than it was written to show.
 * ## Example
 * `"confirm": ["create_reqest"]` where the playbook calls `create_request`.
 * ## Instead
 * `"confirm": ["create_request"]`
 */
export const testConfirmUnknown: TestRule = {
  id: "flowyte/test-confirm-unknown",
  severity: "warning",
  fixable: true,
  checkTests(tests, report, { flow, skills }) {
    const catalogue = byTool(skills ?? []);
    for (const { one, playbook } of scenariosOf(tests, flow)) {
      const tools = toolsOf(playbook);
      let meant: Meant | undefined;
      for (const [i, tool] of one.confirm.entries()) {
        const place = one.confirmPlaces?.[i];
        if (!place || tools.has(tool) || catalogue.has(tool)) continue;
        const ofNode = playbook.byId.get(tool)?.tool;
        meant ??= meantAmong([...tools, ...catalogue.keys()].filter((each) => !one.confirm.includes(each)));
        const right = ofNode ?? meant(tool);
        const what = ofNode ? 'a node; "confirm" names what it calls' : "not a skill of the playbook";
        report(place, `"${tool}" is ${what}${right === undefined ? "" : `; did you mean "${right}"?`}`, {
          suggestion: right,
          fixes: "path" in place ? [{ title: "Remove this tool", changes: [{ do: "remove", path: place.path }] }] : [],
        });
      }
    }
  },
};
