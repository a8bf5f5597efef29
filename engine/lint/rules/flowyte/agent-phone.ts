import type { Severity } from "../../../flow/problem.ts";
import { filledLater } from "../../../formats/flowyte/filledLater.ts";
import { phoneNumber } from "../../../formats/flowyte/phoneNumber.ts";
import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { list, own } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";

/**
 * ## What it finds
 * A phone number that is neither E.164, such as `+16175550142`, nor ten digits of a US number. A number that will be
 * turned into E.164 when it is saved gets a hint. It looks at the `transferDestination`, the `destination` of transfer
 * rules and, with a warning, at `number` and `emergencyNumber` of `afterHours`, whose form the vendor does not describe
 * (Flowproof's choice). An empty number, and in `emergencyNumber` a short one such as 911, are fine.
 * ## Why it matters
 * The call goes nowhere, and that is noticed when somebody needs a person.
 * ## Example
 * `"transferDestination": "0044 20 7946 0958"`.
 * ## Instead
 * `"transferDestination": "+442079460958"`.
 */
export const agentPhone: BodyRule = {
  id: "flowyte/agent-phone",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const handoff = own(body, "handoffConfig");
    const handoffPath = [...path, "handoffConfig"];
    numberIn(handoff, "transferDestination", handoffPath, "error", report);
    list(own(handoff, "transferRules")).forEach((rule, i) => {
      numberIn(rule, "destination", [...handoffPath, "transferRules", i], "error", report);
    });
    const afterHours = own(own(body, "businessHours"), "afterHours");
    const afterHoursPath = [...path, "businessHours", "afterHours"];
    numberIn(afterHours, "number", afterHoursPath, "warning", report);
    if (!/^\d{3}$/.test(String(own(afterHours, "emergencyNumber"))))
      numberIn(afterHours, "emergencyNumber", afterHoursPath, "warning", report);
  },
};

function numberIn(owner: unknown, key: string, path: Path, severity: Severity, report: Report): void {
  const written = own(owner, key);
  if (typeof written !== "string" || written.trim() === "" || filledLater(written)) return;
  const number = phoneNumber(written);
  const place = { path: [...path, key] };
  if (number.is === "normalised")
    report(place, `${quoted(written)} will be normalised to ${quoted(number.e164)}`, {
      severity: "hint",
      suggestion: number.e164,
    });
  else if (number.is === "wrong")
    report(
      place,
      `"${key}" is ${quoted(written)}, which is not a phone number${
        number.meant === undefined
          ? "; expected + and the country code, such as +16175550142, or ten digits of a US number"
          : `; did you mean ${quoted(number.meant)}?`
      }`,
      { severity, suggestion: number.meant },
    );
}
