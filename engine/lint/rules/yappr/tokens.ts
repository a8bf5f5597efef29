import type { Flow, Use } from "../../../flow/flow.ts";
import { type Spot, useAt } from "../../../flow/nameTable.ts";

/** A token `{{node.argument}}` in the arguments of an integration, which is where they are filled in (vendor contract). */
export interface Token {
  readonly node: Use;
  readonly argument: Use;
  readonly spot: Spot;
}

/**
 * The token whose node is read at a spot; undefined where nothing is filled in: elsewhere tokens are mere text, and the
 * arguments of a `tool_call` are dropped when the flow is saved.
 */
export function tokenAt(flow: Flow, spot: Spot): Token | undefined {
  const reader = flow.nodes[spot.node];
  const node = useAt(flow, spot);
  if (reader?.type !== "integration_call" || !("path" in node.place)) return undefined;
  if (node.place.path[reader.path.length] !== "args_template") return undefined;
  // What is read of the node stands right behind it.
  return { node, argument: useAt(flow, { node: spot.node, use: spot.use + 1 }), spot };
}

/** A token as it is written. */
export function tokenText({ argument }: Token): string {
  return `{{${argument.name}}}`;
}

/** The argument's own name. */
export function argumentName({ argument: { name, before = "" } }: Token): string {
  return name.slice(before.length);
}
