import { type Moment, momentOf } from "../../../formats/flowyte/calendarDate.ts";
import { quoted } from "../../../schema/words.ts";
import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * A `createdAt` or `updatedAt` that is no date and time, and, a warning, an agent that was changed before it was made. A
 * hint for a moment that is not written as the contract has it (RFC 3339), such as `2026-03-02 09:00:00`.
 * ## Why it matters
 * Flowyte sets both, so the file was edited by hand, or is of another system.
 * ## Example
 * `"createdAt": "2026-02-30T09:00:00Z"`.
 * ## Instead
 * `"createdAt": "2026-03-02T09:00:00Z"`.
 */
export const agentDates: BodyRule = {
  id: "flowyte/agent-dates",
  severity: "error",
  formats: ["flowyte-agent"],
  checkBody(body, report, path) {
    const moments = new Map<string, Moment>();
    for (const key of ["createdAt", "updatedAt"]) {
      const written = own(body, key);
      if (typeof written !== "string") continue;
      const moment = momentOf(written);
      const place = { path: [...path, key] };
      if (!moment)
        report(place, `"${key}" is ${quoted(written)}, which is no date and time; expected one such as "${example}"`);
      else if (!moment.strict) report(place, `"${key}" is usually written like "${example}"`, { severity: "hint" });
      if (moment) moments.set(key, moment);
    }
    const created = moments.get("createdAt")?.at;
    const updated = moments.get("updatedAt")?.at;
    if (created === undefined || updated === undefined || updated >= created) return;
    report({ path: [...path, "updatedAt"] }, `The agent was changed before it was made`, {
      severity: "warning",
      related: [{ place: { path: [...path, "createdAt"] }, message: "When it was made" }],
    });
  },
};

const example = "2026-03-02T09:00:00Z";
