import { writtenBranches } from "../../../simulate/yappr/branch.ts";
import { own } from "../../../text/value.ts";
import type { NodeRule } from "../../rule.ts";

/**
 * ## What it finds
 * A custom branch that waits for `True`, `False`, `Null` or `None`, or one of them in capitals.
 * ## Why it matters
 * Yappr writes the value that the tool answered as JSON does, `true`, `false` and `null`, before it compares letter by
 * letter. Such a branch is never taken unless the tool answers with that very text in quotes, which is why this is a
 * warning.
 * ## Example
 * `"jsonpath": "$.available", "equals": "False"`
 * ## Instead
 * `"jsonpath": "$.available", "equals": "false"`
 */
export const equalsCapitalised: NodeRule = {
  id: "yappr/equals-capitalised",
  severity: "warning",
  formats: ["yappr-flow"],
  fixable: true,
  checkNode(node, report) {
    if (node.kind !== "tool") return;
    const custom = writtenBranches(node);
    for (let i = 0; i < custom.length; i++) {
      const equals = own(custom[i], "equals");
      const right = typeof equals === "string" ? writtenByYappr.get(equals) : undefined;
      if (right === undefined) continue;
      const path = [...node.path, "transitions", "custom", i, "equals"];
      report(
        { path },
        `"${equals}" equals only the text "${equals}"; where the tool answers ${right}, Yappr compares with "${right}"`,
        // "None" may well be a word of the tool's own.
        right === "null" && equals !== "Null" && equals !== "NULL"
          ? { fixes: [{ title: `Change to "${right}"`, changes: [{ do: "set", path, value: right }] }] }
          : { suggestion: right },
      );
    }
  },
};

const writtenByYappr: ReadonlyMap<string, string> = new Map([
  ["True", "true"],
  ["TRUE", "true"],
  ["False", "false"],
  ["FALSE", "false"],
  ["Null", "null"],
  ["NULL", "null"],
  ["None", "null"],
  ["NONE", "null"],
]);
