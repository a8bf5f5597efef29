// What the agent said, as far as its words are known: an instruction to a model is not what the model says.

import type { Walked } from "../drive.ts";
import type { Check } from "../expect.ts";
import { type Pattern, patternOf, shownPattern } from "../pattern.ts";
import { shown } from "../shown.ts";
import { itemPlace } from "./place.ts";

/** Each part is said after the one before it, in the same line or in a later one. */
export const says: Check = function* (walked, { says: wanted }) {
  if (!wanted) return;
  const lines = linesOf(walked);
  let line = 0;
  let from = 0;
  for (const [i, text] of wanted.value.entries()) {
    const pattern = patternOf(text);
    let found = -1;
    if ("find" in pattern)
      for (; line < lines.length; line++, from = 0) {
        found = pattern.find(lines[line]!, from);
        if (found >= 0) break;
      }
    from = found;
    if (found >= 0) continue;
    yield {
      message:
        "find" in pattern
          ? `Did not say ${shownPattern(text)}${after(walked, wanted.value, i)}`
          : unreadable(text, pattern),
      expected: wanted.value.join("\n"),
      actual: lines.join("\n"),
      place: itemPlace(wanted, i),
    };
    return;
  }
};

/** No part is said anywhere. */
export const notSays: Check = function* (walked, { notSays: unwanted }) {
  if (!unwanted) return;
  const lines = linesOf(walked);
  for (const [i, text] of unwanted.value.entries()) {
    const pattern = patternOf(text);
    const said = "find" in pattern ? lines.find((line) => pattern.find(line, 0) >= 0) : undefined;
    if ("find" in pattern && said === undefined) continue;
    yield {
      message:
        "find" in pattern
          ? `Said ${shown(said)}, expected nothing with ${shownPattern(text)}`
          : unreadable(text, pattern),
      expected: `nothing with ${shownPattern(text)}`,
      actual: said ?? "",
      place: itemPlace(unwanted, i),
    };
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

function unreadable(text: string, { unreadable }: Exclude<ReturnType<typeof patternOf>, Pattern>): string {
  return `Cannot read the regular expression ${text}: ${unreadable}`;
}
