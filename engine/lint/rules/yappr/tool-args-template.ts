import { object, own } from "../../../text/value.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * Arguments in the `args_template` of a `tool_call`. An empty one is passed over, for nothing is lost with it.
 * ## Why it matters
 * Yappr drops the field on save and says nothing: older flows have it, but now the tool itself says which arguments to
 * send and which to extract. What is written here never reaches the tool.
 * ## Example
 * `"type": "tool_call", "tool_id": "…", "args_template": { "start_time": "{{requested_start}}" }`
 * ## Instead
 * Describe `start_time` among the `extraction_parameters` of the tool, and remove it here.
 */
export const toolArgsTemplate: NodeRule = {
  id: "yappr/tool-args-template",
  severity: "warning",
  formats: ["yappr-flow"],
  fixable: true,
  checkNode({ type, value, path: at }, report) {
    if (type !== "tool_call") return;
    const template = own(value, "args_template");
    if (template === undefined || template === null) return;
    if (object(template) && Object.keys(template).length === 0) return;
    const path = [...at, "args_template"];
    report(
      { path, part: "key" },
      `Yappr drops "args_template" from a tool_call on save; its arguments are described in the tool itself`,
      { fixes: [{ title: `Remove "args_template"`, changes: [{ do: "remove", path }] }] },
    );
  },
};
