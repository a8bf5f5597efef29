import { object, own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";

/**
 * ## What it finds
 * In `endpointing`: a silence below 0, and a shortest silence above the longest.
 * ## Why it matters
 * The end of the caller's turn is found between the two, and there is nothing between them.
 * ## Example
 * `"endpointing": { "minSilenceMs": 1600, "maxSilenceMs": 400 }`.
 * ## Instead
 * `"endpointing": { "minSilenceMs": 400, "maxSilenceMs": 1600 }`.
 */
export const agentEndpointing: BodyRule = {
  id: "flowyte/agent-endpointing",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const endpointing = object(own(body, "endpointing"));
    if (!endpointing) return;
    const min = own(endpointing, "minSilenceMs");
    const max = own(endpointing, "maxSilenceMs");
    const minPath = [...path, "endpointing", "minSilenceMs"];
    const maxPath = [...path, "endpointing", "maxSilenceMs"];
    if (isNegative(min)) report({ path: minPath }, `"minSilenceMs" is ${min}; expected at least 0`);
    if (isNegative(max)) report({ path: maxPath }, `"maxSilenceMs" is ${max}; expected at least 0`);
    if (typeof min !== "number" || typeof max !== "number" || min <= max || max < 0) return;
    report({ path: minPath }, `"minSilenceMs" is ${min}, more than "maxSilenceMs", which is ${max}`, {
      related: [{ place: { path: maxPath }, message: "The longest silence" }],
      fixes: [
        {
          title: "Swap the two",
          changes: [
            { do: "set", path: minPath, value: max },
            { do: "set", path: maxPath, value: min },
          ],
        },
      ],
    });
  },
};

function isNegative(value: unknown): value is number {
  return typeof value === "number" && value < 0;
}
