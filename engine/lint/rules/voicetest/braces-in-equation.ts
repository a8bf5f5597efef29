import { list, own } from "../../../text/value.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * `{{…}}` around a whole side of an equation.
 * ## Why it matters
 * An equation names variables without braces. With them the left side is a variable that is never set, so nothing but
 * `not_exist` holds of it, and that always; the right side is compared as the text that it is (vendor contract).
 * Equations of Retell are written with braces.
 * ## Example
 * `{ "left": "{{plan}}", "operator": "==", "right": "premium" }`
 * ## Instead
 * `{ "left": "plan", "operator": "==", "right": "premium" }`
 */
export const bracesInEquation: NodeRule = {
  id: "voicetest/braces-in-equation",
  severity: "error",
  formats: ["voicetest-graph"],
  fixable: true,
  checkNode(node, report, { format }) {
    if (format !== "voicetest-graph") return;
    const transitions = list(own(node.value, "transitions"));
    for (let i = 0; i < transitions.length; i++) {
      const condition = own(transitions[i], "condition");
      if (own(condition, "type") !== "equation") continue;
      const clauses = list(own(condition, "equations"));
      for (let j = 0; j < clauses.length; j++)
        for (const side of sides) {
          const written = own(clauses[j], side);
          const name = typeof written === "string" && written.includes("{{") ? inBraces.exec(written)?.[1] : undefined;
          if (name === undefined || (side === "right" && asksOnly(clauses[j]))) continue;
          report(
            { path: [...node.path, "transitions", i, "condition", "equations", j, side] },
            side === "left"
              ? `No variable is called "${written}", so this is never set; an equation names it without braces: "${name}"`
              : `This compares with the text "${written}"; an equation names a variable without braces: "${name}"`,
            { suggestion: name, severity: side === "left" ? "error" : "warning" },
          );
        }
    }
  },
};

const sides = ["left", "right"] as const;

function asksOnly(clause: unknown): boolean {
  const operator = own(clause, "operator");
  return operator === "exists" || operator === "not_exist";
}

const inBraces = /^\s*\{\{\s*([^{}\s](?:[^{}]{0,200}[^{}\s])?)\s*\}\}\s*$/u;
