import { quoted } from "../../../schema/words.ts";
import { writtenBranches } from "../../../simulate/yappr/branch.ts";
import { parseJsonPath } from "../../../simulate/yappr/jsonpath.ts";
import { own } from "../../../text/value.ts";
import type { NodeRule } from "../../rule.ts";
import { isToken, toBeFilledIn } from "./toBeFilledIn.ts";

/**
 * ## What it finds
 * The path of a custom branch that Yappr cannot follow: it has to begin with `$`, the root of what the tool answered, and
 * go on with `.key` and `[0]` alone. Recursive descent, wildcards, filters, slices, negative indexes and quoted keys are
 * not supported. Which characters a key may have is not documented: one with a blank or a quote in it is a warning, and
 * matches nothing in a local run (Flowproof's choice). So is a path that a template leaves to be filled in.
 * ## Why it matters
 * Nothing complains: the branch just never matches, and the call goes on as if there was none.
 * ## Example
 * `"jsonpath": "available"`
 * ## Instead
 * `"jsonpath": "$.available"`
 */
export const jsonpathUnsupported: NodeRule = {
  id: "yappr/jsonpath-unsupported",
  severity: "error",
  formats: ["yappr-flow"],
  fixable: true,
  checkNode(node, report) {
    if (node.kind !== "tool") return;
    const custom = writtenBranches(node);
    for (let i = 0; i < custom.length; i++) {
      const written = own(custom[i], "jsonpath");
      if (typeof written !== "string" || parseJsonPath(written)) continue;
      const place = { path: [...node.path, "transitions", "custom", i, "jsonpath"] };
      const shown = quoted(written);
      const right = meantPath(written);
      if (right !== undefined) {
        const message = `Yappr cannot follow the path ${shown}, so this branch is never taken; did you mean "${right}"?`;
        report(place, message, { suggestion: right });
      } else if (toBeFilledIn(written) || isToken(written)) {
        report(place, `${shown} is still to be filled in with a path such as "$.status"`, { severity: "warning" });
      } else if (unusualKeys.test(written)) {
        const choice = "a local run never takes this branch (Flowproof's choice)";
        report(place, `Whether Yappr can follow the path ${shown} is not documented; ${choice}`, {
          severity: "warning",
        });
      } else {
        report(
          place,
          `Yappr cannot follow the path ${shown}, so this branch is never taken; expected "$", then ".key" or "[0]"`,
        );
      }
    }
  },
};

/** The supported form in all but the characters of its keys, of which the vendor says nothing. */
const unusualKeys = /^\$(?:\.[^.[\]*]+|\[\d+\])*$/;

const quotedKey = /\[\s*(["'])([\p{L}\p{N}_-]+)\1\s*\]/gu;
const plainPath = /^\$(?:\.[\p{L}\p{N}_-]+|\[\d+\])+$/u;

/** The path that is surely meant: with a `$` before it, and with `.key` for `['key']`; undefined for anything else. */
function meantPath(written: string): string | undefined {
  const dotted = written.trim().replace(quotedKey, ".$2");
  const whole = dotted.startsWith("$") ? dotted : `$${/^[.[]/.test(dotted) ? "" : "."}${dotted}`;
  return plainPath.test(whole) && parseJsonPath(whole) ? whole : undefined;
}
