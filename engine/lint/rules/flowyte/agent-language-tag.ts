import { filledLater } from "../../../formats/flowyte/filledLater.ts";
import { isLanguageTag, languageNamed, meantTag, tagKey, usualCase } from "../../../formats/flowyte/languageTag.ts";
import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { list, own } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";
import { repeatedTexts, textsOf } from "./repeatedTexts.ts";

/**
 * ## What it finds
 * In `languages` and `primaryLanguage`: texts that are no language tags (BCP 47), such as `en_US` and `Spanish`; a language
 * that stands there twice; and, an error, no language at all. Tags in unusual capitals get a hint, as nothing says that
 * `en-us` is read like `en-US` everywhere.
 * ## Why it matters
 * A language is looked up by its tag, for the voice and for speech recognition; what is no tag finds neither.
 * ## Example
 * `"languages": ["en_US", "Spanish", "en-US"]`.
 * ## Instead
 * `"languages": ["en-US", "es"]`.
 */
export const agentLanguageTag: BodyRule = {
  id: "flowyte/agent-language-tag",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path) {
    const at = [...path, "languages"];
    const languages = own(body, "languages");
    const primary = own(body, "primaryLanguage");
    if (Array.isArray(languages) && languages.length === 0) noLanguage(primary, at, report);

    const repeated = new Set<number>();
    for (const { text, at: i, first } of repeatedTexts(languages, tagKey)) {
      repeated.add(i);
      report({ path: [...at, i] }, `${quoted(text)} stands twice in "languages"`, {
        related: [{ place: { path: [...at, first] }, message: "The first time" }],
        fixes: [{ title: "Remove this language", safe: true, changes: [{ do: "remove", path: [...at, i] }] }],
      });
    }
    list(languages).forEach((tag, i) => {
      if (typeof tag === "string" && !repeated.has(i)) tagAt(tag, [...at, i], `Item ${i + 1} of "languages"`, report);
    });

    // A primary language that is none of the languages is agent-primary-language's to report.
    const others = textsOf(languages);
    if (typeof primary !== "string") return;
    if (others.length === 0 || others.some((other) => tagKey(other) === tagKey(primary)))
      tagAt(primary, [...path, "primaryLanguage"], `"primaryLanguage"`, report);
  },
};

function noLanguage(primary: unknown, at: Path, report: Report): void {
  const fixes =
    typeof primary === "string" && isLanguageTag(primary)
      ? [{ title: `Add ${quoted(primary)}`, changes: [{ do: "insert", path: at, value: primary } as const] }]
      : [];
  report({ path: at }, `"languages" is empty; an agent speaks at least one`, { severity: "error", fixes });
}

function tagAt(tag: string, path: Path, it: string, report: Report): void {
  if (filledLater(tag)) return;
  if (tag.trim() === "") {
    const fixes =
      typeof path.at(-1) === "number"
        ? [{ title: "Remove this item", safe: true, changes: [{ do: "remove", path } as const] }]
        : [];
    report({ path }, `${it} is blank; expected a language tag such as "en" or "es-MX"`, { fixes });
  } else if (!isLanguageTag(tag) || languageNamed(tag) !== undefined) {
    const meant = meantTag(tag);
    const right = meant === undefined ? `; expected one such as "en" or "es-MX"` : `; did you mean ${quoted(meant)}?`;
    report({ path }, `${quoted(tag)} is not a language tag${right}`, { suggestion: meant });
  } else if (usualCase(tag) !== tag) {
    const usual = usualCase(tag);
    report({ path }, `${quoted(tag)} is usually written ${quoted(usual)}`, { severity: "hint", suggestion: usual });
  }
}
