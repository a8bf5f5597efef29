import type { Fix } from "../../../flow/problem.ts";
import { isWeekday, weekdays } from "../../../formats/flowyte/weekday.ts";
import type { Change } from "../../../text/edit.ts";
import { list, own } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";
import { businessHours, type Hours, holidaysOf, type OpenTime, weekOf } from "./businessHours.ts";

/**
 * ## What it finds
 * Opening times of a day that stand there twice, are not in order, overlap each other or the first ones of the next day, or
 * end when they begin. The last is 24 hours (vendor contract): a hint from midnight to midnight, which is probably meant, and
 * on a holiday nothing, as there is no other way to say it.
 * ## Why it matters
 * Open times are read in order, and each is a sentence of the agent's: what overlaps was usually meant otherwise.
 * ## Example
 * `"ranges": [{ "start": "13:00", "end": "17:00" }, { "start": "09:00", "end": "14:00" }]`.
 * ## Instead
 * `"ranges": [{ "start": "09:00", "end": "12:00" }, { "start": "13:00", "end": "17:00" }]`.
 */
export const agentRanges: BodyRule = {
  id: "flowyte/agent-ranges",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const found = businessHours(body, path);
    if (!found) return;
    const week = weekOf(found.hours, found.path);
    for (const day of [...week.values(), ...holidaysOf(found.hours, found.path)]) {
      const open = openTimes(day);
      const inOrder = [...open].sort((a, b) => a.start - b.start || lengthOf(a) - lengthOf(b));
      const again = repeated(open, report);
      for (const range of open) if (range.start === range.end && !again.has(range)) wholeDay(range, day, report);
      outOfOrder(
        day,
        open.filter((range) => !again.has(range)),
        report,
      );
      overlapping(
        inOrder.filter((range) => !again.has(range)),
        report,
      );
    }
    intoNextDay(week, report);
  },
};

type Open = OpenTime & { readonly start: number; readonly end: number };

/** The opening times of a day that count, and are written as times. */
function openTimes({ value, ranges }: Hours): Open[] {
  if (own(value, "closed") === true || own(value, "alwaysOpen") === true) return [];
  return ranges.filter((range): range is Open => range.start !== undefined && range.end !== undefined);
}

const DAY = 24 * 60;

function isOvernight({ start, end }: Open): boolean {
  return end <= start;
}

function lengthOf(range: Open): number {
  return range.end - range.start + (isOvernight(range) ? DAY : 0);
}

/** Reports what stands there twice, and returns it: nothing more is said about it. */
function repeated(ranges: readonly Open[], report: Report): Set<Open> {
  const firsts = new Map<number, Open>();
  const found = new Set<Open>();
  for (const range of ranges) {
    const key = range.start * DAY + range.end;
    const first = firsts.get(key);
    if (!first) {
      firsts.set(key, range);
      continue;
    }
    found.add(range);
    report({ path: range.path }, `${shown(range)} stands there twice`, {
      related: [{ place: { path: first.path }, message: "The first time" }],
      fixes: [{ title: "Remove this range", safe: true, changes: [{ do: "remove", path: range.path }] }],
    });
  }
  return found;
}

function wholeDay(range: Open, { path, value }: Hours, report: Report): void {
  const at = [...range.path, "end"];
  if (range.start > 0) {
    report({ path: at }, `${shown(range)} is 24 hours; expected an end after the start, or before it for the next day`);
    return;
  }
  // A holiday has no "alwaysOpen", and says it by two midnights.
  if (path.at(-2) !== "weekly" || list(own(value, "ranges")).length !== 1) return;
  const alwaysOpen: Fix = {
    title: `Write "alwaysOpen": true`,
    changes: [
      { do: "set", path: [...path, "alwaysOpen"], value: true },
      { do: "remove", path: [...path, "ranges"] },
    ],
  };
  report({ path: at }, `${shown(range)} is 24 hours, for which there is "alwaysOpen"`, {
    severity: "hint",
    fixes: [alwaysOpen],
  });
}

/** Reports the first range that begins before the one above it. */
function outOfOrder({ path, value, ranges }: Hours, open: readonly Open[], report: Report): void {
  const at = open.findIndex((range, i) => i > 0 && range.start < open[i - 1]!.start);
  if (at < 0) return;
  const movable = open.length === list(own(value, "ranges")).length && ranges.length <= MOST_SORTED;
  report(
    { path: [...open[at]!.path, "start"] },
    `${shown(open[at]!)} stands after ${shown(open[at - 1]!)}; expected the order of the day`,
    {
      related: [{ place: { path: open[at - 1]!.path }, message: "Begins later" }],
      fixes: movable ? [{ title: "Sort the ranges", safe: true, changes: sorting(open, [...path, "ranges"]) }] : [],
    },
  );
}

/** More ranges than this in a day are no opening times, and sorting takes the square of their number. */
const MOST_SORTED = 100;

/** The moves that put ranges in the order of their starts. */
function sorting(open: readonly Open[], path: readonly (string | number)[]): Change[] {
  const now = [...open];
  const changes: Change[] = [];
  [...open]
    .sort((a, b) => a.start - b.start)
    .forEach((range, to) => {
      const from = now.indexOf(range);
      if (from === to) return;
      now.splice(to, 0, ...now.splice(from, 1));
      changes.push({ do: "move", path: [...path, from], to });
    });
  return changes;
}

/** Reports ranges that begin before an earlier one has ended. */
function overlapping(inOrder: readonly Open[], report: Report): void {
  let before: Open | undefined;
  for (const range of inOrder) {
    const end = before && before.start + lengthOf(before);
    if (before && end! > range.start) {
      const plain = !isOvernight(before) && !isOvernight(range);
      const upTo = range.end > before.end ? own(range.value, "end") : own(before.value, "end");
      const merge: Fix = {
        title: "Make one range of the two",
        changes: [
          { do: "set", path: [...before.path, "end"], value: upTo },
          { do: "remove", path: range.path },
        ],
      };
      report(
        { path: [...range.path, "start"] },
        `${shown(range)} overlaps ${shown(before)}${isOvernight(before) ? ", which runs into the next day" : ""}`,
        {
          related: [{ place: { path: before.path }, message: "The other range" }],
          fixes: plain ? [merge] : [],
        },
      );
    }
    if (!before || range.start + lengthOf(range) > end!) before = range;
  }
}

/** Reports an overnight range that ends after the first one of the next day has begun. */
function intoNextDay(week: ReadonlyMap<string, Hours>, report: Report): void {
  for (const [key, day] of week) {
    if (!isWeekday(key)) continue;
    const next = week.get(weekdays[(weekdays.indexOf(key) + 1) % 7]!);
    const first = next && earliest(openTimes(next));
    if (!first) continue;
    for (const range of openTimes(day)) {
      if (!isOvernight(range) || range.end <= first.start) continue;
      const place = { path: [...range.path, "end"] };
      const start = String(own(first.value, "start"));
      report(
        place,
        `${shown(range)} of ${day.title} runs into ${shown(first)} of ${next.title}; expected an end by ${start}`,
        {
          related: [{ place: { path: first.path }, message: `The first range of ${next.title}` }],
          fixes: [{ title: `Change to "${start}"`, changes: [{ do: "set", path: place.path, value: start }] }],
        },
      );
    }
  }
}

function earliest(ranges: readonly Open[]): Open | undefined {
  let found: Open | undefined;
  for (const range of ranges) if (!found || range.start < found.start) found = range;
  return found;
}

function shown({ value }: Open): string {
  return `${own(value, "start")} to ${own(value, "end")}`;
}
