import { nodeTitle } from "../../flow/flow.ts";
import { own } from "../../text/value.ts";
import type { NodeRule } from "../rule.ts";

/**
 * ## What it finds
 * A global node of a voicetest graph whose condition is blank. In a Yappr flow a missing description is the business of
 * the schema.
 * ## Why it matters
 * A model decides by that text when to jump there, from every conversation. Without it the node is entered by guess, or
 * never.
 * ## Example
 * `"global_node_setting": { "condition": "" }`
 * ## Instead
 * `"global_node_setting": { "condition": "The caller asks for a person" }`
 */
export const globalWithoutCondition: NodeRule = {
  id: "global-without-condition",
  severity: "warning",
  formats: ["voicetest-graph"],
  checkNode(node, report, { format }) {
    if (!node.global || format !== "voicetest-graph") return;
    const condition = own(own(node.value, "global_node_setting"), "condition");
    if (typeof condition !== "string" || condition.trim() !== "") return;
    report(
      { path: [...node.path, "global_node_setting", "condition"] },
      `Global node ${nodeTitle(node)} has no condition, so a model can only guess when to go there; say what the caller wants then`,
    );
  },
};
