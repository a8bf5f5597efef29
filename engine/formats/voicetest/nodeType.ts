import type { NodeKind } from "../../flow/flow.ts";
import { type Json, list, own, text } from "../../text/value.ts";

/** The node types, and what each of them is across vendors. */
export const nodeTypes: ReadonlyMap<string, NodeKind> = new Map([
  ["conversation", "conversation"],
  ["logic", "logic"],
  ["extract", "extract"],
  ["end", "end"],
  ["transfer", "transfer"],
  ["function", "tool"],
]);

/**
 * A node's type as written. Where none is, what the vendor's migration of older graphs fills in (vendor contract): only
 * equations, with or without `always`, make a node silent, and what else it does tells which kind.
 */
export function typeOf(node: Json): string {
  if (own(node, "node_type") !== undefined) return text(own(node, "node_type")) ?? "";
  const conditions = list(own(node, "transitions")).map((transition) => own(own(transition, "condition"), "type"));
  const silent =
    conditions.includes("equation") && conditions.every((type) => type === "equation" || type === "always");
  if (!silent) return "conversation";
  return list(own(node, "variables_to_extract")).length > 0 ? "extract" : "logic";
}
