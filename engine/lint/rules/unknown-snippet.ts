import { useAt } from "../../flow/nameTable.ts";
import type { Fix } from "../../flow/problem.ts";
import { canBeSaid } from "../../simulate/index.ts";
import { capped } from "../capped.ts";
import { didYouMean, meantName, writing } from "../meantName.ts";
import type { FlowRule } from "../rule.ts";

/**
 * ## What it finds
 * `{%name%}` in a prompt where the graph has no snippet of that name. The words by which Liquid and Jinja close and part
 * their blocks (`{% else %}`, `{% endif %}`) are not meant as snippets and left alone.
 * ## Why it matters
 * It is left in the prompt as it is written, so the model reads a sign of the template instead of what it stands for.
 * ## Example
 * `{%persna%}` where the snippet is called `persona`.
 * ## Instead
 * `{%persona%}`
 */
export const unknownSnippet: FlowRule = {
  id: "unknown-snippet",
  severity: "warning",
  formats: ["voicetest-graph"],
  fixable: true,
  check(flow, report, { graph }) {
    const { snippet } = graph.names;
    for (const [name, { reads, declares }] of snippet) {
      if (reads.length === 0 || declares.length > 0 || blockWords.has(name.toLowerCase())) continue;
      const declared = [...snippet.keys()].filter(
        (each) => snippet.get(each)!.declares.length > 0 && canBeSaid(flow.format, each),
      );
      const meant = meantName(flow, "snippet", name, declared);
      const add: Fix = {
        title: `Add a snippet "${name}"`,
        changes: [{ do: "set", path: [...flow.path, "snippets", name], value: "" }],
      };
      for (const { one, more } of capped(reads)) {
        const { place } = useAt(flow, one);
        const right = writing(meant, place);
        report(
          place,
          `There is no snippet "${name}", so {%${name}%} stays in the prompt as it is${didYouMean(meant)}${more}`,
          { ...right, fixes: [...(right.fixes ?? []), add] },
        );
      }
    }
  },
};

const blockWords: ReadonlySet<string> = new Set([
  ...["else", "endif", "endunless", "endcase", "endfor", "endtablerow", "endcapture", "endcomment", "comment"],
  ...["raw", "endraw", "break", "continue", "liquid", "endset", "endblock", "endmacro", "endcall", "endfilter"],
  ...["endwith", "endautoescape", "endtrans", "pluralize"],
]);
