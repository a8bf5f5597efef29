import { type Exit, type Flow, type FlowNode, nodeTitle } from "../../flow/flow.ts";
import { openExits } from "../../flow/openExits.ts";
import type { Fix } from "../../flow/problem.ts";
import { graphEdits } from "../../formats/graphEdits.ts";
import { unusedNames } from "../../text/unusedNames.ts";
import type { FlowRule } from "../rule.ts";
import { yapprCode } from "../vendorCode.ts";

/**
 * ## What it finds
 * A node with a way out that leads nowhere because nothing is connected to it.
 * ## Why it matters
 * The conversation stops there: the caller waits, and nothing comes. How bad it is depends on the way out: one that
 * every call takes is an error, one that a vendor ends politely is a hint. Yappr's own words are `start_unwired`,
 * `success_not_wired` and, for a node without any way out, `terminal_not_allowed`.
 * ## Example
 * A tool node without `success_next_step_id`; a branch with nothing on `true`.
 * ## Instead
 * Connect it, to an `end` node if the conversation is over there.
 */
export const deadEnd: FlowRule = {
  id: "dead-end",
  severity: "error",
  fixable: true,
  check(flow, report) {
    let ends: readonly FlowNode[] | undefined;
    for (const node of flow.nodes)
      for (const exit of openExits(node)) {
        ends ??= flow.nodes.filter((each) => each.kind === "end" && flow.byId.get(each.id) === each);
        const way = exit.any ? "no transition" : `no transition on "${exit.handle}"`;
        report(
          node.idPlace,
          `Node ${nodeTitle(node)} has ${way}: ${exit.consequence}${yapprCode(flow, exit.vendorCode)}`,
          { severity: exit.severity, fixes: connections(flow, node, exit, ends) },
        );
      }
  },
};

/** How many nodes are offered. */
const MOST = 3;

/**
 * Leads the way out to the one end there is, or offers the next node and the ends, for want of them a new one. A start leads
 * to the next node before all else (Flowproof's choice).
 */
function connections(flow: Flow, node: FlowNode, exit: Exit, ends: readonly FlowNode[]): Fix[] {
  const isObvious = ends.length === 1 && node.kind !== "start";
  const targets = new Set(isObvious ? ends : [...nextOf(flow, node), ...ends]);
  const { connect, newNode, addNode } = graphEdits(flow.format);
  const what = exit.any ? "it" : `"${exit.handle}"`;
  const fixes = [...targets].slice(0, MOST).map(
    ({ id }): Fix => ({
      title: `Connect ${what} to "${id}"`,
      get changes() {
        return connect(flow, node, exit.handle, id);
      },
    }),
  );
  if (ends.length > 0) return fixes;
  const id = unusedNames(flow.byId.keys())("end");
  const toNewEnd: Fix = {
    title: `Connect ${what} to a new end node`,
    get changes() {
      return [...connect(flow, node, exit.handle, id), ...addNode(flow, id, newNode("end", id, node), node)];
    },
  };
  return [...fixes, toNewEnd];
}

/** The node behind another in the list, where a walk may go on there. */
function nextOf(flow: Flow, { index }: FlowNode): FlowNode[] {
  const next = flow.nodes[index + 1];
  const isTarget = next && next.kind !== "start" && next.kind !== "post-call" && flow.byId.get(next.id) === next;
  return isTarget ? [next] : [];
}
