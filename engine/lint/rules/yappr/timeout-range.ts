import type { SchemaRule } from "../../rule.ts";

const LONGEST = 600;

/**
 * ## What it finds
 * A `timeout_secs` that is not a number of seconds above 0 and at most 600.
 * ## Why it matters
 * Yappr refuses to save it. A thousand times too much is usually a time in milliseconds.
 * ## Example
 * `"timeout_secs": 30000`
 * ## Instead
 * `"timeout_secs": 30`
 */
export const timeoutRange: SchemaRule = {
  id: "yappr/timeout-range",
  severity: "error",
  formats: ["yappr-flow"],
  fixable: true,
  bySchema: true,
  fixes(value, path) {
    const seconds = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof seconds !== "number" || !Number.isFinite(seconds)) return [];
    const set = (to: number, safe?: true) => ({
      title: `Change to ${to} seconds`,
      ...(safe && { safe }),
      changes: [{ do: "set", path, value: to } as const],
    });
    if (seconds <= 0) return [{ title: "Leave the time to Yappr", changes: [{ do: "remove", path }] }];
    if (seconds <= LONGEST) return [set(seconds, true)];
    return seconds / 1000 <= LONGEST ? [set(seconds / 1000), set(LONGEST)] : [set(LONGEST)];
  },
};
