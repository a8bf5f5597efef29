import { languageOf, tagKey } from "../../../formats/flowyte/languageTag.ts";
import type { Change } from "../../../text/edit.ts";
import { list, own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";
import { textsOf } from "./repeatedTexts.ts";

/**
 * ## What it finds
 * An agent of the sku `single_language` with more than one language. Forms of one language, such as `en-US` and `en-GB`,
 * are no second one (Flowproof's choice). In an update it speaks only when both are there.
 * ## Why it matters
 * The agent stays in one language. Flowyte refuses languages that the sku's speech recognition does not have, with status
 * 422 (vendor contract); which these are, it does not say.
 * ## Example
 * `"sku": "single_language"` with `"languages": ["en", "es"]`.
 * ## Instead
 * `"sku": "code_switch"`, or only the language that is spoken.
 */
export const agentSkuLanguages: BodyRule = {
  id: "flowyte/agent-sku-languages",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    if (own(body, "sku") !== "single_language") return;
    const languages = own(body, "languages");
    const count = new Set(textsOf(languages).map(languageOf)).size;
    if (count < 2) return;
    const primary = own(body, "primaryLanguage");
    const isPrimary = (tag: unknown): boolean =>
      typeof tag === "string" && typeof primary === "string" && tagKey(tag) === tagKey(primary);
    const others: Change[] = list(languages).flatMap((tag, i) =>
      isPrimary(tag) ? [] : [{ do: "remove" as const, path: [...path, "languages", i] }],
    );
    report(
      { path: [...path, "sku"] },
      `The agent stays in one language, but "languages" has ${count}; expected "code_switch" or a single language`,
      {
        related: [{ place: { path: [...path, "languages"], part: "key" }, message: `The ${count} languages` }],
        fixes: [
          {
            title: `Change to "code_switch"`,
            changes: [{ do: "set", path: [...path, "sku"], value: "code_switch" }],
          },
          ...(list(languages).some(isPrimary)
            ? [{ title: "Keep only the primary language", changes: others.reverse() }]
            : []),
        ],
      },
    );
  },
};
