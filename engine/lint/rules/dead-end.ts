import { nodeTitle } from "../../flow/flow.ts";
import type { FlowRule } from "../rule.ts";
import { yapprCode } from "../vendorCode.ts";

/**
 * ## What it finds
 * A node with a way out that leads nowhere because nothing is connected to it.
 * ## Why it matters
 * The conversation stops there: the caller waits, and nothing comes. How bad it is depends on the way out: one that
 * every call takes is an error, one that a vendor ends politely is a hint.
 * ## Example
 * A tool node without `success_next_step_id`; a branch with nothing on `true`.
 * ## Instead
 * Connect it, to an `end` node if the conversation is over there.
 */
export const deadEnd: FlowRule = {
  id: "dead-end",
  severity: "error",
  check(flow, report) {
    for (const node of flow.nodes)
      for (const exit of node.exits) {
        const connected = node.transitions.some((t) => exit.any || t.handle === exit.handle);
        if (connected) continue;
        const way = exit.any ? "no transition" : `no transition on "${exit.handle}"`;
        report(
          node.idPlace,
          `Node ${nodeTitle(node)} has ${way}: ${exit.consequence}${yapprCode(flow, exit.vendorCode)}`,
          {
            severity: exit.severity,
          },
        );
      }
  },
};
