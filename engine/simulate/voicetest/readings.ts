import { remember } from "../../text/remember.ts";
import { allIds, globals, missedNode, type Reading, type Readings, start } from "../reading.ts";
import type { VoicetestOwn } from "../walks/voicetest.ts";
import { type GraphNode, graphOf } from "./graph.ts";
import { placeholders } from "./template.ts";

/**
 * A walk of a voicetest graph: its entry, the global nodes that a conversation offers, the snippets in what the agent is
 * told, and which of the caller's values some node extracts.
 */
export const readings: Readings = {
  *facts(flow) {
    const graph = graphOf(flow);
    yield [start, flow.entry?.id];
    yield [globals, graph.globals.map(({ id, global }) => [id, global!.condition])];
    for (const [name, text] of graph.snippets) yield [`snippet ${name}`, text];
    for (const name of graph.extracted) yield [`extracts ${name}`, true];
  },

  *read(flow, state, { startAt }) {
    const { nodes } = graphOf(flow);
    if (startAt === undefined) yield start;
    // A choice that leads to no node is told among the problems; see `cannotBeEntered`.
    if (state.problems.length > 0 || missedNode(state)) yield allIds;
    for (const { step_id, kind } of state.trace) {
      const node = nodes.get(step_id);
      if (node && kind === "speak") for (const name of snippetsIn(node)) yield name;
      if (node && kind === "enter" && state.turns > 0 && talks(node)) yield globals;
    }
    const { given } = state.own as VoicetestOwn; // made by this dialect's walk, and by nobody else
    for (const name of given.keys()) yield `extracts ${name}`;
  },
};

const snippetsIn = remember(({ prompt }: GraphNode): readonly Reading[] =>
  placeholders(prompt).flatMap(({ kind, name }) => (kind === "snippet" ? `snippet ${name}` : [])),
);

function talks({ type, flowNode }: GraphNode): boolean {
  return type === "conversation" || flowNode.kind === "unknown";
}
