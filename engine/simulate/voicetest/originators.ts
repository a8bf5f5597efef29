import type { GraphNode } from "./graph.ts";

/**
 * The nodes that global nodes were entered from, the latest last, after a transition (vendor contract): going from a
 * global node to the latest takes it off, entering a global node puts the source on, and leaving one for any other
 * node takes the latest off. It does not matter by what kind of transition.
 */
export function originatorsAfter(stack: readonly string[], from: GraphNode, to: GraphNode): readonly string[] {
  if (from.global && stack.at(-1) === to.id) return stack.slice(0, -1);
  if (to.global) return [...stack, from.id];
  return from.global ? stack.slice(0, -1) : stack;
}
