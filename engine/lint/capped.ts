// A name that is wrong everywhere is reported in as many places as one would look at, and the last says how many more.
const MOST = 20;

/** The first of `all`, each with what its message ends on: of the last, how many more there are. */
export function capped<T>(all: readonly T[], most = MOST): { readonly one: T; readonly more: string }[] {
  const left = all.length - most;
  return all.slice(0, most).map((one, i) => ({
    one,
    more: left > 0 && i === most - 1 ? `; the same in ${left} more ${left === 1 ? "place" : "places"}` : "",
  }));
}
