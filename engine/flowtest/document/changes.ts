import type { State } from "../../simulate/state.ts";
import { type Event, isSpeech } from "../telling.ts";

/** A variable that has another value than before. */
export interface Bound {
  readonly name: string;
  readonly value: unknown;
  /** What it had before, if it had any. */
  readonly before?: unknown;
}

/** The variables that a walk was begun with. */
export function given({ variables }: State): Bound[] {
  return [...variables].map(([name, value]) => ({ name, value }));
}

/**
 * What was bound at each event, by its index. A state comes after each answer, so all that one answer has bound stands at
 * the first thing the trace tells of it, but for what is said to have been extracted; where the trace tells nothing, at the
 * turn.
 */
export function changes(states: readonly State[], events: readonly Event[]): ReadonlyMap<number, readonly Bound[]> {
  const found = new Map<number, Bound[]>();
  let first = 0;
  for (const [i, state] of states.entries()) {
    const before = states[i - 1];
    if (!before || before.variables === state.variables) continue;
    while (first < events.length && isBefore(events[first]!, before.trace.length)) first++;
    for (const bound of changed(before, state)) {
      const at = eventOf(bound.name, events, first, state.trace.length);
      const others = found.get(at);
      if (others) others.push(bound);
      else found.set(at, [bound]);
    }
  }
  return found;
}

function changed(before: State, { variables }: State): Bound[] {
  const bound: Bound[] = [];
  for (const [name, value] of variables) {
    if (!before.variables.has(name)) bound.push({ name, value });
    else if (before.variables.get(name) !== value) bound.push({ name, value, before: before.variables.get(name) });
  }
  return bound;
}

/** Whether something happened before the trace had so many entries. */
function isBefore(event: Event, length: number): boolean {
  if (event.kind === "step") return event.at < length;
  return event.kind !== "caller" || event.turn.trace < length;
}

/** Index of the event at which a variable was bound: the first one that fits, from one on and up to a length of the trace. */
function eventOf(name: string, events: readonly Event[], from: number, length: number): number {
  let found = -1;
  for (let i = from; i < events.length && isBefore(events[i]!, length); i++) {
    const event = events[i]!;
    if (event.kind !== "step" || isSpeech(event.entry)) continue;
    if (event.entry.kind === "extract" && Object.hasOwn(Object(event.entry.data), name)) return i;
    if (found < 0) found = i;
  }
  return found < 0 ? Math.min(from, events.length - 1) : found;
}
