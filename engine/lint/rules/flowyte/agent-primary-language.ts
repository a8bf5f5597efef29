import { languageNamed, languageOf, tagKey } from "../../../formats/flowyte/languageTag.ts";
import { quoted } from "../../../schema/words.ts";
import { own } from "../../../text/value.ts";
import type { BodyRule } from "../../rule.ts";
import { textsOf } from "./repeatedTexts.ts";

/**
 * ## What it finds
 * A `primaryLanguage` that is not one of the agent's `languages`. Capitals, and `_` for `-`, make no difference. It is a
 * warning where `languages` has another form of it, such as `en-US` for `en`. In an update it speaks only when both are
 * there. That the one belongs to the other is Flowproof's choice; the vendor's contract says nothing of it.
 * ## Why it matters
 * The agent begins in a language that it does not speak: usually one of the two was changed and the other was not.
 * ## Example
 * `"primaryLanguage": "fr"` with `"languages": ["en", "es"]`.
 * ## Instead
 * `"primaryLanguage": "en"`, or `"languages": ["en", "es", "fr"]`.
 */
export const agentPrimaryLanguage: BodyRule = {
  id: "flowyte/agent-primary-language",
  severity: "error",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const primary = own(body, "primaryLanguage");
    const languages = textsOf(own(body, "languages"));
    if (typeof primary !== "string" || languages.length === 0) return;
    if (languages.some((language) => tagKey(language) === tagKey(primary))) return;

    const place = { path: [...path, "primaryLanguage"] };
    const named = languageNamed(primary);
    const meant = languages.find((language) => named !== undefined && tagKey(language) === named);
    const is = primary.trim() === "" ? "blank" : `${quoted(primary)}, which is not one of "languages"`;
    const akin = languages.find((language) => languageOf(language) === languageOf(named ?? primary));
    const others =
      (languages.length > 1 ? "one of " : "") +
      languages.slice(0, MOST_SHOWN).map(quoted).join(", ") +
      (languages.length > MOST_SHOWN ? ", …" : "");
    const right = akin === undefined ? `; expected ${others}` : `; did you mean ${quoted(akin)}?`;
    const change = (to: string) => ({
      title: `Change to ${quoted(to)}`,
      changes: [{ do: "set", path: place.path, value: to } as const],
    });
    const add = {
      title: `Add ${quoted(primary)} to "languages"`,
      changes: [{ do: "insert", path: [...path, "languages"], value: primary } as const],
    };
    const only = languages.length === 1 ? languages[0] : undefined;
    const canAdd = primary.trim() !== "" && named === undefined;
    report(place, `"primaryLanguage" is ${is}${right}`, {
      severity: akin !== undefined && meant === undefined ? "warning" : "error",
      related: [{ place: { path: [...path, "languages"], part: "key" }, message: "The languages the agent speaks" }],
      ...(meant !== undefined && { suggestion: meant }),
      fixes: [
        ...(akin !== undefined && meant === undefined ? [change(akin)] : []),
        ...(canAdd ? [add] : []),
        ...(only !== undefined && akin === undefined ? [change(only)] : []),
      ],
    });
  },
};

const MOST_SHOWN = 5;
