import type { Fix } from "../../../flow/problem.ts";
import { dateOf, dayNumber, meantDate } from "../../../formats/flowyte/calendarDate.ts";
import { filledLater } from "../../../formats/flowyte/filledLater.ts";
import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { own } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";
import { businessHours, holidaysOf } from "./businessHours.ts";

/**
 * ## What it finds
 * A holiday whose `date` or `endDate` is no day of the calendar written as `YYYY-MM-DD`, and one that ends before it begins.
 * An empty `endDate` means a single day.
 * ## Why it matters
 * The holiday is never kept: the agent says the business is open.
 * ## Example
 * `{ "date": "12/25/2026" }`.
 * ## Instead
 * `{ "date": "2026-12-25" }`.
 */
export const agentHolidayDate: BodyRule = {
  id: "flowyte/agent-holiday-date",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const found = businessHours(body, path);
    if (!found) return;
    for (const { value, path: at } of holidaysOf(found.hours, found.path)) {
      const first = dayAt(own(value, "date"), [...at, "date"], report);
      const endDate = own(value, "endDate");
      const last = endDate === "" ? undefined : dayAt(endDate, [...at, "endDate"], report);
      if (first !== undefined && last !== undefined && last < first) endsBefore(first, last, at, report);
    }
  },
};

/** The day that is written at a place; reports what is none. */
function dayAt(written: unknown, path: Path, report: Report): number | undefined {
  if (typeof written !== "string" || filledLater(written)) return undefined;
  const day = dayNumber(written);
  if (day !== undefined) return day;
  const meant = meantDate(written);
  const formed = /^\d{4}-\d{2}-\d{2}$/.test(written);
  let is = `${quoted(written)} is not a date of the form YYYY-MM-DD`;
  if (formed) is = `${quoted(written)} is not a day of the calendar`;
  else if (written.trim() === "") is = `"${path.at(-1)}" is blank`;
  let right = formed ? "" : `; expected one such as "2026-12-25"`;
  if (meant !== undefined) right = `; did you mean ${quoted(meant)}?`;
  report({ path }, `${is}${right}`, { suggestion: meant });
  return undefined;
}

function endsBefore(first: number, last: number, at: Path, report: Report): void {
  const begins = { path: [...at, "date"] };
  const ends = { path: [...at, "endDate"] };
  const nextYear = yearLater(last);
  const overNewYear = nextYear !== undefined && nextYear >= first && nextYear - first < LONG_HOLIDAY;
  const fixes: Fix[] = [
    {
      title: "Swap the two dates",
      changes: [
        { do: "set", path: begins.path, value: dateOf(last) },
        { do: "set", path: ends.path, value: dateOf(first) },
      ],
    },
  ];
  if (overNewYear)
    fixes.unshift({
      title: `Change to "${dateOf(nextYear)}"`,
      changes: [{ do: "set", path: ends.path, value: dateOf(nextYear) }],
    });
  report(ends, `The holiday ends on ${dateOf(last)}, before it begins on ${dateOf(first)}`, {
    related: [{ place: begins, message: "Begins here" }],
    fixes,
  });
}

function yearLater(day: number): number | undefined {
  const date = dateOf(day);
  return dayNumber(`${String(Number(date.slice(0, 4)) + 1).padStart(4, "0")}${date.slice(4)}`);
}

/** A holiday over New Year is shorter than this many days. */
const LONG_HOLIDAY = 60;
