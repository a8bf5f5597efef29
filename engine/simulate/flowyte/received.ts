import { own } from "../../text/value.ts";
import type { Turn } from "../state.ts";
import { press } from "./keypad.ts";
import type { CollectStep } from "./step.ts";
import { isBlank } from "./value.ts";

/** What a collect gets out of a turn. */
export type Received = {
  /** What a person should know about it: keys that were lost. */
  readonly problems: readonly string[];
} & (
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "nothing"; readonly reason: string }
  /** Keys that are no value yet. */
  | { readonly kind: "keys"; readonly keys: string }
);

/**
 * What a collect gets out of a turn: the value the turn states for its slot, else the keys that were pressed, `held` ones
 * first, else what was said.
 */
export function received(step: CollectStep, held: string, turn: Turn): Received {
  const problems: string[] = [];
  const stated = step.slot === undefined ? undefined : own(turn.slots, step.slot);
  if (!isBlank(stated)) return { kind: "value", value: stated, problems };
  if (typeof turn.dtmf === "string") return pressed(step, held, turn.dtmf);
  if (turn.silence) return { kind: "nothing", reason: "silence", problems };
  const said = typeof turn.user === "string" ? turn.user.trim() : "";
  return said === "" ? { kind: "nothing", reason: "nothing said", problems } : { kind: "value", value: said, problems };
}

function pressed({ keypad }: CollectStep, held: string, written: string): Received {
  const keys = written.replace(/[^0-9*#]/g, "");
  const problems = keys === written ? [] : [`"${written}" holds more than keys; only 0-9, * and # are pressed`];
  if (!keypad) return { kind: "nothing", reason: "dtmf not allowed", problems };
  if (keys === "") return { kind: "nothing", reason: "dtmf empty", problems };
  const result = press(keypad, held, keys);
  if (result.kind === "more") return { kind: "keys", keys: result.keys, problems };
  if (result.rest !== "") problems.push(`The keys "${result.rest}" came too late and were dropped`);
  return result.kind === "value"
    ? { kind: "value", value: result.value, problems }
    : { kind: "nothing", reason: result.reason, problems };
}
