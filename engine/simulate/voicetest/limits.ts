import type { FlowNode } from "../../flow/flow.ts";
import { remember } from "../../text/remember.ts";
import type { Limits } from "../limits.ts";
import { alwaysOf } from "./dispatch.ts";
import { type Edge, type Graph, type GraphNode, graphOf, maxHops } from "./graph.ts";
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

  // What is neither an equation that holds nor a choice that another transition answers is looked for by its name in lower case.
  landing(flow, { id }, { handle, target }) {
    if (!target || handle === "always" || handle === "choice") return undefined;
    const graph = graphOf(flow);
    const node = graph.nodes.get(id);
    return node && chooses(graph, node) ? graph.nodes.get(pyStrip(target.id.toLowerCase()))?.flowNode : undefined;
  },

  goingBack(flow, { id }) {
    const graph = graphOf(flow);
    const node = graph.nodes.get(id);
    return node?.global && node.global.goBack.length > 0 && chooses(graph, node) ? respelled(graph) : [];
  },

  fallsBackAnyway(flow, { id }) {
    const graph = graphOf(flow);
    const node = graph.nodes.get(id);
    return node !== undefined && outOfBreath(graph).has(node);
  },
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

/** The nodes whose name is what others are called in lower case: who goes back to one of those comes to them. */
const respelled = remember((graph: Graph): readonly FlowNode[] =>
  [...graph.nodes.values()].flatMap((node) => {
    const found = graph.nodes.get(pyStrip(node.id.toLowerCase()));
    return found && found !== node ? [found.flowNode] : [];
  }),
);

/**
 * The silent nodes that a walk may come to with no transition left for this turn: there it speaks, and leaves by `always`
 * whatever holds. A turn comes to its first silent node by one transition, and from then on from one to the next.
 */
const outOfBreath = remember((graph: Graph): ReadonlySet<GraphNode> => {
  let at: ReadonlySet<GraphNode> = new Set([...graph.nodes.values()].filter(({ silent }) => silent));
  for (let hops = 1; hops < maxHops && at.size > 0; hops++) {
    const next = new Set<GraphNode>();
    for (const { edges } of at)
      for (const { target } of edges) {
        const to = target === undefined ? undefined : graph.nodes.get(target);
        if (to?.silent) next.add(to);
      }
    at = next;
  }
  return at;
});
