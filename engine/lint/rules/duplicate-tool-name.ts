import type { Flow } from "../../flow/flow.ts";
import { AROUND, type Spot, useAt } from "../../flow/nameTable.ts";
import type { Change } from "../../text/edit.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A node that declares two tools of one name. Graphs imported from Retell carry all tools of the flow on every node, so the
 * same tool on many nodes is fine, and a pair that stands on several nodes is information, on the first of them: there,
 * nodes may call tools by their ids.
 * ## Why it matters
 * A model calls tools by name: systems that host the graph refuse the second, or call one of the two.
 * ## Example
 * `"tools": [{ "name": "lookup", … }, { "name": "lookup", … }]`
 * ## Instead
 * Rename one of them, or remove it.
 */
export const duplicateToolName: FlowRule = {
  id: "duplicate-tool-name",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report, { graph }) {
    for (const [name, { declares }] of graph.names.tool) {
      if (declares.length < 2) continue;
      const pairs = pairsIn(declares);
      const [first] = pairs;
      if (!first) continue;
      const more = pairs.length - 1;
      const others = more === 0 ? "" : `, and so ${more === 1 ? "does 1 more node" : `do ${more} more nodes`}`;
      report(
        useAt(flow, first[1]).place,
        `Node "${flow.nodes[first[0].node]!.id}" has two tools called "${name}"${others}`,
        {
          ...(more > 0 && { severity: "information" }),
          related: [{ place: useAt(flow, first[0]).place, message: "The first of them" }],
          fixes: [{ title: "Remove the second", changes: pairs.flatMap(([, second]) => removal(flow, second)) }],
        },
      );
    }
  },
};

/** The first two declarations in each node that has two; they come node by node. */
function pairsIn(declares: readonly Spot[]): [Spot, Spot][] {
  const pairs: [Spot, Spot][] = [];
  for (let i = 1; i < declares.length; i++) {
    const [before, spot] = [declares[i - 1]!, declares[i]!];
    if (spot.node !== AROUND && before.node === spot.node && pairs.at(-1)?.[0].node !== spot.node)
      pairs.push([before, spot]);
  }
  return pairs;
}

function removal(flow: Flow, spot: Spot): Change[] {
  const { place } = useAt(flow, spot);
  return "path" in place ? [{ do: "remove", path: place.path.slice(0, -1) }] : [];
}
