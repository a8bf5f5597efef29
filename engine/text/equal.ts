/**
 * Whether two decoded values say the same: lists item by item, objects member by member in the same order, because much
 * that is read from an object is told in its order. Nesting is the user's, so nothing here recurses.
 */
export function equal(one: unknown, other: unknown): boolean {
  const open: [unknown, unknown][] = [[one, other]];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [a, b] = pair;
    if (Object.is(a, b)) continue;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const [keys, others] = [Object.keys(a), Object.keys(b)];
    if (keys.length !== others.length) return false;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (key !== others[i]) return false;
      open.push([(a as Members)[key], (b as Members)[key]]);
    }
  }
  return true;
}

type Members = Readonly<Record<string, unknown>>;
