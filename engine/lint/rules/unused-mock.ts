import type { Flow, FlowNode } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import { type NodeSet, reachableFrom } from "../../flow/reach.ts";
import type { Case } from "../../flowtest/model.ts";
import { graphOf } from "../graph.ts";
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
    const known = new Map<Flow, Tools>();
    // A mock that several cases share is of use when it is to one of them.
    const unused = new Map<Place, Unused>();
    const used = new Set<string>();
    for (const one of cases) {
      const flow = one.flow ?? given;
      const start = flow && startOf(one, flow);
      if (one.mocks.size === 0) continue;
      if (!start || flow.format === "voicetest-graph") {
        for (const { place } of one.mocks.values()) used.add(keyOf(place));
        continue;
      }
      let tools = known.get(flow);
      if (!tools) {
        tools = new Tools(flow);
        known.set(flow, tools);
      }
      const reached = tools.reachedFrom(start);
      for (const [key, { place }] of one.mocks) {
        const called = tools.of(key);
        if (!called || called.some((node) => reached.has(node))) used.add(keyOf(place));
        else unused.set(place, { start, called });
      }
    }
    for (const [place, { start, called }] of unused) {
      if (used.has(keyOf(place))) continue;
      report(place, `No path from "${start.id}" comes to the tool of "${called[0]!.id}", so this mock is never used`, {
        fixes: "path" in place ? [{ title: "Remove this mock", changes: [{ do: "remove", path: place.path }] }] : [],
      });
    }
  },
};

interface Unused {
  readonly start: FlowNode;
  readonly called: readonly FlowNode[];
}

/** Where the walk of a case begins, that of its first setup included; undefined where that is not certain. */
function startOf(one: Case, flow: Flow): FlowNode | undefined {
  const { setup } = one;
  if (setup && "why" in setup) return undefined;
  const { startAt } = setup?.cases[0] ?? one;
  if (startAt) return flow.byId.get(startAt.id);
  return flow.starts.length > 1 ? undefined : flow.starts[0];
}

function keyOf(place: Place): string {
  return JSON.stringify(place);
}

/** The tools of a flow by what a mock can be called, and which of its nodes a walk can come to. */
class Tools {
  private readonly flow: Flow;
  private readonly byKey = new Map<string, FlowNode[]>();
  private readonly reached = new Map<FlowNode, NodeSet>();

  constructor(flow: Flow) {
    this.flow = flow;
    for (const node of flow.nodes) {
      if (node.kind !== "tool") continue;
      this.add(node.id, node);
      if (node.tool !== undefined && node.tool !== node.id) this.add(node.tool, node);
    }
  }

  private add(key: string, node: FlowNode): void {
    const nodes = this.byKey.get(key);
    if (nodes) nodes.push(node);
    else this.byKey.set(key, [node]);
  }

  of(key: string): readonly FlowNode[] | undefined {
    return this.byKey.get(key);
  }

  reachedFrom(start: FlowNode): NodeSet {
    const { flow } = this;
    if (start === flow.starts[0]) return graphOf(flow).reached;
    let reached = this.reached.get(start);
    if (!reached) {
      reached = reachableFrom(flow, [start, ...flow.nodes.filter((node) => node.global)], (id) => meant(flow, id));
      this.reached.set(start, reached);
    }
    return reached;
  }
}
