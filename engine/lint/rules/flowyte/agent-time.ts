import { filledLater } from "../../../formats/flowyte/filledLater.ts";
import { meantTime, minutesOf } from "../../../formats/flowyte/timeOfDay.ts";
import { quoted } from "../../../schema/words.ts";
import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";
import { businessHours, holidaysOf, weekOf } from "./businessHours.ts";

/**
 * ## What it finds
 * A `start` or `end` of opening times that is not written as `HH:MM` with 24 hours: two digits from 00 to 23, a colon, two
 * digits from 00 to 59.
 * ## Why it matters
 * The time is not understood, or understood as another: the agent says it is closed when it is open.
 * ## Example
 * `{ "start": "9:00", "end": "24:00" }`.
 * ## Instead
 * `{ "start": "09:00", "end": "00:00" }`.
 */
export const agentTime: BodyRule = {
  id: "flowyte/agent-time",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const found = businessHours(body, path);
    if (!found) return;
    const days = [...weekOf(found.hours, found.path).values(), ...holidaysOf(found.hours, found.path)];
    for (const { path: at, value } of days.flatMap(({ ranges }) => ranges)) {
      for (const key of ["start", "end"]) {
        const written = own(value, key);
        if (typeof written !== "string" || minutesOf(written) !== undefined || filledLater(written)) continue;
        const meant = meantTime(written);
        const place = { path: [...at, key] };
        const is = written.trim() === "" ? `"${key}" is blank` : `${quoted(written)} is not a time of the form HH:MM`;
        const right = meant ? `did you mean ${quoted(meant.time)}?` : `expected one from "00:00" to "23:59"`;
        report(place, `${is}; ${right}`, {
          ...(meant?.certain && { suggestion: meant.time }),
          ...(meant?.certain === false && {
            fixes: [
              {
                title: `Change to ${quoted(meant.time)}`,
                changes: [{ do: "set", path: place.path, value: meant.time }],
              },
            ],
          }),
        });
      }
    }
  },
};
