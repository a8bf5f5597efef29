import type { FlowRule } from "../rule.ts";
import { yapprCode } from "../vendorCode.ts";

/**
 * ## What it finds
 * A flow without a node where a walk could begin: no node of type `start`, or no entry named.
 * ## Why it matters
 * The call is answered and nothing happens; hosted systems refuse to save such a flow (Yappr: `no_start`).
 * ## Example
 * `{ "nodes": [{ "id": "ask", "type": "conversation", … }] }`
 * ## Instead
 * Add `{ "id": "start", "type": "start", "next_step_id": "ask" }`
 */
export const noStart: FlowRule = {
  id: "no-start",
  severity: "error",
  check(flow, report) {
    if (flow.starts.length > 0 || flow.entry) return; // an entry that names no node is unknown-target's
    if (flow.nodes.length === 0) return; // an empty flow is the schema's
    const place = { path: [...flow.path, "nodes"], part: "key" as const };
    report(
      place,
      flow.format === "voicetest-graph"
        ? 'No start: the graph has no "entry_node_id"'
        : `No start: none of the ${flow.nodes.length} nodes has the type "start"${yapprCode(flow, "no_start")}`,
    );
  },
};
