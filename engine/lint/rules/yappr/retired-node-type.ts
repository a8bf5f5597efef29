import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A node of a type that Yappr has retired: `integration_call`, `webhook` or `structured_output`. Flowproof still walks
 * them as they were documented.
 * ## Why it matters
 * The newest Yappr refuses to save an `integration_call`, and an agent whose saved flow has one takes no calls. Nodes
 * that run after the call are gone as well.
 * ## Example
 * `"type": "integration_call", "provider": "google_calendar"`
 * ## Instead
 * `"type": "tool_call"` with a tool that uses the connected account; for work after the call, the agent's own
 * `extraction_parameters` and `webhook_url`.
 */
export const retiredNodeType: NodeRule = {
  id: "yappr/retired-node-type",
  severity: "warning",
  formats: ["yappr-flow"],
  checkNode({ type, path }, report) {
    const instead = retired.get(type);
    if (instead !== undefined) report({ path: [...path, "type"] }, `"${type}" is a retired type of node; ${instead}`);
  },
};

const afterTheCall = `what runs after a call is now set on the agent, in "extraction_parameters" and "webhook_url"`;

const retired: ReadonlyMap<string, string> = new Map([
  ["integration_call", `the newest Yappr saves a "tool_call" in its place, with a tool for the connected account`],
  ["webhook", afterTheCall],
  ["structured_output", afterTheCall],
]);
