import { equationText, fires } from "./equations.ts";
import type { Edge, GraphNode } from "./graph.ts";

/** A transition that fires, and why: the equation that holds, the model's decision, or that nothing else did. */
export interface Fired {
  readonly edge: Edge;
  readonly by: "equation" | "decision" | "always";
  /** In words; empty for a decision, which whoever made it words. */
  readonly reason: string;
}

/**
 * The transition by which a walk leaves a node (vendor contract). In the order written the first equation that holds
 * fires, or the first `llm_prompt` whose target is the `decision`, compared without case; equations without clauses
 * and tool calls never do. Without a decision, which is how silent nodes are left, the first `always` is the fallback
 * wherever it stands; with one there is no fallback, because a node that talks takes its `always` after speaking.
 */
export function dispatch(
  node: GraphNode,
  variables: ReadonlyMap<string, unknown>,
  decision?: string,
): Fired | undefined {
  const decided = decision?.toLowerCase();
  for (const edge of node.edges) {
    if (edge.type === "equation" && fires(edge.equation, variables))
      return { edge, by: "equation", reason: equationText(edge.equation) };
    if (edge.type === "llm_prompt" && decided !== undefined && edge.target?.toLowerCase() === decided)
      return { edge, by: "decision", reason: "" };
  }
  const always = decision === undefined ? alwaysOf(node) : undefined;
  return always && { edge: always, by: "always", reason: "always" };
}

/** The first `always` of a node; another one is never taken (vendor contract). */
export function alwaysOf(node: GraphNode): Edge | undefined {
  return node.edges.find(({ type }) => type === "always");
}
