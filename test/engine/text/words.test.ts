import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { matchesGlob } from "../../../engine/text/glob.ts";
import { Lines } from "../../../engine/text/lines.ts";
import { nearest } from "../../../engine/text/nearest.ts";

describe("the nearest word", () => {
  const cases: [word: string, candidates: string[], expected: string | undefined][] = [
    ["bok", ["book", "back", "end"], "book"],
    ["edn", ["end", "ask"], "end"],
    ["End", ["end"], "end"],
    ["need_input", ["success", "needs_input"], "needs_input"],
    ["end", ["end-1", "start"], "end-1"],
    ["end-1", ["end", "start"], "end"],
    ["end", ["end-1", "end-2"], undefined],
    ["gone", ["start", "finish"], undefined],
    ["a", ["b"], "b"],
    ["x", [], undefined],
    ["same", ["same"], undefined],
    ["conversaton", ["conversation", "consultation"], "conversation"],
  ];
  for (const [word, candidates, expected] of cases)
    it(`${word} among ${candidates.join(", ") || "none"}`, () => assert.equal(nearest(word, candidates), expected));
});

describe("lines and columns", () => {
  it("count from 1, whatever the line ends", () => {
    const lines = new Lines("ab\ncd\r\nef\rgh\n");
    const at = (offset: number): string => {
      const { line, column } = lines.position(offset);
      return `${line}:${column}`;
    };
    assert.deepEqual([0, 2, 3, 5, 7, 9, 10, 12, 13].map(at), [
      "1:1",
      "1:3",
      "2:1",
      "2:3",
      "3:1",
      "3:3",
      "4:1",
      "4:3",
      "5:1",
    ]);
    assert.equal(at(-5), "1:1");
    assert.equal(at(999), "5:1");
  });
  it("hold for an empty text", () => assert.deepEqual(new Lines("").position(0), { line: 1, column: 1 }));
});

describe("patterns for files", () => {
  const cases: [pattern: string, path: string, matches: boolean][] = [
    ["*.json", "a.json", true],
    ["*.json", "b/a.json", false],
    ["**/*.json", "a.json", true],
    ["**/*.json", "b/c/a.json", true],
    ["tests/**", "tests/a/b.json", true],
    ["tests/**", "test/a.json", false],
    ["./a/*.flowtest.json", "a/x.flowtest.json", true],
    ["a/?.json", "a/b.json", true],
    ["a/?.json", "a/bc.json", false],
    ["**/a/**/b.json", "x/a/y/a/z/b.json", true],
    ["a*b*c", "aXbYbZc", true],
    ["a*b*c", "aXbYb", false],
  ];
  for (const [pattern, path, matches] of cases)
    it(`${pattern} and ${path}`, () => assert.equal(matchesGlob(path, pattern), matches));
  it("take no time on hostile ones", () => {
    assert.equal(matchesGlob("a".repeat(20_000), `${"*a".repeat(200)}b`), false);
  });
});
