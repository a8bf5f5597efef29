import type { Fix } from "../../../flow/problem.ts";
import { list, own } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";
import { businessHours, type Hours, weekOf } from "./businessHours.ts";

/**
 * ## What it finds
 * A weekday that is `closed` and has other hours, one that is `alwaysOpen` and has `ranges`, and one that says nothing.
 * ## Why it matters
 * `closed` wins over both, `alwaysOpen` over `ranges` (vendor contract): what loses never counts, and was perhaps meant. What
 * a day without any of the three means the vendor does not say; Flowproof takes it as closed.
 * ## Example
 * `"sat": { "closed": true, "ranges": [{ "start": "09:00", "end": "12:00" }] }`.
 * ## Instead
 * `"sat": { "ranges": [{ "start": "09:00", "end": "12:00" }] }`.
 */
export const agentDayFlags: BodyRule = {
  id: "flowyte/agent-day-flags",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const found = businessHours(body, path);
    if (!found) return;
    for (const day of weekOf(found.hours, found.path).values()) {
      const { value, path: at, title } = day;
      const hasRanges = list(own(value, "ranges")).length > 0;
      const alwaysOpen = own(value, "alwaysOpen") === true;
      if (own(value, "closed") === true) {
        const losing = [...(alwaysOpen ? ["alwaysOpen"] : []), ...(hasRanges ? ["ranges"] : [])];
        if (losing.length > 0) contradiction(day, "closed", losing, report);
      } else if (alwaysOpen && hasRanges) contradiction(day, "alwaysOpen", ["ranges"], report);
      else if (saysNothing(day))
        report({ path: at, part: "key" }, `${title} has no hours; expected "closed", "alwaysOpen" or ranges`, {
          fixes: ["closed", "alwaysOpen"].map((flag) => ({
            title: `Write "${flag}": true`,
            changes: [{ do: "set", path: [...at, flag], value: true }],
          })),
        });
    }
  },
};

function contradiction({ title, path }: Hours, winner: string, losing: readonly string[], report: Report): void {
  const remove = (keys: readonly string[]): Fix => ({
    title: `Remove ${keys.map((key) => `"${key}"`).join(" and ")}`,
    changes: keys.map((key) => ({ do: "remove", path: [...path, key] })),
  });
  const lost = losing.map((key) => `"${key}"`).join(" and ");
  report(
    { path: [...path, losing.at(-1)!], part: "key" },
    `${title} has "${winner}", which wins: its ${lost} never count${losing.length > 1 || losing[0] === "ranges" ? "" : "s"}`,
    {
      related: [{ place: { path: [...path, winner], part: "key" }, message: "Wins over the others" }],
      fixes: [remove(losing), ...(losing.length === 1 ? [remove([winner])] : [])],
    },
  );
}

/** Whether none of the three is there, or only as false and empty. A value of another type is the schema's to report. */
function saysNothing({ value }: Hours): boolean {
  const flags = [own(value, "closed"), own(value, "alwaysOpen")];
  const ranges = own(value, "ranges");
  return (
    flags.every((flag) => flag === undefined || flag === false) &&
    (ranges === undefined || (Array.isArray(ranges) && ranges.length === 0))
  );
}
