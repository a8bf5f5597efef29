import type { Path } from "../../../text/json.ts";
import { list, own, text } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * Two skills of one name in a skill catalogue.
 * ## Why it matters
 * Playbooks call a skill by its name, so only one can be meant; Flowproof takes the first, and what the second says about
 * parameters and confirmation is lost (Flowproof's choice).
 * ## Example
 * `{ "skills": [{ "tool": "find_area" }, { "tool": "find_area", "confirm": true }] }`
 * ## Instead
 * `{ "skills": [{ "tool": "find_area", "confirm": true }] }`
 */
export const duplicateSkill: BodyRule = {
  id: "flowyte/duplicate-skill",
  severity: "error",
  formats: ["flowyte-skills"],
  fixable: true,
  checkBody(body, report, path) {
    const first = new Map<string, Path>();
    list(own(body, "skills")).forEach((skill, i) => {
      const tool = text(own(skill, "tool"));
      if (!tool) return; // reported by the schema
      const at = [...path, "skills", i];
      const place = { path: [...at, "tool"] };
      const before = first.get(tool);
      if (!before) first.set(tool, place.path);
      else
        report(place, `A second skill is called "${tool}"; only the first of them counts`, {
          related: [{ place: { path: before }, message: `The first "${tool}"` }],
          fixes: [{ title: "Remove this skill", changes: [{ do: "remove", path: at }] }],
        });
    });
  },
};
