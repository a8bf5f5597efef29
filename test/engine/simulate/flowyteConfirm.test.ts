import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { answerIn, confirmGated } from "../../../engine/simulate/flowyte/confirm.ts";
import type { Turn } from "../../../engine/simulate/state.ts";

type Heard = [said: string, answer: ReturnType<typeof answerIn>];

const words: readonly Heard[] = [
  ...["yes", "yeah", "yep", "sure", "ok", "okay", "correct", "right", "confirm", "confirmed"].map(
    (word): Heard => [word, "yes"],
  ),
  ["please-do", "yes"],
  ["Please do.", "yes"],
  ["please, do", "yes"],
  ["go-ahead", "yes"],
  ["Go ahead!", "yes"],
  ["GO   AHEAD", "yes"],
  ...["no", "nope", "cancel", "stop", "wrong", "don't", "never"].map((word): Heard => [word, "no"]),
  ["don\u2019t", "no"],
  ["Don\u2018t do that", "no"],
  ["YES", "yes"],
  ["Yes, that is it", "yes"],
  ["'yes'", "yes"],
  ["\u201cyes\u201d", "yes"],
  ["that's right", "yes"],
  ["No.", "no"],
  ["oh no no", "no"],
  ["please don't", "no"],
  // both kinds, or neither
  ["yes, no, wait", "unclear"],
  ["that's not wrong, go ahead", "unclear"],
  ["maybe", "unclear"],
  ["", "unclear"],
  ["please", "unclear"],
  ["do please", "unclear"],
  ["ahead go", "unclear"],
  // parts of words
  ["yesterday", "unclear"],
  ["I know", "unclear"],
  ["bright", "unclear"],
  ["nonstop", "unclear"],
  ["yesé", "unclear"],
  ["okays", "unclear"],
  ["don'ts", "unclear"],
  ["no's", "unclear"],
];

describe("what is said at a confirmation", () => {
  for (const [said, answer] of words)
    test(`"${said}" is ${answer}`, () => assert.equal(answerIn({ user: said }), answer));
});

describe("a turn at a confirmation", () => {
  const turns: readonly [turn: Turn, answer: Heard[1]][] = [
    [{ silence: true }, "unclear"],
    [{ dtmf: "1" }, "unclear"],
    [{ dtmf: "1", confirm: true }, "yes"],
    [{ user: "no", confirm: true }, "yes"],
    [{ user: "yes", confirm: false }, "no"],
    [{ confirm: false }, "no"],
    [{ user: 5 } as never, "unclear"],
    [{ user: "yes", confirm: "no" } as never, "yes"],
    [{}, "unclear"],
  ];
  for (const [turn, answer] of turns)
    test(`${JSON.stringify(turn)} is ${answer}`, () => assert.equal(answerIn(turn), answer));
});

test("a tool asks first when the catalogue says so, or the case", () => {
  const skills = [
    { tool: "pay", confirm: true },
    { tool: "look", confirm: false },
  ];
  assert.equal(confirmGated("pay", skills), true);
  assert.equal(confirmGated("look", skills), false);
  assert.equal(confirmGated("other", skills), false);
  assert.equal(confirmGated("look", skills, ["look"]), true);
  assert.equal(confirmGated("look", undefined, ["look"]), true);
  assert.equal(confirmGated("look"), false);
});

test("a hostile answer is heard in a line's time", () => {
  assert.equal(answerIn({ user: "'".repeat(200_000) }), "unclear");
  assert.equal(answerIn({ user: "-'".repeat(200_000) }), "unclear");
});
