import type { BodyRule } from "../../rule.ts";
import { type CallControl, callControl } from "./callControl.ts";

/**
 * ## What it finds
 * In `callControl`: a delay, an interval or a number of idle reminders below 0; and, a warning, silence that is acted on only
 * when the call has ended anyway. What is left out counts with its default; in an update, where it may be set already, all
 * four have to be there.
 * ## Why it matters
 * `onNoResponseAction` never happens, nor do the last reminders: the call is cut off in the middle of the silence.
 * ## Example
 * `"callControl": { "maxCallSeconds": 60, "idleReminderDelaySeconds": 20, "idleReminderIntervalSeconds": 20 }`: the call
 * ends after 60 seconds, the silence after 20 + 2 × 20.
 * ## Instead
 * A longer call, or fewer and faster reminders.
 */
export const agentIdle: BodyRule = {
  id: "flowyte/agent-idle",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  checkBody(body, report, path, format) {
    const control = callControl(body, path);
    if (!control) return;
    let allRight = true;
    for (const limit of idleLimits) {
      const value = control.of(limit);
      if (value === undefined || value < 0) allRight = false;
      if (value !== undefined && value < 0)
        report({ path: [...control.path, limit] }, `"${limit}" is ${value}; expected at least 0`);
    }
    if (!allRight) return;
    if (format === "flowyte-agent-patch" && ![...idleLimits, "maxCallSeconds" as const].every(control.isWritten))
      return;

    const [delay, interval, reminders] = idleLimits.map((limit) => control.of(limit)!) as [number, number, number];
    const longest = control.of("maxCallSeconds");
    const silence = delay + reminders * interval;
    // A call of fewer seconds is agent-max-call's to report, whatever the reminders.
    if (longest === undefined || longest < 30 || silence < longest) return;
    const sum = reminders === 0 ? "" : ` (${delay} + ${reminders} × ${interval})`;
    report(
      { path: [...control.path, toChange(control)] },
      `A call ends after ${longest} seconds, so "onNoResponseAction" never happens: it takes ${silence} seconds of silence${sum}`,
      { severity: "warning" },
    );
  },
};

/** The limit to point at: the longest call where it is written, else the first that is. */
function toChange(control: CallControl): string {
  return (["maxCallSeconds", ...idleLimits] as const).find(control.isWritten) ?? "maxCallSeconds";
}

const idleLimits = ["idleReminderDelaySeconds", "idleReminderIntervalSeconds", "maxIdleReminders"] as const;
