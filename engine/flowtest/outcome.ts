import type { Outcome, State } from "../simulate/state.ts";

/** How a walk ended; undefined while it wants something. */
export function outcomeOf({ wants }: Pick<State, "wants">): Outcome | undefined {
  return wants.kind === "nothing" ? wants.outcome : undefined;
}
