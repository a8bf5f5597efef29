import type { Flow, FlowNode } from "../../flow/flow.ts";
import { type NodeSet, reachableFrom } from "../../flow/reach.ts";
import { meant } from "../meant.ts";
import type { TestRule } from "../rule.ts";

/**
 * ## What it finds
 * A mock for a tool that no path from where the case begins comes to, whatever the caller says. A tool that this case
 * merely goes past is no problem.
 * ## Why it matters
 * It does no harm, but it looks as if the case tested something that it cannot test.
 * ## Example
 * `"start_at": "confirm", "mocks": { "check-table": { "result": {} } }`, where nothing leads back from `confirm`.
 * ## Instead
 * Leave the mock out, or begin earlier.
 */
export const unusedMock: TestRule = {
  id: "unused-mock",
  severity: "hint",
  fixable: true,
  checkTests({ cases }, report, { flow: given }) {
    const known = new Map<FlowNode, NodeSet>();
    for (const one of cases) {
      const flow = one.flow ?? given;
      if (!flow || one.mocks.size === 0 || flow.format === "voicetest-graph") continue;
      const start = one.startAt ? flow.byId.get(one.startAt.id) : flow.starts[0];
      if (!start || (!one.startAt && flow.starts.length > 1)) continue;
      let reached = known.get(start);
      if (!reached) {
        reached = reachableFrom(flow, [start, ...flow.nodes.filter((node) => node.global)], (id) => meant(flow, id));
        known.set(start, reached);
      }
      for (const [key, { place }] of one.mocks) {
        const tools = toolsOf(flow, key);
        if (tools.length === 0 || tools.some((node) => reached.has(node))) continue;
        report(place, `No path from "${start.id}" comes to the tool of "${tools[0]!.id}", so this mock is never used`, {
          fixes: "path" in place ? [{ title: "Remove this mock", changes: [{ do: "remove", path: place.path }] }] : [],
        });
      }
    }
  },
};

function toolsOf(flow: Flow, key: string): FlowNode[] {
  return flow.nodes.filter((node) => node.kind === "tool" && (node.id === key || node.tool === key));
}
