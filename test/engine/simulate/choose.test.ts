import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { choose, fragility, heard, optionTokens } from "../../../engine/simulate/choose.ts";
import type { Option } from "../../../engine/simulate/state.ts";

function option(id: string, label: string, description?: string, fallback?: boolean): Option {
  return {
    id,
    label,
    texts: description === undefined ? [label] : [label, description],
    ...(fallback && { fallback }),
  };
}

const confirm = option("tx-confirm", "Caller wants to book", "Caller gave a day such as Wednesday");
const decline = option("tx-decline", "Caller declined", "Caller is not interested");
const human = option("__global_human", "Human", "Caller wants a human agent", true);
const wrong = option("__global_wrong", "Wrong number", "Caller dialled the wrong number", true);

describe("a choice", () => {
  const cases: [name: string, options: Option[], said: string, take: number | undefined, score: number][] = [
    ["goes to the most words in common", [decline, confirm], "I want to book for next Wednesday at 2pm", 1, 2],
    ["counts each word once", [confirm, decline], "declined, declined, declined. book Wednesday", 0, 2],
    ["goes to the first of equals", [option("a", "hot tea"), option("b", "hot coffee")], "something hot", 0, 1],
    ["goes to none without a word in common", [confirm, decline], "hmm let me think", undefined, 0],
    ["goes to none for nothing said", [confirm, decline], "", undefined, 0],
    ["goes to none among none", [], "book", undefined, 0],
    ["never goes to an option without words", [option("empty", "to the of"), confirm], "to the of", undefined, 0],
    ["goes to a fallback when nothing else fits", [decline, human], "a human please", 1, 1],
    ["goes to the first fallback of equals", [wrong, human], "caller", 0, 1],
    ["goes to the better fallback", [wrong, human], "a human agent", 1, 2],
    ["does not go to a fallback that scores more", [human, confirm], "book me a human agent", 1, 1],
  ];
  for (const [name, options, said, take, score] of cases)
    test(name, () => {
      const made = choose(options, said);
      assert.equal(made.take, take);
      assert.equal(made.score, score);
    });

  test("tells what every option scored, and by which words", () => {
    assert.deepEqual(choose([confirm, decline], "Caller wants to book, not declined").scores, [
      { option: confirm, score: 3, shared: ["caller", "wants", "book"] },
      { option: decline, score: 3, shared: ["caller", "not", "declined"] },
    ]);
  });

  test("scores the words of label and description together", () => {
    assert.deepEqual([...optionTokens(confirm)], ["caller", "wants", "book", "gave", "day", "such", "wednesday"]);
    assert.equal(optionTokens(confirm), optionTokens(confirm), "worked out once");
  });
});

describe("a choice hangs by a thread", () => {
  const cases: [name: string, options: Option[], said: string, why: string | undefined][] = [
    ["not when all agree", [confirm, decline], "book Wednesday", undefined],
    ["not when all agree on none", [confirm, decline], "hmm", undefined],
    ["on a tie", [option("a", "hot tea"), option("b", "hot coffee")], "hot", "tie between a and b"],
    [
      "not on a tie that is lost",
      [option("a", "hot tea"), option("b", "hot coffee"), option("c", "big hot cup")],
      "big hot cup",
      undefined,
    ],
    [
      "not on a tie with a fallback, which is never taken first",
      [option("a", "human"), option("b", "human", undefined, true)],
      "human",
      undefined,
    ],
    [
      "when the function words would tip it",
      [option("a", "tea"), option("b", "to and from my coffee")],
      "tea to and from",
      "without the list of function words it would be b",
    ],
    [
      "when function words would make it a choice at all",
      [option("a", "are you there")],
      "are you",
      "without the list of function words it would be a",
    ],
    [
      "when short words made it",
      [option("a", "no")],
      "no",
      "with tokens of three letters and more it would be no transition",
    ],
    [
      "when the description made it",
      [option("a", "tea", "a hot drink")],
      "drink",
      "by the label alone it would be no transition",
    ],
  ];
  for (const [name, options, said, why] of cases)
    test(name, () => assert.equal(fragility(options, said, choose(options, said)), why));
});

test("a turn is heard as it is said, or as it is pressed", () => {
  assert.equal(heard({ user: "yes" }), "yes");
  assert.equal(heard({ dtmf: "12#" }), "12#");
  assert.equal(heard({ silence: true }), "");
});
