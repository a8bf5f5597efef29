import type { FlowNode } from "../../../flow/flow.ts";
import { argumentsOf } from "../../../formats/yappr/actions.ts";
import type { Path } from "../../../text/json.ts";
import { nearest } from "../../../text/nearest.ts";
import { type Json, object, own } from "../../../text/value.ts";
import type { NodeRule, Report } from "../../rule.ts";
import { yapprCode } from "../../vendorCode.ts";

/**
 * ## What it finds
 * An `integration_call` whose `args_template` lacks an argument that its action needs, or that leaves an argument to be
 * extracted by the model without a `description` of what it is.
 * ## Why it matters
 * Yappr refuses to save it (`args_template_missing_required`, `args_template_missing_description`).
 * ## Example
 * `"action": "send_email", "args_template": { "to": { "mode": "ai_extract" }, "subject": "Your booking" }`
 * ## Instead
 * `"to": { "mode": "ai_extract", "description": "The caller's e-mail address" }`, and a `body` besides.
 */
export const argsTemplate: NodeRule = {
  id: "yappr/args-template",
  severity: "error",
  formats: ["yappr-flow"],
  fixable: true,
  checkNode(node, report, flow) {
    if (node.type !== "integration_call") return;
    const action = own(node.value, "action");
    const needed = typeof action === "string" ? argumentsOf(action) : undefined;
    const written = own(node.value, "args_template");
    // Anything but an object is the schema's.
    if (written !== undefined && written !== null && !object(written)) return;
    const template = object(written);
    if (needed)
      missing(node, needed, template, String(action), report, yapprCode(flow, "args_template_missing_required"));
    for (const name of Object.keys(template ?? {}))
      if (own(own(template, name), "mode") === "ai_extract")
        undescribed(
          node,
          name,
          own(template, name),
          needed?.get(name),
          report,
          yapprCode(flow, "args_template_missing_description"),
        );
  },
};

function missing(
  node: FlowNode,
  needed: ReadonlyMap<string, string>,
  template: Json | undefined,
  action: string,
  report: Report,
  code: string,
): void {
  const isThere = (name: string): boolean => {
    const value = own(template, name);
    return value !== undefined && value !== null;
  };
  const absent = new Set([...needed.keys()].filter((name) => !isThere(name)));
  if (absent.size === 0) return;
  const path = [...node.path, "args_template"];
  for (const name of Object.keys(template ?? {})) {
    const right = needed.has(name) ? undefined : nearest(name, absent);
    if (right === undefined) continue;
    absent.delete(right);
    const place = { path: [...path, name], part: "key" } as const;
    report(place, `"${action}" needs "${right}" and has "${name}"; did you mean "${right}"?${code}`, {
      suggestion: right,
    });
  }
  if (absent.size === 0) return;
  const names = listed([...absent]);
  const added = Object.fromEntries(
    [...absent].map((name) => [name, { mode: "ai_extract", description: needed.get(name) }]),
  );
  report(
    template ? { path, part: "key" } : { path: [...node.path, "action"] },
    `"${action}" needs the argument${absent.size > 1 ? "s" : ""} ${names} in "args_template"${code}`,
    {
      fixes: [
        {
          title: `Let the model extract ${names}`,
          changes: template
            ? Object.entries(added).map(([name, value]) => ({ do: "set", path: [...path, name], value }))
            : [{ do: "set", path, value: added, after: "action" }],
        },
      ],
    },
  );
}

function undescribed(
  node: FlowNode,
  name: string,
  argument: unknown,
  known: string | undefined,
  report: Report,
  code: string,
): void {
  const description = own(argument, "description");
  const isThere = typeof description === "string";
  if (isThere ? description.trim() !== "" : description !== undefined && description !== null) return;
  const path: Path = [...node.path, "args_template", name];
  const place = isThere ? { path: [...path, "description"] } : ({ path, part: "key" } as const);
  report(place, `"${name}" is to be extracted by the model, but no "description" says what it is${code}`, {
    fixes: known
      ? [
          {
            title: `Describe it as "${known}"`,
            changes: [{ do: "set", path: [...path, "description"], value: known, after: "mode" }],
          },
        ]
      : [],
  });
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}` : quoted.join("");
}
