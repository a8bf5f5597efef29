/**
 * Gives names that are not among `taken`, none of them twice: the wanted one if it is free, else it with the next free
 * number behind `joint`, such as `ask-2` for `ask` and `ask-3` for `ask-2`.
 */
export function unusedNames(taken: Iterable<string>, joint = "-"): (wanted: string) => string {
  const used = new Set(taken);
  // The number to try next of each name, so that a thousand copies are not counted through a thousand times.
  const next = new Map<string, number>();
  return (wanted) => {
    let name = wanted;
    if (used.has(name)) {
      const [base, number] = numbered(wanted, joint);
      let n = Math.max(next.get(base) ?? 2, number + 1);
      for (name = `${base}${joint}${n}`; used.has(name); name = `${base}${joint}${n}`) n++;
      next.set(base, n + 1);
    }
    used.add(name);
    return name;
  };
}

/** A name and the number behind it; 1 where it has none. */
function numbered(name: string, joint: string): [base: string, number: number] {
  const at = name.lastIndexOf(joint);
  const tail = at > 0 ? name.slice(at + joint.length) : "";
  return /^[1-9]\d{0,5}$/.test(tail) ? [name.slice(0, at), Number(tail)] : [name, 1];
}
