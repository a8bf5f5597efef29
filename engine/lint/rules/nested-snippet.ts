import type { Flow, Near } from "../../flow/flow.ts";
import { useAt } from "../../flow/nameTable.ts";
import type { Fix } from "../../flow/problem.ts";
import { own } from "../../text/value.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * A snippet inside a snippet.
 * ## Why it matters
 * Snippets are expanded once, so the inner one stays in the prompt as it is written (vendor contract).
 * ## Example
 * `"snippets": { "name": "Anna", "opening": "This is {%name%}." }`
 * ## Instead
 * `"snippets": { "opening": "This is Anna." }`, or both snippets one after the other in the prompt.
 */
export const nestedSnippet: FlowRule = {
  id: "nested-snippet",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report, { graph }) {
    for (const near of flow.near ?? []) {
      if (near.why !== "nested") continue;
      const inner = graph.names.snippet.get(near.name)?.declares[0];
      // Of something that is no snippet at all, such as a block of Liquid, nobody would expect it to be expanded.
      if (!inner) continue;
      const at = useAt(flow, inner).place;
      report(near.place, `{%${near.name}%} is a snippet in a snippet, which stays as it is written`, {
        related: [{ place: at, message: `The snippet "${near.name}"` }],
        fixes: inlining(flow, near),
      });
    }
  },
};

/** The inner snippet's words in its place, unless they hold a snippet themselves. */
function inlining(flow: Flow, { name, place: { path, part } }: Near): Fix[] {
  const words = own(own(flow.value, "snippets"), name);
  if (typeof words !== "string" || words.includes("{%")) return [];
  return [{ title: `Write the words of "${name}" here`, changes: [{ do: "text", path, span: part, text: words }] }];
}
