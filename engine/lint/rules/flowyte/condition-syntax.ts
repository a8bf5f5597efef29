import type { FlowNode } from "../../../flow/flow.ts";
import type { Fix, Place } from "../../../flow/problem.ts";
import { conditionOf } from "../../../simulate/flowyte/condition.ts";
import type { ConditionProblem } from "../../../simulate/flowyte/expression.ts";
import { own } from "../../../text/value.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A branch condition that cannot be read, at the place where reading stops; and, as a warning, a `!` before a comparison,
 * which denies all of it.
 * ## Why it matters
 * A walk that comes to it stops. Flowyte does not document what a condition may say; what can be read, and what it means,
 * is Flowproof's choice.
 * ## Example
 * `"condition": "{status} === available"`
 * ## Instead
 * `"condition": "{status} == 'available'"`
 */
export const conditionSyntax: NodeRule = {
  id: "flowyte/condition-syntax",
  severity: "error",
  formats: ["flowyte-playbook"],
  fixable: true,
  checkNode(node, report, { format }) {
    if (format !== "flowyte-playbook" || node.kind !== "logic") return;
    const written = conditionIn(node);
    if (written === undefined) return;
    const { error, doubts } = conditionOf(written);
    if (error && isWritten(error, written))
      report(placeOf(error, node), error.message, { fixes: fixesOf(error, node) });
    for (const doubt of doubts) report(placeOf(doubt, node), doubt.message, { severity: "warning" });
  },
};

/** The condition, unless it is missing, blank or of another type: all that is the schema's. */
function conditionIn(node: FlowNode): string | object | undefined {
  const written = own(own(node.value, "data"), "condition");
  if (typeof written === "string") return written.trim() === "" ? undefined : written;
  return typeof written === "object" && written !== null && !Array.isArray(written) ? written : undefined;
}

/** That a member is missing, or no text, is the schema's. */
function isWritten({ member }: ConditionProblem, written: string | object): boolean {
  return member === undefined || typeof own(written, member) === "string";
}

function placeOf({ start, end, member }: ConditionProblem, node: FlowNode): Place {
  const path = [...node.path, "data", "condition"];
  if (member !== undefined) return { path: [...path, member] };
  // What is missing is shown at the character before.
  return { path, part: { start: start === end ? Math.max(0, start - 1) : start, end } };
}

/** What would be right, unless reading stops at the same place again. */
function fixesOf({ start, end, member, right }: ConditionProblem, node: FlowNode): Fix[] {
  if (!right) return [];
  const path = [...node.path, "data", "condition"];
  if (member !== undefined)
    return [
      {
        title: `Change to "${right.text}"`,
        safe: true,
        changes: [{ do: "set", path: [...path, member], value: right.text }],
      },
    ];
  const written = own(own(node.value, "data"), "condition") as string;
  const after = conditionOf(written.slice(0, right.start) + right.text + written.slice(right.end)).error;
  if (after && after.start <= start) return [];
  const title =
    right.start === right.end
      ? `Add ${right.text}`
      : right.text === ""
        ? `Remove "${written.slice(right.start, right.end)}"`
        : quoted.test(right.text)
          ? `Put it in quotes: ${right.text}`
          : `Change to "${right.text}"`;
  // Another way to write what is there; whether a word was to be text in quotes, its author knows.
  const safe = !after && right.start === start && right.end === end && /^(?:[=!<>]+|and|or|not)$/.test(right.text);
  const span = { start: right.start, end: right.end };
  return [{ title, safe, changes: [{ do: "text", path, span, text: right.text }] }];
}

const quoted = /^'.*'$/s;
