import type { Transition } from "../../../engine/index.ts";

/** Transitions with all that they say, for comparison with what is expected; members that say nothing are left out. */
export function spelledOut(transitions: readonly Transition[]): object[] {
  return transitions.map(({ id, handle, handlePlace, label, target, targetPath, place, sourcePlace }) => {
    const all = {
      id,
      handle,
      handlePlace,
      label,
      target: target && { id: target.id, place: target.place },
      targetPath,
      place,
      sourcePlace,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  });
}
