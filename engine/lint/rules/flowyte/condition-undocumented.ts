import { own } from "../../../text/value.ts";
import type { FlowRule } from "../../rule.ts";

/**
 * ## What it finds
 * The first branch of a playbook that has a condition, once in a file.
 * ## Why it matters
 * Flowyte does not document what a branch's condition may say. The key `condition`, the language of its expressions and
 * what they mean are Flowproof's choice: flow tests go by it, and a live call may not.
 * ## Example
 * `"condition": "{covered} == true"`
 * ## Instead
 * Nothing is wrong. Switch the rule off when you know how your conditions are read.
 */
export const conditionUndocumented: FlowRule = {
  id: "flowyte/condition-undocumented",
  severity: "information",
  formats: ["flowyte-playbook"],
  check(flow, report) {
    if (flow.format !== "flowyte-playbook") return;
    const first = flow.nodes.find((node) => node.kind === "logic" && own(own(node.value, "data"), "condition"));
    if (first)
      report(
        { path: [...first.path, "data", "condition"] },
        "Flowyte does not document what a condition may say; how it is read here is Flowproof's choice",
      );
  },
};
