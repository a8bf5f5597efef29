import { object } from "../text/value.ts";
import { Log } from "./log.ts";
import type { Setup, State } from "./state.ts";

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
    variables: new Map(given),
    results: new Map(),
    problems: Log.of(),
    endedAt: null,
    turns: 0,
    own,
  };
}
