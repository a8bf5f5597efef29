import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { type TokenVariant, tokens } from "../../../engine/simulate/tokens.ts";

describe("tokens of", () => {
  const cases: [text: string, words: string[]][] = [
    ["I want to book for next Wednesday at 2pm", ["want", "book", "next", "wednesday", "2pm"]],
    [
      "Caller wants to book Caller gave a day such as Wednesday",
      ["caller", "wants", "book", "gave", "day", "such", "wednesday"],
    ],
    ["I am not interested, declined", ["not", "interested", "declined"]],
    ["", []],
    [" \t\n…—!? ", []],
    // what carries meaning stays, however short
    ["yes no not ok none", ["yes", "no", "not", "ok", "none"]],
    ["Yes. YES! yes?", ["yes"]],
    // function words, each of them
    ["a an the and or but of to in on at for from by with is are was were be been am i me my you your", []],
    [
      "he she it its we our they their this that these those do does did have has had will would can could so as if then than",
      [],
    ],
    [
      "him her us them what who which how up out about into over",
      ["him", "her", "us", "them", "what", "who", "which", "how", "up", "out", "about", "into", "over"],
    ],
    // one character is a digit or nothing
    ["x 7 y2 z", ["7", "y2"]],
    ["١ ۲ ½", ["١", "۲", "1", "2"]],
    ["𝒳 𐐀 本 日本", ["日本"]],
    // no stemming, no prefixes
    ["confirm confirmed confirms", ["confirm", "confirmed", "confirms"]],
    // separators
    ["end-of-day 2:30 a_b foo@bar.com", ["end", "day", "2", "30", "foo", "bar", "com"]],
    ["price:$42,50", ["price", "42", "50"]],
    // apostrophes inside words, of every kind
    ["don't won’t can‘t ma`am o\u02bcclock", ["dont", "wont", "cant", "ma", "oclock"]],
    ["'quoted' ‘curly’ rock 'n' roll the 90's", ["quoted", "curly", "rock", "roll", "90s"]],
    ["don''t", ["dont"]],
    ["ma\uff07am", ["maam"]],
    // letters of every sort
    ["ＢＯＯＫ ﬁne ①", ["book", "fine", "1"]],
    ["Café cafe CAFE\u0301", ["cafe"]],
    ["Straße İstanbul ΟΔΟΣ", ["straße", "istanbul", "οδος"]],
    // Hebrew, pointed or not
    ["שָׁלוֹם שלום", ["שלום"]],
    ["לא, כן!", ["לא", "כן"]],
    ["ב א 5", ["5"]],
    ['צה"ל צה״ל צהל', ["צהל"]],
    ["ג׳ירפה ג'ירפה ג’ירפה", ["גירפה"]],
    ['"שלום" אמר', ["שלום", "אמר"]],
    ['5"א', ["5"]],
    ["בית־ספר", ["בית", "ספר"]],
    ["האורח אישר שהוא מגיע", ["האורח", "אישר", "שהוא", "מגיע"]],
  ];
  for (const [text, words] of cases)
    test(JSON.stringify(text), () => assert.deepEqual([...tokens(text)].sort(), [...new Set(words)].sort()));
});

describe("other cuts", () => {
  const cases: [variant: TokenVariant, text: string, words: string[]][] = [
    ["all-words", "I want to book a 2 day trip", ["2", "book", "day", "to", "trip", "want"]],
    ["long-words", "ok no go 12 123 yes the 𐐀𐐀 כן שלום", ["123", "yes", "שלום"]],
  ];
  for (const [variant, text, words] of cases)
    test(variant, () => assert.deepEqual([...tokens(text, variant)].sort(), words));

  test("do not mix with the usual one", () => {
    assert.deepEqual([...tokens("to be or ok")], ["ok"]);
    assert.deepEqual([...tokens("to be or ok", "all-words")], ["to", "be", "or", "ok"]);
    assert.deepEqual([...tokens("to be or ok", "long-words")], []);
    assert.deepEqual([...tokens("to be or ok")], ["ok"]);
  });
});

test("plain text is cut as any other is", () => {
  // One character that is not plain, apart from the rest, sends the same text the general way.
  const plain = fc.string({ unit: fc.constantFrom(..."abyzAZ019'\"-_. \n@\\") });
  fc.assert(
    fc.property(plain, (text) => {
      assert.deepEqual([...tokens(`${text} …`)], [...tokens(text)]);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test("a text of any length and make is cut", () => {
  const long = "it's לא'ל ".repeat(50_000);
  assert.deepEqual([...tokens(long)], ["לאל"]);
  assert.equal(tokens("'".repeat(100_000)).size, 0);
  assert.equal(tokens(`a${"'".repeat(100_000)}`).size, 0);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const token of tokens(text)) assert.match(token, /^[\p{L}\p{N}]+$/u);
    }),
    { numRuns: 300, seed: 1 },
  );
});
