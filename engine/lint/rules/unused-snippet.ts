import { useAt } from "../../flow/nameTable.ts";
import { canBeSaid } from "../../simulate/index.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A snippet that no prompt has a `{%name%}` for. One that only another snippet names is `nested-snippet`'s, one whose name
 * no placeholder can say `bad-name`'s.
 * ## Why it matters
 * Whoever changes it believes that calls change with it.
 * ## Example
 * `"snippets": { "hours": "We are open from nine to five." }` and no `{%hours%}` in any prompt.
 * ## Instead
 * Use it where its text stands written out, or remove it.
 */
export const unusedSnippet: FlowRule = {
  id: "unused-snippet",
  severity: "hint",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report, { graph }) {
    for (const [name, { reads, declares }] of graph.names.snippet) {
      if (reads.length > 0 || !canBeSaid(flow.format, name)) continue;
      if (flow.near?.some((near) => near.why === "nested" && near.name === name)) continue;
      for (const spot of declares) {
        const { place } = useAt(flow, spot);
        if (!("path" in place)) continue;
        report(place, `No prompt uses the snippet "${name}"`, {
          fixes: [{ title: "Remove this snippet", changes: [{ do: "remove", path: place.path }] }],
        });
      }
    }
  },
};
