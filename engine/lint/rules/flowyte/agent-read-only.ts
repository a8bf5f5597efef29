import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * In an update, a field that Flowyte sets itself: `id`, `organizationId`, `version`, `status`, `publishedVersionId`,
 * `createdAt`, `updatedAt`, `createdBy`. Which fields can be changed the vendor does not say; the list is Flowproof's choice.
 * ## Why it matters
 * The update does not change it, whatever stands there: Flowproof leaves it out when it sends the update.
 * ## Example
 * `{ "version": 8, "greeting": "Hello" }`.
 * ## Instead
 * `{ "greeting": "Hello" }`.
 */
export const agentReadOnly: BodyRule = {
  id: "flowyte/agent-read-only",
  severity: "warning",
  formats: ["flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    for (const key of readOnly) {
      if (own(body, key) === undefined) continue;
      const at = [...path, key];
      report({ path: at, part: "key" }, `"${key}" is set by Flowyte and not by an update (Flowproof's choice)`, {
        fixes: [{ title: `Remove "${key}"`, safe: true, changes: [{ do: "remove", path: at }] }],
      });
    }
  },
};

const readOnly = [
  "id",
  "organizationId",
  "version",
  "status",
  "publishedVersionId",
  "createdAt",
  "updatedAt",
  "createdBy",
];
