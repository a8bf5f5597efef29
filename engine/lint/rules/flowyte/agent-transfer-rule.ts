import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { type Json, list, object, own, text } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";

/**
 * ## What it finds
 * A transfer rule that does not say `when` it applies or where to (`destination`), and one that applies when an earlier one
 * does. A hint for two rules of one label that lead to different numbers.
 * ## Why it matters
 * A rule without either never transfers a call, and of two for one situation nobody knows which is followed.
 * ## Example
 * `"transferRules": [{ "label": "Billing", "destination": "+16175550142" }]`.
 * ## Instead
 * `[{ "label": "Billing", "when": "The caller asks about a bill", "destination": "+16175550142" }]`.
 */
export const agentTransferRule: BodyRule = {
  id: "flowyte/agent-transfer-rule",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const at = [...path, "handoffConfig", "transferRules"];
    const situations = new Map<string, Earlier>();
    const labels = new Map<string, Earlier>();
    list(own(own(body, "handoffConfig"), "transferRules")).forEach((written, i) => {
      const rule = object(written);
      if (!rule) return;
      incomplete(rule, i, [...at, i], report);
      const when = key(rule, "when");
      const label = key(rule, "label");
      const sameWhen = when === "" ? undefined : situations.get(when);
      const sameLabel = label === "" ? undefined : labels.get(label);
      if (sameWhen) repeatedSituation(rule, sameWhen, [...at, i], report);
      else if (sameLabel && key(sameLabel.rule, "destination") !== key(rule, "destination"))
        report({ path: [...at, i, "label"] }, `Another rule is labelled ${quoted(text(own(rule, "label"))!)} too`, {
          severity: "hint",
          related: [{ place: { path: [...sameLabel.path, "label"] }, message: "The other rule" }],
        });
      if (when !== "" && !sameWhen) situations.set(when, { rule, path: [...at, i] });
      if (label !== "" && !sameLabel) labels.set(label, { rule, path: [...at, i] });
    });
  },
};

interface Earlier {
  readonly rule: Json;
  readonly path: Path;
}

function incomplete(rule: Json, index: number, path: Path, report: Report): void {
  const missing = ["when", "destination"].filter((part) => isBlank(own(rule, part)));
  if (missing.length === 0) return;
  const label = text(own(rule, "label"))?.trim();
  const written = ["label", "when", "destination"].find((part) => Object.hasOwn(rule, part));
  const blank = missing.find((part) => Object.hasOwn(rule, part));
  const pointed = blank ?? (label ? "label" : written);
  report(
    { path: pointed === undefined ? path : [...path, pointed] },
    `Transfer rule ${label ? quoted(label) : index + 1} has no ${missing.map((part) => `"${part}"`).join(" and no ")}; without, it transfers no call`,
    { fixes: [{ title: "Remove this transfer rule", changes: [{ do: "remove", path }] }] },
  );
}

function repeatedSituation(rule: Json, earlier: Earlier, path: Path, report: Report): void {
  const same = ["destination", "label"].every((part) => key(rule, part) === key(earlier.rule, part));
  const differs = key(rule, "destination") !== key(earlier.rule, "destination");
  report(
    { path: [...path, "when"] },
    `Another rule has the same "when"${differs ? " and leads elsewhere; only one of them can be followed" : ""}`,
    {
      related: [{ place: { path: [...earlier.path, "when"] }, message: "The other rule" }],
      fixes: [{ title: "Remove this transfer rule", safe: same, changes: [{ do: "remove", path }] }],
    },
  );
}

/** What is left out or holds no letter; null and other types are the schema's to report. */
function isBlank(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && value.trim() === "");
}

function key(rule: Json, part: string): string {
  return (text(own(rule, part)) ?? "").trim().toLowerCase();
}
