import { object, own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * In `voiceSettings`: `stability`, `similarityBoost` or `style` below 0 or above 1, and `speed` below 0.5 or above 2. The
 * bounds are Flowproof's choice, as the vendor names none: what a voice really takes is its maker's affair.
 * ## Why it matters
 * The maker of the voice refuses such a setting, or the voice is hard to understand. Percentages are a common slip.
 * ## Example
 * `"voiceSettings": { "stability": 75 }`.
 * ## Instead
 * `"voiceSettings": { "stability": 0.75 }`.
 */
export const agentVoiceRange: BodyRule = {
  id: "flowyte/agent-voice-range",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const settings = object(own(body, "voiceSettings"));
    if (!settings) return;
    for (const [key, [least, most]] of bounds) {
      const value = own(settings, key);
      if (typeof value !== "number" || (value >= least && value <= most)) continue;
      const at = [...path, "voiceSettings", key];
      const part = value / 100;
      const isPercentage = Number.isInteger(value) && value > 2 && part >= least && part <= most;
      report(
        { path: at },
        `"${key}" is ${value}; expected ${least} to ${most} (Flowproof's choice, Flowyte names no bounds)`,
        {
          fixes: isPercentage ? [{ title: `Change to ${part}`, changes: [{ do: "set", path: at, value: part }] }] : [],
        },
      );
    }
  },
};

const bounds = new Map<string, readonly [least: number, most: number]>([
  ["stability", [0, 1]],
  ["similarityBoost", [0, 1]],
  ["style", [0, 1]],
  ["speed", [0.5, 2]],
]);
