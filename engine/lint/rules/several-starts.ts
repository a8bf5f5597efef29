import { type Flow, type FlowNode, nodeTitle } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import { removeNode } from "../../formats/graphEdits.ts";
import type { FlowRule } from "../rule.ts";
import { yapprCode } from "../vendorCode.ts";

/**
 * ## What it finds
 * A second node of type `start`.
 * ## Why it matters
 * A walk begins in one place; hosted systems refuse a flow with two (Yappr: `multiple_starts`; Flowyte: exactly one).
 * ## Example
 * Two nodes with `"type": "start"`.
 * ## Instead
 * Keep one, and lead it to what the other one led to.
 */
export const severalStarts: FlowRule = {
  id: "several-starts",
  severity: "error",
  fixable: true,
  check(flow, report) {
    const [first, ...others] = flow.starts;
    for (const node of others)
      report(
        { path: [...node.path, "type"] },
        `A second start: the walk already begins at ${nodeTitle(first!)}${yapprCode(flow, "multiple_starts")}`,
        { related: [{ place: first!.idPlace, message: "The first start" }], fixes: fixes(flow, node) },
      );
  },
};

/** What led to the start that is taken away leads to where it led; where that is nowhere, there is nothing right to do. */
function fixes(flow: Flow, node: FlowNode): Fix[] {
  if (!flow.nodes.some(({ transitions }) => transitions.some(({ target }) => target?.id === node.id)))
    return [
      {
        title: "Remove this start",
        get changes() {
          return removeNode(flow, node);
        },
      },
    ];
  const target = node.transitions[0]?.target?.id;
  if (target === undefined || target === node.id || !flow.byId.has(target)) return [];
  return [
    {
      title: `Remove this start, and go straight to "${target}"`,
      get changes() {
        return removeNode(flow, node, target);
      },
    },
  ];
}
