import { Log } from "../simulate/log.ts";
import { LogMap } from "../simulate/logMap.ts";
import type { State } from "../simulate/state.ts";

/**
 * Whether two states are the same to whatever comes of them: two walks have come to them by one answer each, from states
 * that were the same, with the logs of `before`. Nodes may be of two versions of a flow.
 */
export function sameNext(before: State, a: State, b: State): boolean {
  return (
    a.node === b.node &&
    a.endedAt === b.endedAt &&
    a.turns === b.turns &&
    added(before.trace, a.trace, b.trace) &&
    added(before.says, a.says, b.says) &&
    added(before.calls, a.calls, b.calls) &&
    alike([a.wants, a.variables, a.results, a.own], [b.wants, b.variables, b.results, b.own])
  );
}

function added<T>(before: Log<T>, a: Log<T>, b: Log<T>): boolean {
  if (a.length !== b.length) return false;
  for (let i = before.length; i < a.length; i++) if (!alike(a.at(i), b.at(i))) return false;
  return true;
}

/** What is nested may be the user's, so nothing here recurses. */
function alike(a: unknown, b: unknown): boolean {
  const open: (readonly [unknown, unknown])[] = [[a, b]];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [x, y] = pair;
    if (Object.is(x, y)) continue;
    if (typeof x !== "object" || typeof y !== "object" || x === null || y === null) return false;
    const prototype: unknown = Object.getPrototypeOf(x);
    if (prototype !== Object.getPrototypeOf(y)) return false;
    // What a user has written is plain, whatever its members are called.
    const isPlain = prototype === Object.prototype || prototype === Array.prototype || prototype === null;
    if (isPlain) {
      const keys = Object.keys(x);
      if (keys.length !== Object.keys(y).length) return false;
      for (const key of keys) {
        if (!Object.hasOwn(y, key)) return false;
        open.push([(x as Record<string, unknown>)[key], (y as Record<string, unknown>)[key]]);
      }
    } else if (x instanceof Log) {
      // One answer adds at most one entry to what a walk keeps for itself.
      const other = y as Log<unknown>;
      if (x.length !== other.length) return false;
      open.push([x.at(-1), other.at(-1)]);
    } else if (x instanceof Set) {
      if (x.size !== (y as typeof x).size || [...x].some((each) => !(y as typeof x).has(each))) return false;
    } else if (x instanceof Map || x instanceof LogMap) {
      const [one, other] = [x as ReadonlyMap<unknown, unknown>, y as ReadonlyMap<unknown, unknown>];
      if (one.size !== other.size) return false;
      for (const [key, value] of one) {
        if (!other.has(key)) return false;
        open.push([value, other.get(key)]);
      }
    } else if (!isNode(x) || x.id !== (y as typeof x).id) return false;
  }
  return true;
}

/** A node of a flow, which walks go by the id of. */
function isNode(value: object): value is { readonly id: string } {
  return "idPlace" in value && "transitions" in value;
}
