import type { Fix } from "../../flow/problem.ts";
import { own } from "../../text/value.ts";
import type { NodeRule } from "../rule.ts";

/**
 * ## What it finds
 * A node of type `extract` that names no variable to extract.
 * ## Why it matters
 * The model is asked for nothing and nothing is stored, so conditions behind it find no value.
 * ## Example
 * `{ "node_type": "extract", "variables_to_extract": [] }`
 * ## Instead
 * `"variables_to_extract": [{ "name": "plan", "description": "The plan the caller is on" }]`; or, where the node only
 * chooses by equations, `"node_type": "logic"`.
 */
export const extractNothing: NodeRule = {
  id: "extract-nothing",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  checkNode(node, report) {
    if (node.kind !== "extract") return;
    const variables = own(node.value, "variables_to_extract");
    const isNone = variables === undefined || variables === null;
    if (!isNone && !(Array.isArray(variables) && variables.length === 0)) return;
    const type = [...node.path, "node_type"];
    const fixes: Fix[] = [{ title: 'Make it a "logic" node', changes: [{ do: "set", path: type, value: "logic" }] }];
    report(
      isNone ? { path: type } : { path: [...node.path, "variables_to_extract"], part: "key" },
      `Node "${node.id}" extracts nothing: it has no "variables_to_extract"`,
      // What neither extracts nor chooses has no better type among the silent ones.
      { fixes: node.transitions.some(({ handle }) => handle === "equation" || handle === "always") ? fixes : [] },
    );
  },
};
