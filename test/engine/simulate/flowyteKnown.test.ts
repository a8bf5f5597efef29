import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { conditionOf } from "../../../engine/simulate/flowyte/condition.ts";
import { holds } from "../../../engine/simulate/flowyte/evaluate.ts";
import { asking, knownWhen } from "../../../engine/simulate/flowyte/known.ts";

/** A condition, what surely has a value when it holds and when it fails, and which of its reads only ask for that. */
const table: readonly [condition: string, holds: string, fails: string, asks: string][] = [
  ["{x}", "x", "", "-"],
  ["not {x}", "", "x", "-"],
  ["x.y", "x", "", "-"],
  ["x exists", "x", "", "asks"],
  ["x is_empty", "", "x", "asks"],
  ["not (x exists)", "", "x", "asks"],
  ["not not x exists", "x", "", "asks"],
  ["x == 5", "x", "", "-"],
  ["5 == x", "x", "", "-"],
  ["x == y", "", "", "- -"],
  ["x == null", "", "x", "asks"],
  ["null != x", "x", "", "asks"],
  ["x != 5", "", "x", "-"],
  ["x > y", "x y", "", "- -"],
  ["x contains 'a'", "x", "", "-"],
  ["'a' in x", "x", "", "-"],
  ["x in ['a', y]", "", "", "- -"],
  ["x starts_with 'a'", "x", "", "-"],
  ["x exists and y exists", "x y", "", "asks asks"],
  ["x exists or y exists", "", "", "asks asks"],
  ["x is_empty or y is_empty", "", "x y", "asks asks"],
  ["x > 1 or x exists and y exists", "x", "", "- asks asks"],
  ["true", "", "", ""],
];

suite("what a condition's outcome says about its variables", () => {
  for (const [text, onTrue, onFalse, asks] of table)
    test(text, () => {
      const { expression } = conditionOf(text);
      assert.ok(expression);
      assert.deepEqual(
        [true, false].map((outcome) => [...knownWhen(expression, outcome)].join(" ")),
        [onTrue, onFalse],
      );
      assert.equal(
        asking(expression)
          .map((each) => (each ? "asks" : "-"))
          .join(" "),
        asks,
      );
    });

  test("no condition comes out so without them", () => {
    const values = [undefined, null, "", "a", 5, true, ["a"], { y: 1 }];
    for (const [text] of table) {
      const { expression } = conditionOf(text);
      for (const x of values)
        for (const y of values) {
          const variables = new Map<string, unknown>(
            Object.entries({ x, y }).filter(([, value]) => value !== undefined),
          );
          const outcome = holds(expression!, variables);
          for (const name of knownWhen(expression!, outcome))
            assert.ok(variables.has(name), `${text} is ${outcome} with ${JSON.stringify({ x, y })}`);
        }
    }
  });
});
