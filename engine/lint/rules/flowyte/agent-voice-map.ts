import { formOf, isLanguageTag, languageNamed, meantTag, tagKey } from "../../../formats/flowyte/languageTag.ts";
import type { FormatId } from "../../../formats/format.ts";
import { quoted } from "../../../schema/words.ts";
import type { Path } from "../../../text/json.ts";
import { type Json, list, object, own, text } from "../../../text/value.ts";
import type { BodyRule, Report } from "../../rule.ts";
import { textsOf } from "./repeatedTexts.ts";

/**
 * ## What it finds
 * In `voiceMap`: a voice for something that is not one of the agent's `languages`, and a blank voice. A hint where other
 * languages have a voice and one has none, and no `defaultVoiceId` stands in. That the keys are languages is Flowproof's
 * choice, as the vendor's contract does not say; `en` stands for `en-US` and the other way round.
 * ## Why it matters
 * The voice is never heard, or a language is spoken by a voice that nobody chose.
 * ## Example
 * `"languages": ["en", "es"], "voiceMap": { "en": "amber", "fr": "margot" }`.
 * ## Instead
 * `"voiceMap": { "en": "amber", "es": "lucia" }`.
 */
export const agentVoiceMap: BodyRule = {
  id: "flowyte/agent-voice-map",
  severity: "warning",
  formats: ["flowyte-agent", "flowyte-agent-patch"],
  fixable: true,
  checkBody(body, report, path, format) {
    const voices = object(own(body, "voiceMap"));
    if (!voices) return;
    const languages = textsOf(own(body, "languages"));
    const isLanguage = formOf(languages);
    for (const [key, voice] of Object.entries(voices)) {
      const at = [...path, "voiceMap", key];
      const remove = { title: "Remove this voice", changes: [{ do: "remove", path: at } as const] };
      if (languages.length > 0 && !isLanguage(key)) noSuchLanguage(key, voices, languages, path, report);
      else if (typeof voice === "string" && voice.trim() === "")
        report({ path: at }, `The voice for ${quoted(key)} is blank; expected the id of a voice`, { fixes: [remove] });
    }
    if (!mayHaveOtherVoice(body, format)) withoutVoice(own(body, "languages"), Object.keys(voices), path, report);
  },
};

function noSuchLanguage(key: string, voices: Json, languages: string[], path: Path, report: Report): void {
  const at = [...path, "voiceMap", key];
  const named = languageNamed(key);
  const language = named === undefined ? undefined : languages.find((one) => tagKey(one) === named);
  const suggestion = language !== undefined && !Object.hasOwn(voices, language) ? language : undefined;
  const right = suggestion === undefined ? "" : `; did you mean ${quoted(suggestion)}?`;
  report({ path: at, part: "key" }, `A voice for ${quoted(key)}, which is not one of "languages"${right}`, {
    suggestion,
    related: [{ place: { path: [...path, "languages"], part: "key" }, message: "The languages the agent speaks" }],
    fixes: [
      { title: "Remove this voice", changes: [{ do: "remove", path: at }] },
      ...(named === undefined && isLanguageTag(key)
        ? [
            {
              title: `Add ${quoted(key)} to "languages"`,
              changes: [{ do: "insert", path: [...path, "languages"], value: key } as const],
            },
          ]
        : []),
    ],
  });
}

/** Whether languages without an entry are spoken by another voice, or never, or it cannot be known. */
function mayHaveOtherVoice(body: Json, format: FormatId): boolean {
  if (format === "flowyte-agent-patch" || text(own(body, "defaultVoiceId"))?.trim()) return true;
  const channels = own(body, "enabledChannels");
  return Array.isArray(channels) && !channels.includes("voice");
}

function withoutVoice(languages: unknown, voiced: string[], path: Path, report: Report): void {
  if (voiced.length === 0) return;
  const hasVoice = formOf(voiced.map((key) => meantTag(key) ?? key));
  list(languages).forEach((language, i) => {
    if (typeof language !== "string" || language.trim() === "") return;
    if (hasVoice(language)) return;
    report(
      { path: [...path, "languages", i] },
      `${quoted(language)} has no voice: neither "voiceMap" nor "defaultVoiceId" names one`,
      { severity: "hint" },
    );
  });
}
