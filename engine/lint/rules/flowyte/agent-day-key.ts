import { isWeekday, meantDay, weekdays } from "../../../formats/flowyte/weekday.ts";
import { quoted } from "../../../schema/words.ts";
import { object, own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * In `weekly`, a key that is none of `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`. Keys that begin with `$` or `_` are
 * taken for notes.
 * ## Why it matters
 * The hours below it count for no day, and a day without hours is closed.
 * ## Example
 * `"weekly": { "Monday": { "alwaysOpen": true } }`.
 * ## Instead
 * `"weekly": { "mon": { "alwaysOpen": true } }`.
 */
export const agentDayKey: BodyRule = {
  id: "flowyte/agent-day-key",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const weekly = object(own(own(body, "businessHours"), "weekly"));
    if (!weekly) return;
    for (const key of Object.keys(weekly)) {
      if (isWeekday(key) || /^[$_]/.test(key)) continue;
      const at = [...path, "businessHours", "weekly", key];
      const day = meantDay(key);
      const taken = day !== undefined && Object.hasOwn(weekly, day);
      let right = `expected one of ${weekdays.join(", ")}`;
      if (day !== undefined) right = taken ? `${quoted(day)} stands beside it` : `did you mean ${quoted(day)}?`;
      report({ path: at, part: "key" }, `${quoted(key)} is not a day of the week; ${right}`, {
        ...(day !== undefined && !taken && { suggestion: day }),
        ...(taken && {
          related: [{ place: { path: [...path, "businessHours", "weekly", day], part: "key" }, message: "The day" }],
          fixes: [{ title: `Remove ${quoted(key)}`, changes: [{ do: "remove", path: at }] }],
        }),
      });
    }
  },
};
