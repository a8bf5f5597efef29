// A fix knows nothing of how a file is formatted. Each fixture that has fixes is written in other ways here, and each fix of
// each problem is carried out in all of them: the value afterwards is the same, and the file is as it would have been had
// somebody written that value in the file's own style from the first.

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type Document, edits, type Fix, fixed, type Problem, ruleIds } from "../../engine/index.ts";
import { check, fixturesOf, load } from "./fixture.ts";

const ways: Record<string, (value: unknown) => string> = {
  "two spaces": (value) => `${JSON.stringify(value, null, 2)}\n`,
  "four spaces, Windows line ends": (value) => `${JSON.stringify(value, null, 4)}\n`.replaceAll("\n", "\r\n"),
  "tabs, no last line end, byte order mark": (value) => `\ufeff${JSON.stringify(value, null, "\t")}`,
  compact: (value) => JSON.stringify(value),
};

/** The fixes of each problem, under what they are called: a problem's message, its number among those alike, and a title. */
function fixesOf(problems: readonly Problem[]): Map<string, Fix> {
  const found = new Map<string, Fix>();
  const times = new Map<string, number>();
  for (const { message, fixes = [] } of problems) {
    const time = (times.get(message) ?? 0) + 1;
    times.set(message, time);
    for (const fix of fixes) found.set(`${message} (${time}): ${fix.title}`, fix);
  }
  return found;
}

function decoded(text: string): unknown {
  return JSON.parse(text.replace(/^\ufeff/, ""));
}

/** Whether the text is JSON whose value says all of it: in objects with a key written twice, it does not. */
function isPlain({ text, tree }: Document): boolean {
  return tree().errors.length === 0 && JSON.stringify(tree().value(0)).length === compact(text).length;
}

/** The text without its white space, keys written twice kept; numbers as they are written. */
function compact(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? "");
}

function applied(text: string, document: Document, fix: Fix): string {
  let at = 0;
  let result = "";
  for (const edit of edits(document, fix.changes)) {
    assert.ok(edit.start >= at && edit.end >= edit.start, "edits are in order and apart");
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

for (const rule of ruleIds)
  for (const name of fixturesOf(rule)) {
    const original = check(rule, name, load(join(import.meta.dirname, rule, name)).text);
    const wanted = fixesOf(original.problems);
    if (wanted.size === 0 || !isPlain(original.document)) continue;
    describe(`${rule}/${name}`, () => {
      for (const [way, write] of Object.entries(ways))
        it(way, () => {
          const text = write(original.document.value);
          const { document, problems } = check(rule, name, text);
          const fixes = fixesOf(problems);
          assert.deepEqual([...fixes.keys()].sort(), [...wanted.keys()].sort());
          for (const [title, fix] of fixes) {
            const result = fixed(document, fix.changes);
            assert.deepEqual(decoded(result), decoded(fixed(original.document, wanted.get(title)!.changes)), title);
            assert.equal(result, write(decoded(result)), title);
            assert.equal(applied(text, document, fix), result, title);
          }
        });
    });
  }
