import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { nearest } from "../../../text/nearest.ts";
import { type Json, object, own, text } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";
import { businessHours, hasSchedule } from "./businessHours.ts";
import { hasHandoffNumber, hasRuleNumber } from "./handoffNumber.ts";

/**
 * ## What it finds
 * In `afterHours`: the old `mode`; a `number` although no call may go to a person; a transfer without any number to go to; a
 * placeholder in `message` other than `{next_open}`; and all of it in an agent without hours, which is always open.
 * `{{double braces}}` of other names are taken for a template that is filled before the agent is sent. An update is not
 * asked for what the agent may have already.
 * ## Why it matters
 * None of this has an effect (vendor contract), and the caller hears the placeholder as it is written.
 * ## Example
 * `"afterHours": { "mode": "voicemail", "message": "We open {nextOpen}." }`.
 * ## Instead
 * `"afterHours": { "message": "We open {next_open}." }`.
 */
export const agentAfterHours: BodyRule = {
  id: "flowyte/agent-after-hours",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path, format) {
    const found = businessHours(body, path);
    const afterHours = object(own(found?.hours, "afterHours"));
    if (!found || !afterHours) return;
    const at = [...found.path, "afterHours"];
    if (isFilled(own(afterHours, "mode")))
      report(
        { path: [...at, "mode"], part: "key" },
        `"mode" has no effect any more; "allowHumanTransfer" has taken its place`,
        {
          fixes: [{ title: `Remove "mode"`, safe: true, changes: [{ do: "remove", path: [...at, "mode"] }] }],
        },
      );
    transfer(afterHours, at, report);
    if (
      own(afterHours, "allowHumanTransfer") === true &&
      !isFilled(own(afterHours, "number")) &&
      hasHandoffNumber(body, format) === false &&
      !hasRuleNumber(body)
    )
      report(
        { path: [...at, "allowHumanTransfer"] },
        `A call may go to a person while closed, but there is no number: neither "number" here nor "transferDestination" in "handoffConfig"`,
        {
          fixes: [
            {
              title: "Change to false",
              changes: [{ do: "set", path: [...at, "allowHumanTransfer"], value: false }],
            },
          ],
        },
      );
    const message = own(afterHours, "message");
    if (typeof message === "string") placeholders(message, [...at, "message"], report);
    if (format === "flowyte-agent" && !hasSchedule(found.hours) && Object.values(afterHours).some(saysSomething))
      report(
        { path: at, part: "key" },
        `Without "weekly" and "holidays" the agent is always open, so "afterHours" never counts`,
        { fixes: [{ title: `Remove "afterHours"`, changes: [{ do: "remove", path: at }] }] },
      );
  },
};

function transfer(afterHours: Json, at: Path, report: Report): void {
  const allowed = own(afterHours, "allowHumanTransfer");
  if (!isFilled(own(afterHours, "number")) || (allowed !== false && allowed !== undefined)) return;
  report(
    { path: [...at, "number"], part: "key" },
    `"number" is used only when "allowHumanTransfer" is true; it is ${allowed === false ? "false" : "false by default"}`,
    {
      fixes: [
        {
          title: `Write "allowHumanTransfer": true`,
          changes: [{ do: "set", path: [...at, "allowHumanTransfer"], value: true }],
        },
        { title: `Remove "number"`, changes: [{ do: "remove", path: [...at, "number"] }] },
      ],
    },
  );
}

function placeholders(message: string, path: Path, report: Report): void {
  for (const found of message.matchAll(/(?<!\{)(\{\{?)\s*([\p{L}_][\w. -]{0,40})\}{1,2}/gu)) {
    const [whole, braces, rest] = found;
    const name = rest!.trim();
    if (whole === "{next_open}") continue;
    const meant = nearest(name, ["next_open"]) !== undefined || name === "next_open";
    // A template of another system, filled before the agent is sent.
    if (braces!.length > 1 && !meant) continue;
    const part = { start: found.index, end: found.index + whole.length };
    const right = meant ? `did you mean "{next_open}"?` : "only {next_open} is";
    report({ path, part }, `${quoted(whole)} is not filled in here; ${right}`, {
      ...(meant && { suggestion: "{next_open}" }),
    });
  }
}

function isFilled(value: unknown): boolean {
  return (text(value) ?? "").trim() !== "";
}

/** Exports write blank and false for what was never set. */
function saysSomething(value: unknown): boolean {
  return isFilled(value) || value === true;
}
