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

/** A choice that hangs by a thread. */
export interface Fragile {
  readonly node: string;
  readonly reason: string;
}

/** Those of the choices that hang by a thread, in order. */
export function fragileAmong(choices: readonly MadeChoice[]): Fragile[] {
  return choices.flatMap((choice) => {
    const reason = fragileBecause(choice);
    return reason === undefined ? [] : [{ node: choice.node, reason }];
  });
}

/** The first of them in words, and how many more there are; undefined where there are none. */
export function fragileWords([first, ...more]: readonly Fragile[]): string | undefined {
  if (!first) return undefined;
  return `fragile at ${first.node}: ${first.reason}${more.length > 0 ? `, and ${more.length} more` : ""}`;
}
