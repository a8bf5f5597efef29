import { own } from "../../text/value.ts";

/** The keys a collect listens to (vendor contract: `allow_dtmf`, `dtmf_length`, `dtmf_terminator`). */
export interface Keypad {
  /** How many keys make a value; undefined when the terminator ends it. */
  readonly length?: number;
  readonly terminator: string;
}

/** The keypad of a collect, undefined for one that does not listen to keys. Numbers and keys that make no sense count as left out. */
export function keypadOf(data: unknown): Keypad | undefined {
  if (own(data, "allow_dtmf") !== true) return undefined;
  const length = own(data, "dtmf_length");
  const terminator = own(data, "dtmf_terminator");
  return {
    length: Number.isSafeInteger(length) && (length as number) > 0 ? (length as number) : undefined,
    terminator: typeof terminator === "string" && /^[0-9*#]$/.test(terminator) ? terminator : "#",
  };
}

/** What came of a turn's keys. */
export type Pressed =
  /** They made a value; `rest` came after it and is lost. */
  | { readonly kind: "value"; readonly value: string; readonly rest: string }
  /** They make no value, for a reason; `rest` is lost too. */
  | { readonly kind: "refused"; readonly reason: string; readonly rest: string }
  /** Not enough of them yet: all that were pressed so far. */
  | { readonly kind: "more"; readonly keys: string };

/**
 * What came of pressing `keys` after `held`. With a length the value is there as soon as it has so many keys, and a
 * terminator before is too early; without one the terminator ends the value and is no part of it. The terminator counts
 * as such even if it is a digit.
 */
export function press(keypad: Keypad, held: string, keys: string): Pressed {
  let value = held;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const rest = keys.slice(i + 1);
    if (key !== keypad.terminator) {
      value += key;
      if (value.length === keypad.length) return { kind: "value", value, rest };
    } else if (keypad.length !== undefined) return { kind: "refused", reason: "dtmf incomplete", rest };
    else if (value === "") return { kind: "refused", reason: "dtmf empty", rest };
    else return { kind: "value", value, rest };
  }
  return { kind: "more", keys: value };
}
