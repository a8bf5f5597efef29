// What the agent said, as far as its words are known: an instruction to a model is not what the model says.

import type { Walked } from "../drive.ts";
import { patternOf, shownPattern } from "../pattern.ts";
import { shown } from "../shown.ts";
import type { Check } from "./check.ts";
import { itemPlace } from "./place.ts";

/** Each part is said after the one before it, in the same line or in a later one. */
export const says: Check = function* (walked, { says: wanted }) {
  if (!wanted) return;
  const lines = linesOf(walked);
  const expected = wanted.value.join("\n");
  const actual = lines.join("\n");
  let line = 0;
  let from = 0;
  for (const [i, text] of wanted.value.entries()) {
    const place = itemPlace(wanted, i);
    const pattern = patternOf(text);
    if ("unreadable" in pattern) {
      yield { message: cannotRead(text, pattern), expected, actual, place };
      return;
    }
    let end = -1;
    for (; line < lines.length; line++, from = 0) {
      end = pattern.find(lines[line]!, from);
      if (end >= 0) break;
    }
    if (end < 0) {
      yield { message: `Did not say ${shownPattern(text)}${after(walked, wanted.value, i)}`, expected, actual, place };
      return;
    }
    from = end;
  }
};

/** No part is said anywhere. */
export const notSays: Check = function* (walked, { notSays: unwanted }) {
  if (!unwanted) return;
  const lines = linesOf(walked);
  for (const [i, text] of unwanted.value.entries()) {
    const place = itemPlace(unwanted, i);
    const expected = `nothing with ${shownPattern(text)}`;
    const pattern = patternOf(text);
    if ("unreadable" in pattern) {
      yield { message: cannotRead(text, pattern), expected, actual: "", place };
      continue;
    }
    const said = lines.find((line) => pattern.find(line, 0) >= 0);
    if (said !== undefined)
      yield { message: `Said ${shown(said)}, expected ${expected}`, expected, actual: said, place };
  }
};

function linesOf({ state }: Walked): string[] {
  return Array.from(state.says)
    .filter(({ instruction }) => !instruction)
    .map(({ text }) => text);
}

function after({ state }: Walked, wanted: readonly string[], index: number): string {
  const before = index === 0 ? "" : ` after ${shownPattern(wanted[index - 1]!)}`;
  const told = Array.from(state.says).find(({ instruction }) => instruction);
  return told ? `${before}; "${told.node}" only tells a model what to say, and its words are not known here` : before;
}

function cannotRead(text: string, { unreadable }: { readonly unreadable: string }): string {
  return `Cannot read the regular expression ${text}: ${unreadable}`;
}
