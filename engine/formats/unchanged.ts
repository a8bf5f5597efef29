import type { Path } from "../text/json.ts";
import type { Json } from "../text/value.ts";

/** What was made of a member of a container, and where it stood. */
interface Placed {
  readonly path: Path;
  /** Its position among the members. */
  readonly index: number;
}

/**
 * `make`, but where the very same value still stands in the same place, what was made of it the last time: after an
 * edit, all members of a container but one. `step` is the member's key or index below `container`.
 */
export function unchanged<T extends Placed>(
  make: (value: Json, path: Path, index: number) => T,
): (value: Json, container: Path, step: string | number, index: number) => T {
  const known = new WeakMap<Json, T>();
  return (value, container, step, index) => {
    const before = known.get(value);
    if (before && before.index === index && isAt(before.path, container, step)) return before;
    const made = make(value, [...container, step], index);
    known.set(value, made);
    return made;
  };
}

/** Compares without building the path: most members have not moved. */
function isAt(path: Path, container: Path, step: string | number): boolean {
  const depth = container.length;
  if (path.length !== depth + 1 || path[depth] !== step) return false;
  for (let i = 0; i < depth; i++) if (path[i] !== container[i]) return false;
  return true;
}
