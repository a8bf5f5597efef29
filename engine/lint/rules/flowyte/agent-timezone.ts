import type { Fix } from "../../../flow/problem.ts";
import { filledLater } from "../../../formats/flowyte/filledLater.ts";
import { type MeantZone, timeZoneName } from "../../../formats/flowyte/timeZone.ts";
import { quoted } from "../../../schema/words.ts";
import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";
import { businessHours, hasSchedule } from "./businessHours.ts";

/**
 * ## What it finds
 * Business hours without a `timezone`, and a `timezone` that is no IANA name: an offset such as `+02:00`, an abbreviation
 * such as `PST`, a city of its own. Older IANA names such as `US/Eastern` are fine. `EST` and its like are IANA names too,
 * but say nothing of summer time: they get a warning, and unusual capitals a hint. In an update a missing zone is a
 * warning, as the agent may have one already.
 * ## Why it matters
 * Without its zone no opening time means anything; the vendor requires it as soon as there are hours.
 * ## Example
 * `"timezone": "Eastern Time"`.
 * ## Instead
 * `"timezone": "America/New_York"`.
 */
export const agentTimezone: BodyRule = {
  id: "flowyte/agent-timezone",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path, format) {
    const found = businessHours(body, path);
    if (!found) return;
    const { hours } = found;
    const at = [...found.path, "timezone"];
    const zone = own(hours, "timezone");
    if (zone === undefined || (typeof zone === "string" && zone.trim() === "")) {
      if (!hasSchedule(hours)) return;
      const is = zone === undefined ? "The business hours have no" : "The business hours have a blank";
      report(
        zone === undefined ? { path: found.path, part: "key" } : { path: at },
        `${is} "timezone"; expected the zone of their times, such as "America/New_York"`,
        { severity: zone === undefined && format === "flowyte-agent-patch" ? "warning" : "error" },
      );
    } else if (typeof zone === "string" && !filledLater(zone)) {
      const name = timeZoneName(zone);
      const change = (to: MeantZone | undefined) => ({
        ...(to?.certain && { suggestion: to.zone }),
        fixes: to && !to.certain ? [changeTo(to.zone)] : [],
      });
      const changeTo = (to: string): Fix => ({
        title: `Change to ${quoted(to)}`,
        changes: [{ do: "set", path: at, value: to }],
      });
      const right =
        "meant" in name && name.meant
          ? `; did you mean ${quoted(name.meant.zone)}?`
          : `; expected one such as "America/New_York"`;
      if (name.is === "unknown")
        report({ path: at }, `${quoted(zone)} is not an IANA time zone${right}`, change(name.meant));
      else if (name.is === "abbreviation")
        report(
          { path: at },
          `${quoted(zone)} does not say where the business is, so not when its clocks change${right}`,
          {
            severity: "warning",
            ...change(name.meant),
          },
        );
      else if (name.usual !== undefined)
        report({ path: at }, `${quoted(zone)} is usually written ${quoted(name.usual)}`, {
          severity: "hint",
          suggestion: name.usual,
        });
    }
  },
};
