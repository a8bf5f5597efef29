// Language tags as BCP 47 (RFC 5646) writes them, such as en, es-MX and zh-Hant-TW.

/** Whether a text has the form of a language tag. Which languages there are is not looked at. */
export function isLanguageTag(text: string): boolean {
  return text.length <= MOST_LETTERS && (wellFormed.test(text) || irregular.has(text.toLowerCase()));
}

/** No tag in use comes near. */
const MOST_LETTERS = 64;

const wellFormed =
  /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?$|^x(?:-[a-z\d]{1,8})+$/i;

/** Old tags that were registered without having the form. */
const irregular: ReadonlySet<string> = new Set(
  "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu sgn-be-fr sgn-be-nl sgn-ch-de".split(
    " ",
  ),
);

/** What two ways of writing one tag have in common: letters' case says nothing, and `_` stands for `-` in some systems. */
export function tagKey(text: string): string {
  return text.trim().replaceAll("_", "-").toLowerCase();
}

/**
 * Whether a tag is one of `tags`, or a narrower or wider form of one, as `en-US` is of `en` and `en` of `en-US`. Looked up
 * rather than compared with each.
 */
export function formOf(tags: Iterable<string>): (tag: string) => boolean {
  const known = new Set<string>();
  const wider = new Set<string>();
  for (const tag of tags) {
    known.add(tagKey(tag));
    for (const form of widerForms(tagKey(tag))) wider.add(form);
  }
  return (tag) => {
    const key = tagKey(tag);
    return known.has(key) || wider.has(key) || widerForms(key).some((form) => known.has(form));
  };
}

/** `zh-hant` and `zh` for `zh-hant-tw`. A text that is too long for a tag has none. */
function widerForms(key: string): string[] {
  const parts = key.length <= MOST_LETTERS ? key.split("-") : [];
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("-"));
}

/** The language of a tag without script and region. */
export function languageOf(tag: string): string {
  return tagKey(tag).split("-", 1)[0]!;
}

/** The tag in the case that is usual for it: `en-US`, `zh-Hant`. Old names of languages and regions are kept. */
export function usualCase(tag: string): string {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical?.toLowerCase() === tag.toLowerCase() ? canonical : tag;
  } catch {
    return tag;
  }
}

/** The tag that a text which is none was meant as: `en_US`, ` en`, `Spanish`. */
export function meantTag(text: string): string | undefined {
  if (text.length > MOST_LETTERS) return undefined;
  const named = languageNamed(text);
  if (named !== undefined) return named;
  const tag = text.trim().replaceAll("_", "-");
  return tag !== text && isLanguageTag(tag) ? usualCase(tag) : undefined;
}

/** The code of a language that is written out by its English name; such a name often has the form of a tag. */
export function languageNamed(text: string): string | undefined {
  return names.get(text.trim().toLowerCase());
}

/** The languages most agents speak. */
const names: ReadonlyMap<string, string> = new Map([
  ["arabic", "ar"],
  ["chinese", "zh"],
  ["czech", "cs"],
  ["danish", "da"],
  ["dutch", "nl"],
  ["english", "en"],
  ["finnish", "fi"],
  ["french", "fr"],
  ["german", "de"],
  ["greek", "el"],
  ["hebrew", "he"],
  ["hindi", "hi"],
  ["hungarian", "hu"],
  ["indonesian", "id"],
  ["italian", "it"],
  ["japanese", "ja"],
  ["korean", "ko"],
  ["mandarin", "zh"],
  ["norwegian", "no"],
  ["polish", "pl"],
  ["portuguese", "pt"],
  ["romanian", "ro"],
  ["russian", "ru"],
  ["spanish", "es"],
  ["swedish", "sv"],
  ["tagalog", "tl"],
  ["thai", "th"],
  ["turkish", "tr"],
  ["ukrainian", "uk"],
  ["vietnamese", "vi"],
]);
