import { typeOf } from "../../../formats/voicetest/nodeType.ts";
import { object } from "../../../text/value.ts";
import type { SchemaRule } from "../../rule.ts";

/**
 * ## What it finds
 * A node without a `node_type`, or with one that the engine does not know.
 * ## Why it matters
 * The engine refuses the whole graph. Graphs written before nodes had types have none; the engine's own migration tells
 * the type from the transitions, and so does the fix.
 * ## Example
 * `"hello": { "id": "hello", "state_prompt": "Greet the caller", "transitions": [] }`
 * ## Instead
 * `"hello": { "id": "hello", "state_prompt": "Greet the caller", "node_type": "conversation", "transitions": [] }`
 */
export const nodeType: SchemaRule = {
  id: "voicetest/node-type",
  severity: "error",
  formats: ["voicetest-graph"],
  fixable: true,
  bySchema: true,
  fixes(value, path, missing) {
    const node = object(value);
    if (missing !== "node_type" || !node) return [];
    const type = typeOf(node);
    const change = { do: "set" as const, path: [...path, "node_type"], value: type, after: "state_prompt" };
    return [{ title: `Add "node_type": "${type}"`, safe: true, changes: [change] }];
  },
};
