/** Orders that both dialects and Python write alike. */
export function isOrder(operator: string): boolean {
  return operator === ">" || operator === ">=" || operator === "<" || operator === "<=";
}

/** What holds of two values where an operator does not, for those that most dialects write alike. */
export const opposites: ReadonlyMap<string, string> = new Map([
  ["==", "!="],
  ["!=", "=="],
  [">", "<="],
  ["<=", ">"],
  ["<", ">="],
  [">=", "<"],
]);

/** Whether an order holds of two values of which the first is `difference` above the second. */
export function inOrder(operator: string, difference: number): boolean {
  switch (operator) {
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    default:
      return false;
  }
}

/**
 * Where a number may stand among numbers, sorted and each once: from below the first to above the last. The position of
 * number `i` is 2i; odd ones lie between.
 */
export function positionsAmong(numbers: readonly number[]): number[] {
  const first = numbers[0] === Number.NEGATIVE_INFINITY ? 0 : -1;
  const last = 2 * numbers.length - (numbers.at(-1) === Number.POSITIVE_INFINITY ? 2 : 1);
  const found: number[] = [];
  for (let at = first; at <= last; at++) found.push(at);
  return found;
}

/** Every selection of some, all or none. */
export function selections<T>(of: Iterable<T>): ReadonlySet<T>[] {
  let found: ReadonlySet<T>[] = [new Set()];
  for (const one of of) found = found.flatMap((some) => [some, new Set([...some, one])]);
  return found;
}
