import { nodeOf, useAt } from "../../flow/nameTable.ts";
import type { Fix, Place } from "../../flow/problem.ts";
import { canBeSaid, readToConfirm } from "../../simulate/index.ts";
import { capped } from "../capped.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A variable that gets a value and is never read: a slot or a skill's output in no template, condition or confirmation
 * of a playbook, a key of metadata that a Yappr flow declares and has no token for. What a flow test expects of a
 * variable does not count as a read. Nothing is said about what a voicetest graph extracts, because hosted systems read
 * that after the call (Flowproof's choice).
 * ## Why it matters
 * The caller is asked for nothing, or the place that was to use the answer has another name.
 * ## Example
 * A collect with the slot `zip`, and `{zipcode}` in all texts.
 * ## Instead
 * Read it, or do not ask for it.
 */
export const unusedVariable: FlowRule = {
  id: "unused-variable",
  severity: "hint",
  formats: ["flowyte-playbook", "yappr-flow"],
  fixable: true,
  check(flow, report, { graph, skills }) {
    const given = flow.format === "yappr-flow";
    let confirmed: ReadonlySet<string> | undefined;
    for (const [name, { reads, binds, declares }] of graph.names.variable) {
      const written = given ? declares : binds;
      if (reads.length > 0 || written.length === 0 || flow.given?.has(name)) continue;
      // What no placeholder can say is another rule's.
      if (!canBeSaid(flow.format, name)) continue;
      confirmed ??= readToConfirm(skills);
      if (confirmed.has(name)) continue;
      for (const { one, more } of capped(written)) {
        const { place, before = "" } = useAt(flow, one);
        const message = given
          ? `The key "${name.slice(before.length)}" is declared, and no token {{${name}}} in this file reads it`
          : `"${name}" gets a value here, and nothing reads it`;
        report(place, message + more, { fixes: removal(place, nodeOf(flow, one) === undefined) });
      }
    }
  },
};

/** An output and a declaration can go as they are; a question that is asked of the caller is for its author to drop. */
function removal(place: Place, declared: boolean): Fix[] {
  if (!("path" in place) || (!declared && place.part !== "key")) return [];
  const { path } = place;
  return [{ title: declared ? "Remove this key" : "Remove this output", changes: [{ do: "remove", path }] }];
}
