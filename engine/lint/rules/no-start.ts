import type { Flow, FlowNode } from "../../flow/flow.ts";
import type { Fix } from "../../flow/problem.ts";
import { graphEdits } from "../../formats/graphEdits.ts";
import { nearest } from "../../text/nearest.ts";
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
  fixable: true,
  check(flow, report) {
    if (flow.starts.length > 0 || flow.entry) return; // an entry that names no node is unknown-target's
    if (flow.nodes.length === 0) return; // an empty flow is the schema's
    const place = { path: [...flow.path, "nodes"], part: "key" as const };
    report(
      place,
      flow.format === "voicetest-graph"
        ? 'No start: the graph has no "entry_node_id"'
        : `No start: none of the ${flow.nodes.length} nodes has the type "start"${yapprCode(flow, "no_start")}`,
      { fixes: fixes(flow) },
    );
  },
};

function fixes(flow: Flow): Fix[] {
  const isTyped = flow.format !== "voicetest-graph";
  const misspelt = isTyped
    ? flow.nodes.find(({ kind, type }) => kind === "unknown" && nearest(type, ["start"]) !== undefined)
    : undefined;
  if (misspelt)
    return [
      {
        title: `Make "${misspelt.id}" the start`,
        changes: [{ do: "set", path: [...misspelt.path, "type"], value: "start" }],
      },
    ];
  const first = firstOf(flow);
  if (!first) return [];
  return [
    {
      title: isTyped ? `Add a start node that leads to "${first.id}"` : `Begin at "${first.id}"`,
      get changes() {
        return graphEdits(flow.format).begin(flow, first);
      },
    },
  ];
}

/** Where a walk was most likely to begin: the first node that none leads to, else the first of all. */
function firstOf(flow: Flow): FlowNode | undefined {
  const targets = new Set(flow.nodes.flatMap(({ transitions }) => transitions.map(({ target }) => target?.id)));
  const named = flow.nodes.filter((node) => flow.byId.get(node.id) === node && node.kind !== "post-call");
  return named.find(({ id, ends, global }) => !targets.has(id) && !ends && !global) ?? named[0];
}
