// The opening times of an agent, as the rules about them walk over them.

import { minutesOf } from "../../../formats/flowyte/timeOfDay.ts";
import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { type Json, list, object, own, text } from "../../../text/value.ts";

/** One open time. `start` and `end` are minutes since midnight, absent when they are not written as times. */
export interface OpenTime {
  readonly path: Path;
  readonly value: Json;
  readonly start?: number;
  readonly end?: number;
}

/** The hours of a weekday or a holiday. */
export interface Hours {
  /** What a sentence calls it: `"mon"`, or the name or date of a holiday. */
  readonly title: string;
  readonly path: Path;
  readonly value: Json;
  /** Those of `ranges` that are objects. */
  readonly ranges: readonly OpenTime[];
}

/** The `businessHours` of an agent and their path; undefined where there are none. */
export function businessHours(body: Json, path: Path): { readonly hours: Json; readonly path: Path } | undefined {
  const hours = object(own(body, "businessHours"));
  return hours && { hours, path: [...path, "businessHours"] };
}

/** The days of the week that have hours, by their keys as written. */
export function weekOf(hours: Json, path: Path): Map<string, Hours> {
  const found = new Map<string, Hours>();
  for (const [key, written] of Object.entries(object(own(hours, "weekly")) ?? {})) {
    const value = object(written);
    if (value) found.set(key, hoursOf(quoted(key), value, [...path, "weekly", key]));
  }
  return found;
}

export function holidaysOf(hours: Json, path: Path): Hours[] {
  return list(own(hours, "holidays")).flatMap((written, i) => {
    const value = object(written);
    if (!value) return [];
    const name = text(own(value, "name")) || text(own(value, "date"));
    return hoursOf(name ? `Holiday ${quoted(name)}` : `Holiday ${i + 1}`, value, [...path, "holidays", i]);
  });
}

/** Whether there are any hours: without, the agent is always available (vendor contract). */
export function hasSchedule(hours: Json): boolean {
  return Object.keys(object(own(hours, "weekly")) ?? {}).length > 0 || list(own(hours, "holidays")).length > 0;
}

function hoursOf(title: string, value: Json, path: Path): Hours {
  const ranges = list(own(value, "ranges")).flatMap((written, i): OpenTime[] => {
    const range = object(written);
    if (!range) return [];
    return [{ path: [...path, "ranges", i], value: range, start: timeAt(range, "start"), end: timeAt(range, "end") }];
  });
  return { title, path, value, ranges };
}

function timeAt(range: Json, key: string): number | undefined {
  const time = text(own(range, key));
  return time === undefined ? undefined : minutesOf(time);
}
