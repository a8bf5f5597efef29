import type { FlowNode } from "../../flow/flow.ts";
import { pathText } from "../../flow/paths.ts";
import { roundTrip } from "../../flow/roundTrip.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A circle of nodes that calls come to and never leave: every transition in it leads to another node of it. A circle with
 * a transition that leads nowhere is left to the rule about that transition, one in which no caller is heard to
 * `cycle-without-turn`, and where no end is reached at all `no-end` says so (Flowproof's choice). A jump to a global node
 * that leads to an end is a way out of every circle in which the caller is heard.
 * ## Why it matters
 * The agent goes on asking until the caller gives up.
 * ## Example
 * `ask-date` leads to `check-date`, which leads only back to `ask-date`.
 * ## Instead
 * A transition from one of them to an `end`, or to somebody who can help.
 */
export const cycleWithoutExit: FlowRule = {
  id: "cycle-without-exit",
  severity: "warning",
  formats: ["yappr-flow", "flowyte-playbook"],
  check(flow, report, { graph, skills }) {
    if (flow.format === "voicetest-graph" || flow.starts.length === 0 || graph.isEndless) return;
    for (const positions of graph.traps) {
      const circle = positions.map((index) => flow.nodes[index]!);
      const hears = ({ waits, tool }: FlowNode): boolean =>
        waits || (tool !== undefined && !!skills?.some((skill) => skill.confirm && skill.tool === tool));
      if (!circle.some(hears)) continue;
      const first = circle[0]!;
      const path = graph.pathTo(first);
      const comes = path && path.length > 1 ? `a call that comes there (${pathText(path)})` : "a call that comes there";
      report(
        first.idPlace,
        circle.length === 1
          ? `"${first.id}" leads only to itself: ${comes} never ends`
          : `${pathText(roundTrip(flow, circle))} has no way out: ${comes} never ends`,
        {
          related: circle
            .slice(1, 1 + MOST_RELATED)
            .map(({ id, idPlace }) => ({ place: idPlace, message: `"${id}" is part of the circle` })),
        },
      );
    }
  },
};

const MOST_RELATED = 20;
