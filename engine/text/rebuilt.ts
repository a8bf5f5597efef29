/** What a copy of a decoded value is to be made of; what is not said stays as it is. */
export interface Making {
  /** Each text, wherever it stands as a value. */
  text?(text: string): unknown;
  /** The members of each object: their names, their values and their order. */
  members?(members: readonly (readonly [string, unknown])[]): readonly (readonly [string, unknown])[];
}

/** A copy of a decoded value. Iterative, because its nesting may be the user's; `__proto__` is a name like any other. */
export function rebuilt(value: unknown, { text = same, members = same }: Making): unknown {
  const open: { readonly from: object; readonly to: object }[] = [];
  const begin = (from: unknown): unknown => {
    if (typeof from === "string") return text(from);
    if (typeof from !== "object" || from === null) return from;
    const to = Array.isArray(from) ? [] : {};
    open.push({ from, to });
    return to;
  };
  const whole = begin(value);
  for (let top = open.pop(); top; top = open.pop()) {
    const { from, to } = top;
    if (Array.isArray(to)) for (const item of from as unknown[]) to.push(begin(item));
    else
      for (const [name, item] of members(Object.entries(from)))
        Object.defineProperty(to, name, { value: begin(item), enumerable: true, configurable: true, writable: true });
  }
  return whole;
}

function same<T>(value: T): T {
  return value;
}
