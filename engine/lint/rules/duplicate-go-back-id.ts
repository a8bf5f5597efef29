import type { Path } from "../../text/json.ts";
import { unusedNames } from "../../text/unusedNames.ts";
import { list, own } from "../../text/value.ts";
import type { NodeRule } from "../rule.ts";

/**
 * ## What it finds
 * Two conditions of one global node for going back that have the same id.
 * ## Why it matters
 * voicetest goes by their texts and does not look at the ids; a system that the graph is exported to may keep only one of
 * them, so it is no more than information.
 * ## Example
 * `"go_back_conditions": [{ "id": "done", … }, { "id": "done", … }]`
 * ## Instead
 * `"id": "done"` and `"id": "never-mind"`
 */
export const duplicateGoBackId: NodeRule = {
  id: "duplicate-go-back-id",
  severity: "information",
  formats: ["voicetest-graph"],
  fixable: true,
  checkNode(node, report, { format }) {
    if (!node.global || format !== "voicetest-graph") return;
    const path = [...node.path, "global_node_setting", "go_back_conditions"];
    const first = new Map<string, Path>();
    const conditions = list(own(own(node.value, "global_node_setting"), "go_back_conditions"));
    for (const [i, condition] of conditions.entries()) {
      const id = own(condition, "id");
      if (typeof id !== "string") continue;
      const at = [...path, i, "id"];
      const before = first.get(id);
      if (!before) {
        first.set(id, at);
        continue;
      }
      const ids = conditions.flatMap((each) =>
        typeof own(each, "id") === "string" ? [own(each, "id") as string] : [],
      );
      const free = unusedNames(ids)(id);
      report({ path: at }, `Another way back from "${node.id}" has the id "${id}" already; give this one its own`, {
        related: [{ place: { path: before }, message: `The first "${id}"` }],
        fixes: [{ title: `Change to "${free}"`, safe: true, changes: [{ do: "set", path: at, value: free }] }],
      });
    }
  },
};
