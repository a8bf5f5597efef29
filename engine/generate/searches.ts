import type { Flow } from "../flow/flow.ts";
import type { Setup, Skill } from "../simulate/state.ts";
import type { Deed } from "./deeds.ts";
import type { Dialect } from "./dialect.ts";
import { dialectOf } from "./dialects.ts";
import { Explorer } from "./explorer.ts";
import type { Trail } from "./trail.ts";

/** What was found of what was looked for, and what the search for it came to. */
export interface Searched {
  readonly dialect: Dialect;
  readonly found: ReadonlyMap<Deed, Trail>;
  /** Answers given; `exhausted` when the limit of them ended the search. */
  readonly answers: number;
  readonly exhausted: boolean;
}

/**
 * Looks for walks that do what is `wanted`, the way a caller comes in; what that does not find, in a dialect where jumps to
 * global nodes have to be asked for, with those, and with confirmations that a case asks for. It stops after each step.
 */
export function* searched(
  flow: Flow,
  wanted: ReadonlySet<Deed>,
  skills: readonly Skill[] | undefined,
): Generator<void, Searched> {
  const found = new Map<Deed, Trail>();
  const dialect = dialectOf(flow, { skills });
  let answers = 0;
  let exhausted = false;
  const open = (): Deed[] => [...wanted].filter((deed) => !found.has(deed));
  const setups: Setup[] = [{}];
  for (const setup of setups) {
    const missing = open();
    if (missing.length === 0) break;
    const explorer = new Explorer(flow, dialect, { ...setup, skills });
    let left = missing.length;
    let known = 0;
    yield* explorer.search(() => {
      if (explorer.found.size !== known) {
        known = explorer.found.size;
        left = missing.filter((deed) => !explorer.found.has(deed)).length;
      }
      return left > 0;
    });
    for (const [deed, trail] of explorer.found) if (!found.has(deed)) found.set(deed, trail);
    answers += explorer.answers;
    exhausted ||= explorer.exhausted;
    if (setups.length === 1) setups.push(...dialect.setups(new Set(open())));
  }
  return { dialect, found, answers, exhausted };
}
