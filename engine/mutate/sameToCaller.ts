import { difference } from "../flowtest/subset.ts";
import type { Log } from "../simulate/log.ts";
import type { State } from "../simulate/state.ts";

/**
 * Whether two walks were the same to everybody outside: the same nodes in the same order, the same lines, the same calls,
 * and the same end. What only the walk itself keeps, such as a member of an answer that nothing reads, may differ.
 */
export function sameToCaller(a: State, b: State): boolean {
  return (
    a.endedAt === b.endedAt &&
    !differ(a.wants, b.wants) &&
    alike(a.taken, b.taken, (x, y) => x.from.id === y.from.id && x.to?.id === y.to?.id) &&
    alike(a.says, b.says, (x, y) => x.node === y.node && x.text === y.text) &&
    alike(a.calls, b.calls, (x, y) => x.node === y.node && x.tool === y.tool && !differ(x.args, y.args))
  );
}

function alike<T>(a: Log<T>, b: Log<T>, same: (x: T, y: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!same(a.at(i)!, b.at(i)!)) return false;
  return true;
}

function differ(a: unknown, b: unknown): boolean {
  return difference(a, b) !== undefined || difference(b, a) !== undefined;
}
