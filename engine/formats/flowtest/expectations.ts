import type { Place } from "../../flow/problem.ts";
import type { Expectations, Expected } from "../../flowtest/model.ts";
import type { Path } from "../../text/json.ts";
import { type Json, list, object, own, text } from "../../text/value.ts";
import { placeOf } from "./filled.ts";
import { type Layer, member } from "./layer.ts";

/**
 * What a case expects; undefined where it expects nothing. `ended_at_step_id` and `named_results` are
 * the vendor's words for `ended_at` and `results`. A member or an item of the wrong type counts as not written.
 */
export function expectationsOf(layer: Layer): Expectations | undefined {
  const value = member(layer, "expect");
  if (!object(value)) return undefined;
  const { row } = layer;
  const raw = own(layer.value, "expect");
  const path = placeOf(raw, [...layer.path, "expect"], row);
  const placeAt = (name: string): { readonly path: Path } => ({ path: placeOf(own(raw, name), [...path, name], row) });
  const read = <T>(names: readonly string[], as: (value: unknown) => T | undefined): Expected<T> | undefined => {
    for (const name of names) {
      const found = own(value, name);
      const wanted = found === undefined ? undefined : as(found);
      if (wanted !== undefined) return { value: wanted, place: placeAt(name) };
    }
    return undefined;
  };
  const readList = <T>(name: string, as: (item: unknown) => T | undefined): Expected<readonly T[]> | undefined => {
    const found = own(value, name);
    if (!Array.isArray(found)) return undefined;
    const place = placeAt(name);
    const written = list(own(raw, name));
    const wanted: T[] = [];
    const items: Place[] = [];
    for (const [i, each] of found.entries()) {
      const item = as(each);
      if (item === undefined) continue;
      wanted.push(item);
      items.push({ path: placeOf(written[i], [...place.path, i], row) });
    }
    return { value: wanted, place, items };
  };
  const expectations: Expectations = {
    place: { path },
    outcome: read(["outcome"], text),
    endedAt: read(["ended_at", "ended_at_step_id"], (id) => (id === null ? null : text(id))),
    path: readList("path", text),
    visits: readList("visits", text),
    notVisits: readList("not_visits", text),
    decisions: read(["decisions"], decisions),
    variables: read(["variables"], object),
    results: read(["results", "named_results"], object),
    says: readList("says", text),
    notSays: readList("not_says", text),
    calls: readList("calls", call),
    callCount: read(["call_count"], (count) => (typeof count === "number" ? count : undefined)),
    trace: readList("trace", object),
    ...(own(value, "trace") === "snapshot" && { snapshot: placeAt("trace") }),
  };
  const expectsNothing = Object.values(expectations).every((each) => each === undefined || each === expectations.place);
  // `{}` is no promise that anything will do: such a case is judged like one without expectations.
  return expectsNothing ? undefined : expectations;
}

function call(value: unknown): { tool: string; args?: Json } | undefined {
  const tool = text(own(value, "tool"));
  return tool === undefined ? undefined : { tool, args: object(own(value, "args")) };
}

function decisions(value: unknown): Readonly<Record<string, string | readonly string[]>> | undefined {
  const wanted = object(value);
  if (!wanted) return undefined;
  // Object.fromEntries makes own properties of every name, `__proto__` included.
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([id, each]): [string, string | readonly string[]][] => {
      if (typeof each === "string") return [[id, each]];
      return Array.isArray(each) ? [[id, each.filter((item) => typeof item === "string")]] : [];
    }),
  );
}
