import { useAt } from "../../../flow/nameTable.ts";
import type { Fix, Place } from "../../../flow/problem.ts";
import { capped } from "../../capped.ts";
import { didYouMean, meantName, writing } from "../../meantName.ts";
import type { FlowRule } from "../../rule.ts";

/**
 * ## What it finds
 * A token `{{metadata.key}}` whose key is neither one of the built-in ones (`id`, `direction`, `agent_number`,
 * `user_number`, `agent_name`) nor listed in `metadata.custom_metadata_keys`.
 * ## Why it matters
 * What is missing renders as nothing, and the vendor does not say so when the flow is saved. The list of custom keys is
 * what whoever starts a call goes by.
 * ## Example
 * `"to": "{{metadata.CustomerEmail}}"` without a declaration.
 * ## Instead
 * `"metadata": { "custom_metadata_keys": ["CustomerEmail"] }`
 */
export const unknownMetadataKey: FlowRule = {
  id: "yappr/unknown-metadata-key",
  severity: "warning",
  formats: ["yappr-flow"],
  fixable: true,
  check(flow, report, { graph }) {
    const { variable } = graph.names;
    let known: string[] | undefined;
    for (const [name, { reads, declares }] of variable) {
      if (!name.startsWith(METADATA) || reads.length === 0 || declares.length > 0 || flow.given?.has(name)) continue;
      const key = name.slice(METADATA.length);
      known ??= [
        ...(flow.given ?? []),
        ...[...variable].flatMap(([each, uses]) => (uses.declares.length > 0 ? each : [])),
      ];
      const meant = meantName(
        flow,
        METADATA,
        key,
        known.map((each) => each.slice(METADATA.length)),
      );
      const declare: Fix = {
        title: `Declare "${key}" in custom_metadata_keys`,
        changes: [{ do: "insert", path: [...flow.path, "metadata", "custom_metadata_keys"], value: key }],
      };
      for (const { one, more } of capped(reads)) {
        const place = keyIn(useAt(flow, one).place, key);
        const right = writing(meant, place);
        report(
          place,
          `"${key}" is neither a built-in key of metadata nor one of the custom_metadata_keys${didYouMean(meant)}${more}`,
          { ...right, fixes: [...(right.fixes ?? []), declare] },
        );
      }
    }
  },
};

const METADATA = "metadata.";

/** The key alone, where the place is a stretch that ends on it. */
function keyIn(place: Place, key: string): Place {
  if (!("path" in place) || !place.part || place.part === "key") return place;
  const { path, part } = place;
  return { path, part: { start: part.end - key.length, end: part.end } };
}
