// Tokenisation is not documented by any vendor; every rule here is Flowproof's choice, and used on both sides.

export type Tokens = ReadonlySet<string>;

/** Words that carry no meaning for a choice. Never among them: yes no not ok none. */
const functionWords = new Set(
  (
    "a an the and or but of to in on at for from by with is are was were be been am i me my you your he she it its we our " +
    "they their this that these those do does did have has had will would can could so as if then than"
  ).split(" "),
);

/** `all-words` keeps the function words, `long-words` drops what is shorter than three letters. */
export type TokenVariant = "standard" | "all-words" | "long-words";

const remembered: Readonly<Record<TokenVariant, Map<string, Tokens>>> = {
  standard: new Map(),
  "all-words": new Map(),
  "long-words": new Map(),
};
const longestRemembered = 1000;

/**
 * The distinct tokens of a text: NFKC, lower case, without combining marks, apostrophes inside words dropped, split at
 * everything that is neither letter nor digit, without one-character words (digits stay) and without function words.
 * No stemming and no synonyms.
 */
export function tokens(text: string, variant: TokenVariant = "standard"): Tokens {
  if (text.length > longestRemembered) return cut(text, variant);
  const known = remembered[variant];
  let found = known.get(text);
  if (!found) {
    // Labels and utterances repeat; a flow test of ten thousand cases says "yes" ten thousand times.
    if (known.size >= 4096) known.clear();
    found = cut(text, variant);
    known.set(text, found);
  }
  return found;
}

function cut(text: string, variant: TokenVariant): Tokens {
  const found = new Set<string>();
  for (const word of words(text)) {
    if (word === "" || (variant !== "all-words" && functionWords.has(word))) continue;
    if (word.length <= 2 && [...word].length === 1 && !digit.test(word)) continue;
    if (variant === "long-words" && [...word].length < 3) continue;
    found.add(word);
  }
  return found;
}

/** The words of a text in their normal form; the first and the last may be empty. */
function words(text: string): string[] {
  // Most text is plain; the general way gives the same for it in twice the time.
  if (ascii.test(text))
    return text
      .toLowerCase()
      .replace(/(?<=[a-z0-9])'+(?=[a-z0-9])/g, "")
      .split(/[^a-z0-9]+/);
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC")
    .replace(/(?<=[\p{L}\p{N}])['\u2019\u2018\u02bc\u05f3\u05f4]+(?=[\p{L}\p{N}])/gu, "")
    .replace(/(?<=[\u05d0-\u05f2])"(?=[\u05d0-\u05f2])/g, "") // Hebrew letters: an abbreviation's mark, typed plainly
    .split(/[^\p{L}\p{N}]+/u);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII range is what is meant
const ascii = /^[\x00-\x7f]*$/;
const digit = /^\p{Nd}$/u;
