import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTree } from "../../../engine/text/scan.ts";
import { stretch, unitAt } from "../../../engine/text/stretch.ts";

const cases: [json: string, start: number, end: number, raw: string][] = [
  ['"hello"', 1, 3, "el"],
  ['"a\\nb"', 1, 2, "\\n"],
  ['"a\\nb"', 2, 3, "b"],
  ['"\\u00e9t\\u00e9"', 1, 2, "t"],
  ['"\\ud83d\\ude00!"', 2, 3, "!"],
  ['"😀!"', 2, 3, "!"],
  ['"a\\"b"', 1, 2, '\\"'],
  ['"short"', 3, 99, "rt"],
];

test("a stretch of the decoded string, as it is written", () => {
  for (const [json, start, end, raw] of cases) {
    const found = stretch(parseTree(json), 0, { start, end });
    assert.equal(json.slice(found.start, found.end), raw, json);
    assert.equal(unitAt(parseTree(json), 0, found.start), start, json);
  }
});

test("a string that is never closed", () => {
  const found = stretch(parseTree('"abc'), 0, { start: 1, end: 3 });
  assert.deepEqual(found, { start: 2, end: 4 });
});
