import type { Exit, FlowNode } from "./flow.ts";

/** The ways out of a node that should be connected and are not. */
export function openExits(node: FlowNode): readonly Exit[] {
  const { exits, transitions } = node;
  if (exits.length === 0) return exits;
  return exits.filter((exit) => !transitions.some(({ handle }) => exit.any || handle === exit.handle));
}
