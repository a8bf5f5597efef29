import type { Flow, Near } from "../../flow/flow.ts";
import type { NameTable } from "../../flow/nameTable.ts";
import type { Fix } from "../../flow/problem.ts";
import type { FlowRule } from "../rule.ts";
import { sayable } from "../sayable.ts";

/**
 * ## What it finds
 * What looks like a placeholder and is none: a name in another dialect's braces, or with characters that no name has. In a
 * playbook that is `{{zip}}`, because doubled braces are said as single ones (Flowproof's choice), and `{zip-code}` where
 * there is a variable `zip_code`. In a voicetest graph it is `{{user-name}}`, `{{lead.name}}`, and `{zip}` where there is a
 * variable `zip`. Braces that hold anything else are left alone: prompts show JSON and code.
 * ## Why it matters
 * It stays in the text as it is written: the caller hears the braces' content, or the model has to guess.
 * ## Example
 * `"state_prompt": "Greet {{user-name}}"`
 * ## Instead
 * `"state_prompt": "Greet {{user_name}}"`
 */
export const nearPlaceholder: FlowRule = {
  id: "near-placeholder",
  severity: "information",
  formats: ["flowyte-playbook", "voicetest-graph"],
  fixable: true,
  check(flow, report, { graph }) {
    const look = (near: Near): void => {
      if (near.why !== "braces" && near.why !== "characters") return;
      const found =
        near.why === "braces" ? inOtherBraces(flow, near, graph.names) : otherwiseSpelt(flow, near, graph.names);
      if (!found) return;
      const { path, part } = near.place;
      const fixes: Fix[] =
        found.right === undefined
          ? []
          : [{ title: `Change to ${found.right}`, changes: [{ do: "text", path, span: part, text: found.right }] }];
      report(near.place, found.message, { fixes });
    };
    for (const node of flow.nodes) if (node.near && node.near.length > 0) node.near.forEach(look);
    flow.near?.forEach(look);
  },
};

interface Found {
  readonly message: string;
  readonly right?: string;
}

/** `{{zip}}` for `{zip}`, or the other way about. */
function inOtherBraces(flow: Flow, { name, braces }: Near, { variable }: NameTable): Found | undefined {
  const right = braces.join(name);
  if (flow.format === "flowyte-playbook")
    return {
      message: `Flowproof reads doubled braces as braces to be said, so this is no placeholder; ${right} would be one`,
      right,
    };
  const uses = variable.get(name);
  if (!uses || uses.binds.length + uses.declares.length === 0) return undefined;
  return { message: `{${name}} stays as it is written; the variable "${name}" is written ${right}`, right };
}

/** `{{user-name}}`, which is certainly no name where it has dots or dashes, and with blanks if it is nearly one. */
function otherwiseSpelt(flow: Flow, { of, name, braces }: Near, { variable, snippet }: NameTable): Found | undefined {
  const names = of === "snippet" ? snippet : variable;
  const isKnown = (each: string): boolean => {
    const uses = names.get(each);
    return uses !== undefined && uses.binds.length + uses.declares.length > 0;
  };
  // A name that is given like this is to be changed where it is given, and the rule `bad-name` says so.
  if (isKnown(name)) return undefined;
  const better = sayable(flow.format, name);
  const shown = braces.join(name);
  const what = of === "snippet" ? "snippet" : "variable";
  if (better !== undefined && isKnown(better)) {
    const right = braces.join(better);
    return { message: `${shown} stays as it is written; the ${what} "${better}" is written ${right}`, right };
  }
  if (of === "snippet" || flow.format === "flowyte-playbook" || name.includes(" ")) return undefined;
  return { message: `${shown} stays as it is written: a variable's name has only letters, digits and _ in it` };
}
