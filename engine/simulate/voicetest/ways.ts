import { remember } from "../../text/remember.ts";
import type { Option } from "../state.ts";
import { equationText } from "./equations.ts";
import type { Edge, Graph, GraphNode } from "./graph.ts";

/** A way on that is offered to the model. The ways of a node and their options are the same objects every time. */
export interface Way {
  readonly option: Option;
  readonly via: "transition" | "global" | "go back";
  /** The transition, where it is one. */
  readonly edge?: Edge;
}

/**
 * What the model may choose among at a node, in the vendor's order (vendor contract): the node's own transitions but
 * `always`, equations and tool calls included; from a conversation every other global node; and from a global node one
 * way per go-back condition to `originator`, the node it was entered from. A way is named by its target. An upper-case
 * or an unknown target is offered like any other.
 */
export function waysFrom(graph: Graph, node: GraphNode, originator: string | undefined): readonly Way[] {
  const known = entryOf(waysIn(graph), node);
  let ways = known.get(originator);
  if (!ways) {
    ways = [...ownWays(node), ...globalWays(graph, node), ...waysBack(node, originator)];
    known.set(originator, ways);
  }
  return ways;
}

/** The options of a list of ways, made once for each list. */
export const optionsOf: (ways: readonly Way[]) => readonly Option[] = remember((ways) =>
  ways.map(({ option }) => option),
);

type Known = Map<string | undefined, readonly Way[]>;

// By graph, because a node may be shared with a version that has other global nodes.
const waysIn = remember((_: Graph) => new Map<GraphNode, Known>());

function entryOf(known: Map<GraphNode, Known>, node: GraphNode): Known {
  let found = known.get(node);
  if (!found) {
    found = new Map();
    known.set(node, found);
  }
  return found;
}

function* ownWays(node: GraphNode): Iterable<Way> {
  for (const edge of node.edges) {
    const { type, target, value, description } = edge;
    if (type === "always" || target === undefined) continue;
    const words = [value, description].filter((each) => each !== "");
    const label = words[0] ?? (equationText(edge.equation) || target);
    yield { option: { id: target, label, texts: words }, via: "transition", edge };
  }
}

function globalWays(graph: Graph, node: GraphNode): readonly Way[] {
  if (node.type !== "conversation" && node.flowNode.kind !== "unknown") return [];
  return waysToGlobals(graph).filter(({ option }) => option.id !== node.id);
}

const waysToGlobals = remember((graph: Graph) =>
  graph.globals.map(({ id, global }): Way => wayTo(id, global!.condition, "global")),
);

function waysBack(node: GraphNode, originator: string | undefined): readonly Way[] {
  if (!node.global || originator === undefined) return [];
  return node.global.goBack.map((condition) => wayTo(originator, condition, "go back"));
}

function wayTo(id: string, condition: string, via: Way["via"]): Way {
  return { option: { id, label: condition || id, texts: condition === "" ? [] : [condition] }, via };
}
