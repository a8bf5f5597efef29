import type { SchemaRule } from "../../rule.ts";

/**
 * ## What it finds
 * An `avgTicketCents` that is negative or no whole number.
 * ## Why it matters
 * The revenue that the agent is said to have recovered is counted with it. It is in cents; dollars with a point are a common
 * slip.
 * ## Example
 * `"avgTicketCents": 249.99`.
 * ## Instead
 * `"avgTicketCents": 24999`, or `null` for the platform's default.
 */
export const agentTicket: SchemaRule = {
  id: "flowyte/agent-ticket",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  bySchema: true,
  fixes(value, path) {
    if (typeof value !== "number") return [];
    const cents = Math.round(value * 100);
    const dollars = value > 0 && Math.abs(cents - value * 100) < 1e-6;
    return [
      ...(dollars
        ? [{ title: `Change to ${cents}, the same in cents`, changes: [{ do: "set", path, value: cents } as const] }]
        : []),
      { title: "Change to null, for the default", changes: [{ do: "set", path, value: null }] },
    ];
  },
};
