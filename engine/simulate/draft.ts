import { object } from "../text/value.ts";
import { Log } from "./log.ts";
import type { Setup, State, Taken } from "./state.ts";

/** A state on its way: no one else has seen it yet, so its members may be set. Their values are never changed. */
export type Draft<Own> = { -readonly [Key in keyof State<Own>]: State<Own>[Key] };

/** The state before anything has happened. It counts as invalid until a walk begins. */
export function blank<Own>(setup: Setup, own: Own): Draft<Own> {
  const given = Object.entries(object(setup.variables) ?? {}).filter(([, value]) => value !== undefined);
  return {
    node: undefined,
    wants: { kind: "nothing", outcome: "invalid" },
    trace: Log.of(),
    says: Log.of(),
    calls: Log.of(),
    taken: Log.of(),
    tried: Log.of(),
    variables: new Map(given),
    results: new Map(),
    problems: Log.of(),
    endedAt: null,
    turns: 0,
    own,
  };
}

/** Keeps in mind that a way was taken; the arrival at its end is written next. */
export function took<Own>(draft: Draft<Own>, { from, transition, to }: Omit<Taken, "at">): void {
  const at = draft.trace.length;
  draft.taken = draft.taken.append(transition ? { from, transition, to, at } : { from, to, at });
}
