import { nodeTitle } from "../../flow/flow.ts";
import { useAt } from "../../flow/nameTable.ts";
import { pathText } from "../../flow/paths.ts";
import { byName } from "../byName.ts";
import { capped } from "../capped.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A variable that is read before anything can have bound it: the flow binds it somewhere, but on no path from the start
 * to here. A collect binds its slot on `success` only, a skill its outputs; an extract node is taken to find what it looks
 * for (Flowproof's choice). What is read in a general prompt or a snippet stands in no place of the walk and is left out,
 * and so is a condition that only asks whether there is a value.
 * ## Why it matters
 * The caller hears a gap, or the placeholder itself. In a voicetest graph a call may bring the variable along, so there it
 * is only information; Flowyte says nothing against it either, so it is never an error.
 * ## Example
 * A message `We serve {area}.` right after the start, where the skill that puts out `area` comes later.
 * ## Instead
 * Say it behind the skill, or ask for the value first.
 */
export const variableBeforeBind: FlowRule = {
  id: "variable-before-bind",
  severity: "warning",
  formats: ["flowyte-playbook", "voicetest-graph"],
  check(flow, report, { graph, brought }) {
    for (const [name, arrivals] of byName(graph.bindings.reads, (arrival) => !arrival.with)) {
      if (brought?.has(name)) continue;
      const binders = graph.names.variable.get(name)!.binds.slice(0, 3);
      for (const { one, more } of capped(arrivals)) {
        const node = flow.nodes[one.spot.node]!;
        const path = graph.pathTo(node);
        if (!path) continue;
        report(
          useAt(flow, one.spot).place,
          path.length === 1
            ? `Nothing binds "${name}" before ${nodeTitle(node)} reads it, because there every walk begins${more}`
            : `No path from the start binds "${name}" before ${nodeTitle(node)} reads it: ${pathText(path)}${more}`,
          {
            severity: flow.open ? "information" : "warning",
            related: binders.map((spot) => ({
              place: useAt(flow, spot).place,
              message:
                spot.node === node.index
                  ? `"${node.id}" binds "${name}" when it is left`
                  : `"${flow.nodes[spot.node]!.id}" binds "${name}", and no path leads from it to "${node.id}"`,
            })),
          },
        );
      }
    }
  },
};
