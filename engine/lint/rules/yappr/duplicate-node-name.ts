import type { FlowNode } from "../../../flow/flow.ts";
import { titleOf } from "../../../text/titleOf.ts";
import { unusedNames } from "../../../text/unusedNames.ts";
import type { FlowRule } from "../../rule.ts";

/**
 * ## What it finds
 * Two nodes that call something under one name. A hint where such a node has no name at all.
 * ## Why it matters
 * The result of a call is kept under the name of its node, or under its id where it has no name: of two with one name the
 * later result takes the place of the earlier.
 * ## Example
 * Two nodes with `"name": "Check calendar"`.
 * ## Instead
 * `"name": "Check calendar"` and `"name": "Check calendar again"`.
 */
export const duplicateNodeName: FlowRule = {
  id: "yappr/duplicate-node-name",
  severity: "warning",
  formats: ["yappr-flow"],
  fixable: true,
  check(flow, report) {
    if (flow.format !== "yappr-flow") return;
    const first = new Map<string, FlowNode>();
    let unused: ((wanted: string) => string) | undefined;
    const free = (wanted: string): string => {
      unused ??= unusedNames(
        flow.nodes.map(({ id, name }) => name ?? id),
        " ",
      );
      return unused(wanted);
    };
    for (const node of flow.nodes) {
      if (node.kind !== "tool" || node.id === "" || flow.byId.get(node.id) !== node) continue;
      const name = node.name ?? node.id;
      const path = [...node.path, "name"];
      const before = first.get(name);
      if (!before) first.set(name, node);
      if (!node.name) {
        const title = free(titleOf(node.id) || node.id);
        report(node.idPlace, `"${node.id}" has no name; the result of its call is kept under its id`, {
          severity: "hint",
          fixes: [{ title: `Name it "${title}"`, changes: [{ do: "set", path, value: title, after: "type" }] }],
        });
      } else if (before) {
        const other = free(name);
        report({ path }, `"${before.id}" is named "${name}" too; the later result takes the place of the earlier`, {
          related: [
            {
              place: before.name ? { path: [...before.path, "name"] } : before.idPlace,
              message: `"${before.id}" keeps its result under the same name`,
            },
          ],
          fixes: [{ title: `Change to "${other}"`, changes: [{ do: "set", path, value: other }] }],
        });
      }
    }
  },
};
