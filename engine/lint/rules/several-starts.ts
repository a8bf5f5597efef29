import { nodeTitle } from "../../flow/flow.ts";
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
  check(flow, report) {
    const [first, ...others] = flow.starts;
    for (const node of others)
      report(
        { path: [...node.path, "type"] },
        `A second start: the walk already begins at ${nodeTitle(first!)}${yapprCode(flow, "multiple_starts")}`,
        { related: [{ place: first!.idPlace, message: "The first start" }] },
      );
  },
};
