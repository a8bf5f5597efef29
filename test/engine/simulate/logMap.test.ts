import assert from "node:assert/strict";
import { test } from "node:test";
import { LogMap } from "../../../engine/simulate/logMap.ts";

test("a map keeps what it had when another is made of it", () => {
  const none = LogMap.empty<string, number>();
  const one = none.with("a", 1);
  assert.equal(one.size, 1);
  const two = one.with("b", 2);
  const other = one.with("a", 9);
  assert.deepEqual([...none], []);
  assert.deepEqual([...one], [["a", 1]]);
  assert.deepEqual(
    [...two.entries()],
    [
      ["a", 1],
      ["b", 2],
    ],
  );
  assert.deepEqual([...other], [["a", 9]]);
  assert.equal(two.get("a"), 1);
  assert.equal(two.get("c"), undefined);
  assert.equal(two.has("b"), true);
  assert.equal(one.has("b"), false);
  assert.deepEqual(
    [[...two.keys()], [...two.values()]],
    [
      ["a", "b"],
      [1, 2],
    ],
  );
  const seen: unknown[] = [];
  two.forEach((value, key, map) => {
    seen.push([key, value, map === two]);
  });
  assert.deepEqual(seen, [
    ["a", 1, true],
    ["b", 2, true],
  ]);
});

test("a map takes any key", () => {
  const map = LogMap.empty<string, number>().with("__proto__", 1).with("constructor", 2);
  assert.deepEqual(Object.fromEntries(map), JSON.parse('{"__proto__": 1, "constructor": 2}'));
});
