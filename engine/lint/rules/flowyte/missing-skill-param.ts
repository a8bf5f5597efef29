import type { Flow } from "../../../flow/flow.ts";
import type { Fix } from "../../../flow/problem.ts";
import { own } from "../../../text/value.ts";
import type { FlowRule } from "../../rule.ts";
import { type Call, callsOf, strangeArguments } from "./calls.ts";

/**
 * ## What it finds
 * A skill node that does not give a parameter which the skill catalogue says is required. Which file is the catalogue of a
 * playbook is told by the rule `flowyte/unknown-skill`.
 * ## Why it matters
 * The skill is not called: the walk leaves by `needs_input` each time it comes here, or stops (Flowproof's choice, for the
 * vendor does not document it).
 * ## Example
 * `"data": { "tool": "find_area", "args": {} }` where the catalogue has `"zip": { "required": true }`.
 * ## Instead
 * `"data": { "tool": "find_area", "args": { "zip": "{zip}" } }`
 */
export const missingSkillParam: FlowRule = {
  id: "flowyte/missing-skill-param",
  severity: "warning",
  formats: ["flowyte-playbook"],
  fixable: true,
  check(flow, report, { skills }) {
    let bound: ReadonlySet<string> | undefined;
    for (const call of callsOf(flow, skills)) {
      const missing = missingIn(call);
      if (missing.length === 0) continue;
      bound ??= boundIn(flow);
      const data = [...call.node.path, "data"];
      const written = own(own(call.node.value, "data"), "args") !== undefined;
      for (const name of missing)
        report(
          written ? { path: [...data, "args"], part: "key" } : { path: [...data, "tool"] },
          `"${call.skill.tool}" requires "${name}", which is not among the "args" of "${call.node.id}"`,
          { fixes: bound.has(name) ? [filled(data, name, written)] : [] },
        );
    }
  },
};

/** The required parameters that a call does not give, but for those that a misspelt argument was meant to give. */
function missingIn(call: Call): string[] {
  const { skill, args } = call;
  if (!args) return []; // no object: reported by the schema
  const missing: string[] = [];
  for (const [name, { required }] of skill.params) if (required && !Object.hasOwn(args, name)) missing.push(name);
  if (missing.length === 0) return missing;
  const meant = new Set(strangeArguments(call).values());
  return missing.filter((name) => !meant.has(name));
}

function boundIn(flow: Flow): ReadonlySet<string> {
  return new Set(flow.nodes.flatMap(({ binds }) => binds));
}

/** The parameter filled from the variable that has its name. */
function filled(data: readonly (string | number)[], name: string, written: boolean): Fix {
  const value = `{${name}}`;
  return {
    title: `Add "${name}": "${value}"`,
    changes: [
      written
        ? { do: "set", path: [...data, "args", name], value }
        : { do: "set", path: [...data, "args"], value: Object.fromEntries([[name, value]]), after: "tool" },
    ],
  };
}
