import type { FlowNode } from "../../flow/flow.ts";
import { remember } from "../../text/remember.ts";
import type { Limits } from "../limits.ts";
import { alwaysOf } from "./dispatch.ts";
import { type Edge, type Graph, type GraphNode, graphOf } from "./graph.ts";
import { pyStrip } from "./pyText.ts";

/** What a walk of a graph never does (vendor contract, as its walk has it). */
export const limits: Limits = {
  refusal: () => undefined,

  *closed(flow, { id }) {
    const graph = graphOf(flow);
    const node = graph.nodes.get(id);
    if (!node) return;
    const always = alwaysOf(node);
    const unheard = whyUnheard(graph, node, always);
    const chosen = firstByTarget(node);
    for (const edge of node.edges) {
      const why =
        edge.type === "always" ? closedAlways(edge, always) : (unheard(edge) ?? closedChoice(graph, edge, chosen));
      if (why !== undefined && edge.transition) yield [edge.transition, why];
    }
  },

  conditional: ({ transitions }) => transitions.filter(({ handle }) => handle === "equation"),

  jumps(flow, { id }) {
    const graph = graphOf(flow);
    const node = graph.nodes.get(id);
    const jumps = node && (node.type === "conversation" || node.flowNode.kind === "unknown") && chooses(graph, node);
    return jumps ? globalsEntered(graph).filter((global) => global.id !== id) : [];
  },

  jumpsOnDemand: false,
};

function closedAlways(edge: Edge, always: Edge | undefined): string | undefined {
  return edge === always ? undefined : 'only the first "always" of a node is taken';
}

/** Why no choice takes a transition at a node where none is made. */
function whyUnheard(graph: Graph, node: GraphNode, always: Edge | undefined): (edge: Edge) => string | undefined {
  if (node.silent)
    return ({ type }) => (type === "equation" ? undefined : 'a silent node is left by equations and "always" alone');
  if (chooses(graph, node)) return () => undefined;
  return () =>
    always ? 'the node speaks and leaves by its "always", so nothing is chosen' : "the walk ends at this node";
}

function closedChoice(graph: Graph, edge: Edge, chosen: ReadonlyMap<string, Edge>): string | undefined {
  if (edge.type === "equation" || edge.target === undefined) return undefined;
  const target = edge.target.toLowerCase();
  const first = chosen.get(target);
  if (first) return first === edge ? undefined : "another one to the same node is taken in its place";
  return graph.nodes.has(pyStrip(target)) ? undefined : `voicetest looks for "${target}", which is not a node`;
}

/** By the target's name in lower case the transition that is taken when a model names it. */
function firstByTarget({ edges }: GraphNode): ReadonlyMap<string, Edge> {
  const first = new Map<string, Edge>();
  for (const edge of edges) {
    const target = edge.type === "llm_prompt" ? edge.target?.toLowerCase() : undefined;
    if (target !== undefined && !first.has(target)) first.set(target, edge);
  }
  return first;
}

/**
 * Whether a choice is ever made at a node that talks: one with an `always` is left by that once it has spoken, so the caller
 * is heard there only where an `always` of another node led to it, and waits.
 */
function chooses(graph: Graph, node: GraphNode): boolean {
  if (node.silent || (node.ends && node.prompt === "")) return false;
  return (!node.ends && !alwaysOf(node)) || targetsOfAlways(graph).has(node.id);
}

const targetsOfAlways = remember(
  (graph: Graph): ReadonlySet<string | undefined> =>
    new Set([...graph.nodes.values()].map((node) => alwaysOf(node)?.target)),
);

/** A global node is looked for by its name in lower case, so that one spelled otherwise is never entered that way. */
const globalsEntered = remember((graph: Graph): readonly FlowNode[] =>
  graph.globals.flatMap(({ id }) => {
    const name = pyStrip(id.toLowerCase());
    const found = name === "" || name === "none" ? undefined : graph.nodes.get(name);
    return found ? [found.flowNode] : [];
  }),
);
