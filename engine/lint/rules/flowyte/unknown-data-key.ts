import type { FlowNode } from "../../../flow/flow.ts";
import { type NodeType, nodeType, nodeTypes } from "../../../formats/flowyte/nodeTypes.ts";
import { nearest } from "../../../text/nearest.ts";
import { type Json, object, own } from "../../../text/value.ts";
import type { NodeRule, Report } from "../../rule.ts";
import { standsFor } from "./said.ts";

/**
 * ## What it finds
 * A key in a node's `data` that looks like a misspelt one, or that means something only in nodes of another type. Other
 * keys that Flowproof does not know are no problem: `data` is open, and may hold what a canvas keeps there (Flowproof's
 * choice).
 * ## Why it matters
 * Flowyte stores such a key and does nothing with it: the keypad stays off, the line is not said.
 * ## Example
 * `"data": { "slot": "zip", "prompt": "Your zip?", "allowDtmf": true }`
 * ## Instead
 * `"data": { "slot": "zip", "prompt": "Your zip?", "allow_dtmf": true }`
 */
export const unknownDataKey: NodeRule = {
  id: "flowyte/unknown-data-key",
  severity: "hint",
  formats: ["flowyte-playbook"],
  fixable: true,
  checkNode(node, report) {
    const known = nodeType(node.type);
    const data = known && object(own(node.value, "data"));
    if (!data) return;
    for (const key in data) if (!known.data.includes(key)) unknown(node, known, data, key, report);
  },
};

function unknown(
  node: FlowNode,
  { type, data: keys, required }: NodeType,
  data: Json,
  key: string,
  report: Report,
): void {
  const absent = keys.filter((each) => !Object.hasOwn(data, each));
  const missing = absent.filter((each) => required.includes(each));
  // What is missing and may have been meant by this key is said by the rule `flowyte/missing-data`.
  if (nearest(key, missing) !== undefined || missing.some((each) => standsFor(key, each))) return;
  const meant = nearest(key, absent) ?? absent.find((each) => standsFor(key, each));
  const owner = ownerOf(key);
  if (meant === undefined && owner === undefined) return;
  const end = meant === undefined ? `it belongs to a ${owner} node` : `did you mean "${meant}"?`;
  report(
    { path: [...node.path, "data", key], part: "key" },
    `"${key}" is not a known field of ${type === "end" ? "an" : "a"} ${type} node, and does nothing here; ${end}`,
    { suggestion: meant },
  );
}

/** The type whose nodes know a key. */
function ownerOf(key: string): string | undefined {
  return nodeTypes.find(({ data }) => data.includes(key))?.type;
}
