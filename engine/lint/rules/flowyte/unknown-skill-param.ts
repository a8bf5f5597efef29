import type { Skill } from "../../../simulate/state.ts";
import type { FlowRule } from "../../rule.ts";
import { callsOf, strangeArguments } from "./calls.ts";

/**
 * ## What it finds
 * An argument of a skill node that is not among the parameters which the skill catalogue lists for the skill. A skill for
 * which it lists none by leaving `params` out is not checked. Which file is the catalogue of a playbook is told by the
 * rule `flowyte/unknown-skill`.
 * ## Why it matters
 * The skill never sees the value under a name it does not know; usually the parameter was renamed, or misspelt here.
 * ## Example
 * `"args": { "zipcode": "{zip}" }` where the catalogue has `"params": { "zip": {} }`.
 * ## Instead
 * `"args": { "zip": "{zip}" }`
 */
export const unknownSkillParam: FlowRule = {
  id: "flowyte/unknown-skill-param",
  severity: "warning",
  formats: ["flowyte-playbook"],
  fixable: true,
  check(flow, report, { skills }) {
    for (const call of callsOf(flow, skills)) {
      for (const [name, meant] of strangeArguments(call)) {
        const path = [...call.node.path, "data", "args", name];
        const end = meant === undefined ? parametersOf(call.skill) : `did you mean "${meant}"?`;
        report({ path, part: "key" }, `"${name}" is not a parameter of "${call.skill.tool}"; ${end}`, {
          suggestion: meant,
          fixes: [{ title: "Remove this argument", changes: [{ do: "remove", path }] }],
        });
      }
    }
  },
};

function parametersOf({ params }: Skill): string {
  const names = [...params.keys()].map((name) => `"${name}"`);
  return names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
}
