import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { longSentences } from "../../../engine/text/sentences.ts";

/** The sentences themselves, without their marks. */
function cut(text: string, least = 1): string[] {
  const numbers = longSentences(text, least);
  return Array.from({ length: numbers.length / 3 }, (_, i) => text.slice(numbers[3 * i], numbers[3 * i + 1]));
}

it("ends a sentence where blanks follow a full stop, another mark, or a line end", () => {
  assert.deepEqual(cut("One. Two!  Three?\tFour"), ["One.", "Two!", "Three?", "Four"]);
  assert.deepEqual(cut("One\nstill one\n\ntwo\n  three"), ["One\nstill one", "two", "three"]);
  assert.deepEqual(cut("Version 1.5 of it.And on"), ["Version 1.5 of it.And on"]);
  assert.deepEqual(cut("  So.  \n\n Here. "), ["So.", "Here."]);
  assert.deepEqual(cut(""), []);
  assert.deepEqual(cut(" \n "), []);
});

it("leaves out what is shorter than asked for", () => {
  assert.deepEqual(cut("Short. Long enough. No.", 12), ["Long enough."]);
});

it("gives equal sentences equal marks, wherever they stand", () => {
  const [, , first, , , , , , third] = longSentences("Read it back slowly. Go on. Read it back slowly.", 1);
  assert.equal(first, third);
});

it("cuts as the pattern does that it stands for", () => {
  const text = fc
    .array(fc.constantFrom("a", "bc", ".", "!", "?", "\n", " ", "\t", ". ", "…"), { maxLength: 30 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, (text) => {
      const expected = text
        .trim()
        .split(/(?<=[.!?\n])\s+/)
        .map((sentence) => sentence.trim())
        .filter((sentence) => sentence !== "");
      assert.deepEqual(cut(text), expected);
    }),
    { numRuns: 3000 },
  );
});
