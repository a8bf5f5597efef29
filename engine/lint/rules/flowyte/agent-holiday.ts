import type { Place } from "../../../flow/problem.ts";
import { dateOf, dayNumber } from "../../../formats/flowyte/calendarDate.ts";
import { list, own, text } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";
import { businessHours, type Hours, holidaysOf } from "./businessHours.ts";

/**
 * ## What it finds
 * A holiday on days that another one has too, one that is `closed` and has `ranges`, and one with neither. A hint for a
 * holiday that is over everywhere on earth.
 * ## Why it matters
 * Which of two holidays wins the vendor does not say. Ranges count only when the day is not closed (vendor contract), and
 * what a holiday with neither means is not documented: Flowproof takes it as closed.
 * ## Example
 * `{ "name": "Christmas Eve", "date": "2026-12-24" }`.
 * ## Instead
 * `{ "name": "Christmas Eve", "date": "2026-12-24", "ranges": [{ "start": "09:00", "end": "12:00" }] }`.
 */
export const agentHoliday: BodyRule = {
  id: "flowyte/agent-holiday",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path, _, { today }) {
    const found = businessHours(body, path);
    if (!found) return;
    const holidays = holidaysOf(found.hours, found.path);
    const now = today === undefined ? undefined : dayNumber(today);
    const dated: Dated[] = [];
    for (const holiday of holidays) {
      hoursOf(holiday, report);
      const days = daysOf(holiday);
      if (!days) continue;
      dated.push(days);
      // The date is one of the whole earth: it is still yesterday somewhere.
      if (now !== undefined && days.last < now - 1) over(days, report);
    }
    overlapping(dated, report);
  },
};

interface Dated {
  readonly holiday: Hours;
  readonly first: number;
  readonly last: number;
}

/** The days of a holiday; undefined where its dates are agent-holiday-date's to report. */
function daysOf(holiday: Hours): Dated | undefined {
  const first = dayNumber(text(own(holiday.value, "date")) ?? "");
  const endDate = own(holiday.value, "endDate") ?? "";
  const last = endDate === "" ? first : dayNumber(text(endDate) ?? "");
  return first === undefined || last === undefined || last < first ? undefined : { holiday, first, last };
}

function hoursOf({ value, path, title }: Hours, report: Report): void {
  const closed = own(value, "closed");
  const ranges = own(value, "ranges");
  if (closed === true && list(ranges).length > 0)
    report({ path: [...path, "ranges"], part: "key" }, `${title} is closed, so its ranges never count`, {
      related: [{ place: { path: [...path, "closed"], part: "key" }, message: "Closed on these days" }],
      fixes: [
        { title: `Remove "ranges"`, changes: [{ do: "remove", path: [...path, "ranges"] }] },
        { title: `Remove "closed"`, changes: [{ do: "remove", path: [...path, "closed"] }] },
      ],
    });
  else if (
    (closed === undefined || closed === false) &&
    (ranges === undefined || (Array.isArray(ranges) && ranges.length === 0))
  ) {
    const key = ["closed", "date", "name"].find((name) => Object.hasOwn(value, name));
    report(
      { path: key === undefined ? path : [...path, key] },
      `${title} is neither closed nor has ranges; Flowproof takes it as closed, Flowyte does not say`,
      {
        fixes: [{ title: `Write "closed": true`, changes: [{ do: "set", path: [...path, "closed"], value: true }] }],
      },
    );
  }
}

function over({ holiday, last }: Dated, report: Report): void {
  report(datePlace(holiday), `${holiday.title} was over on ${dateOf(last)}`, {
    severity: "hint",
    fixes: [{ title: "Remove this holiday", changes: [{ do: "remove", path: holiday.path }] }],
  });
}

/** Reports each holiday that begins before one above it in the calendar has ended. */
function overlapping(dated: Dated[], report: Report): void {
  let longest: Dated | undefined;
  for (const each of dated.sort((a, b) => a.first - b.first)) {
    if (longest && each.first <= longest.last) {
      const same =
        longest.first === each.first && longest.last === each.last && sameHours(each.holiday, longest.holiday);
      report(
        datePlace(each.holiday),
        same
          ? `${each.holiday.title} stands there twice`
          : `${longest.holiday.title} and ${each.holiday.title} are both on ${dateOf(each.first)}; which of them wins is not documented`,
        {
          related: [{ place: datePlace(longest.holiday), message: "The other holiday" }],
          fixes: [{ title: "Remove this holiday", safe: same, changes: [{ do: "remove", path: each.holiday.path }] }],
        },
      );
    }
    if (!longest || each.last > longest.last) longest = each;
  }
}

function sameHours(a: Hours, b: Hours): boolean {
  const hours = ({ value, ranges }: Hours): string =>
    own(value, "closed") === true ? "closed" : ranges.map(({ start, end }) => `${start}-${end}`).join();
  return hours(a) === hours(b) && text(own(a.value, "name")) === text(own(b.value, "name"));
}

function datePlace({ path }: Hours): Place & { readonly path: Hours["path"] } {
  return { path: [...path, "date"] };
}
