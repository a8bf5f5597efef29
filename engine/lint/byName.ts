import type { Arrival } from "../flow/bindings.ts";

// What is reported in one flow: whoever reads a variable nobody binds in more places than this has read enough of them.
const MOST = 100;

/** The arrivals that pass `keep`, by name, in the order in which names first occur; at most a hundred in all. */
export function byName(
  arrivals: readonly Arrival[],
  keep: (arrival: Arrival) => boolean,
): ReadonlyMap<string, readonly Arrival[]> {
  const found = new Map<string, Arrival[]>();
  let kept = 0;
  for (const arrival of arrivals) {
    if (!keep(arrival)) continue;
    if (++kept > MOST) break;
    const known = found.get(arrival.name);
    if (known) known.push(arrival);
    else found.set(arrival.name, [arrival]);
  }
  return found;
}
