import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * A published agent whose `publishedVersionId` is null.
 * ## Why it matters
 * Calls are answered by the published version, and the agent names none. Either the file was edited by hand, or something
 * went wrong when it was published.
 * ## Example
 * `"status": "published", "publishedVersionId": null`.
 * ## Instead
 * The agent fetched anew from Flowyte.
 */
export const agentPublishedVersion: BodyRule = {
  id: "flowyte/agent-published-version",
  severity: "warning",
  formats: ["flowyte-agent"],
  checkBody(body, report, path) {
    if (own(body, "status") !== "published" || own(body, "publishedVersionId") !== null) return;
    report(
      { path: [...path, "publishedVersionId"] },
      `The agent is published, but "publishedVersionId" is null; expected the id of the published version`,
      { related: [{ place: { path: [...path, "status"] }, message: "The agent is published" }] },
    );
  },
};
