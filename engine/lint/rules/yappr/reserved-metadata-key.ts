import { useAt } from "../../../flow/nameTable.ts";
import type { FlowRule } from "../../rule.ts";

/**
 * ## What it finds
 * A built-in key of metadata among the `custom_metadata_keys`: `id`, `direction`, `agent_number`, `user_number` or
 * `agent_name`.
 * ## Why it matters
 * The platform gives these itself and refuses a call that brings one along (`INVALID_METADATA_RESERVED_KEY`), so the
 * declaration asks callers for what would keep them from calling (vendor contract).
 * ## Example
 * `"custom_metadata_keys": ["direction", "order"]`
 * ## Instead
 * `"custom_metadata_keys": ["order"]`; `{{metadata.direction}}` works without it.
 */
export const reservedMetadataKey: FlowRule = {
  id: "yappr/reserved-metadata-key",
  severity: "error",
  formats: ["yappr-flow"],
  fixable: true,
  check(flow, report, { graph }) {
    for (const name of flow.given ?? [])
      for (const spot of graph.names.variable.get(name)?.declares ?? []) {
        const { place, before = "" } = useAt(flow, spot);
        if (!("path" in place)) continue;
        report(
          place,
          `"${name.slice(before.length)}" is built in, and a call that brings it along is refused (Yappr: INVALID_METADATA_RESERVED_KEY)`,
          { fixes: [{ title: "Remove this key", safe: true, changes: [{ do: "remove", path: place.path }] }] },
        );
      }
  },
};
