import type { Path } from "../text/json.ts";
import { object } from "../text/value.ts";

/** The first place where a value is not what was expected of it. */
export interface Difference {
  /** From the values compared to the place. */
  readonly path: Path;
  readonly expected: unknown;
  /** Undefined where nothing stands. */
  readonly actual: unknown;
}

/**
 * Where `actual` fails to contain `expected`, first in reading order; undefined when it does. An object may have more
 * members than expected, a list neither more nor fewer items; all else has to be equal (Flowproof's choice). Nesting is
 * the user's, so nothing here recurses.
 */
export function difference(expected: unknown, actual: unknown): Difference | undefined {
  const open: Pair[] = [{ expected, actual, key: "", from: undefined }];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const { expected: wanted, actual: found } = pair;
    if (Array.isArray(wanted)) {
      if (!Array.isArray(found) || found.length !== wanted.length) return differs(pair);
      for (let i = wanted.length - 1; i >= 0; i--)
        open.push({ expected: wanted[i], actual: found[i], key: i, from: pair });
    } else if (object(wanted)) {
      if (!object(found)) return differs(pair);
      for (const key of Object.keys(wanted as object).reverse())
        open.push({ expected: member(wanted, key), actual: member(found, key), key, from: pair });
    } else if (wanted !== found) return differs(pair);
  }
  return undefined;
}

/**
 * What of `actual` an expectation speaks about, for a diff that shows nothing else: of an object only the members that
 * `expected` names. Beyond the depth at which texts are cut anyway, all of it.
 */
export function cutTo(expected: unknown, actual: unknown, depth = 0): unknown {
  if (depth > 64) return actual;
  if (Array.isArray(expected) && Array.isArray(actual))
    return actual.map((item, i) => (i < expected.length ? cutTo(expected[i], item, depth + 1) : item));
  if (!object(expected) || !object(actual)) return actual;
  // A map, because an object's own `__proto__` cannot simply be set.
  const kept = new Map<string, unknown>();
  for (const key of Object.keys(expected as object))
    if (Object.hasOwn(actual as object, key))
      kept.set(key, cutTo(member(expected, key), member(actual, key), depth + 1));
  return kept;
}

interface Pair {
  readonly expected: unknown;
  readonly actual: unknown;
  readonly key: string | number;
  readonly from: Pair | undefined;
}

function differs(pair: Pair): Difference {
  const path: (string | number)[] = [];
  for (let at = pair; at.from; at = at.from) path.push(at.key);
  return { path: path.reverse(), expected: pair.expected, actual: pair.actual };
}

function member(value: unknown, key: string): unknown {
  return Object.hasOwn(value as object, key) ? (value as Record<string, unknown>)[key] : undefined;
}
