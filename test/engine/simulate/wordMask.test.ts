import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { tokens } from "../../../engine/simulate/tokens.ts";
import { wordMask } from "../../../engine/simulate/wordMask.ts";

it("is the same for the same tokens, however they are written", () => {
  const mask = wordMask("The caller wants an appointment");
  for (const text of [
    "appointment: CALLER wants",
    "Wants, caller -- appointment!",
    "caller, wants. a'ppoint''ment",
    "çaller wants appointment",
  ])
    assert.equal(wordMask(text), mask, text);
  assert.notEqual(mask, 0);
});

it("is 0 where no token is long", () => {
  for (const text of ["", "yes", "to the and of", "don't know", "could would their"])
    assert.equal(wordMask(text), 0, text);
});

it("never differs for texts of the same tokens", () => {
  const word = fc.constantFrom(
    "confirm",
    "Confirm",
    "the",
    "booking",
    "book'ing",
    "'booking'",
    "naïveté",
    "naivete",
    "é",
    "ok",
    "7",
    "12345678",
    "''",
  );
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(" ", ", ", "-", "'", "\n", "…")), { maxLength: 6 })
    .map((parts) => parts.flat().join(""));
  const key = (of: string): string => [...tokens(of)].sort().join(" ");
  fc.assert(
    fc.property(text, text, (a, b) => {
      if (key(a) === key(b)) assert.equal(wordMask(a), wordMask(b));
      if (wordMask(a) !== 0) assert.notEqual(tokens(a).size, 0);
      assert.equal(wordMask(a), wordMask([...tokens(a)].join(" ")));
    }),
    { numRuns: 2000 },
  );
});
