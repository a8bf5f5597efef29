import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * Two nodes with one id.
 * ## Why it matters
 * A transition to that id can mean either; what the caller gets is left to chance, or one of the nodes is lost.
 * ## Example
 * Two nodes with `"id": "confirm"`.
 * ## Instead
 * Give the second an id of its own and lead the transitions that mean it there.
 */
export const duplicateNodeId: FlowRule = {
  id: "duplicate-node-id",
  severity: "error",
  check(flow, report) {
    for (const { id, place, first } of flow.duplicates)
      report(
        place,
        flow.format === "voicetest-graph"
          ? `A second node has the id "${id}"; only the last of them is kept when the file is read`
          : `A second node has the id "${id}"; transitions to it could mean either`,
        { related: [{ place: first, message: `The first "${id}"` }] },
      );
  },
};
