import { choose, fragility, type Score } from "../simulate/choose.ts";
import type { MadeChoice } from "./script.ts";

/** What each option scored by keyword overlap, in the order of the options, with the words shared. */
export function scoresOf({ options, said }: MadeChoice): readonly Score[] {
  return choose(options, said).scores;
}

/**
 * Why a choice hangs by a thread: a tie, or a router that cuts words otherwise would choose otherwise. Undefined for a
 * choice that all agree on, and for one that a script made.
 */
export function fragileBecause({ options, said, by }: MadeChoice): string | undefined {
  return by === "overlap" ? fragility(options, said, choose(options, said)) : undefined;
}
