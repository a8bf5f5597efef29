import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { conditionOf } from "../../../engine/simulate/flowyte/condition.ts";
import { holds } from "../../../engine/simulate/flowyte/evaluate.ts";
import { parseCondition } from "../../../engine/simulate/flowyte/parseCondition.ts";

const variables = new Map<string, unknown>([
  ["ok", true],
  ["off", false],
  ["none", null],
  ["zero", 0],
  ["count", 7],
  ["text", "Blue Car"],
  ["blank", "  "],
  ["zip", "02139"],
  ["year", " 2024 "],
  ["big", "1e3"],
  ["no", "No"],
  ["nil", " 0 "],
  ["word", "FALSE"],
  ["yes", "yes"],
  ["list", ["a", "B", 3]],
  ["empty", []],
  ["object", { name: "Ann", items: [{ id: 5 }], "1": "one" }],
  ["hollow", {}],
  ["day", "2024-05-01"],
  ["later", "2024-05-01T09:00"],
  ["x", 5],
  ["__proto__", "own"],
  ["last", "2024-05-01\u{1F600}"],
  ["nearlyLast", "2024-05-01\uFF5E"],
]);

const conditions: readonly [condition: string, holds: boolean][] = [
  // equality
  ["{ok} == true", true],
  ["ok == true", true],
  ["{ ok } = true", true],
  ['ok == "TRUE"', true],
  ["ok == 1", false],
  ["off == 'false'", true],
  ["ok != off", true],
  ['count == "7"', true],
  ['count == " 7.0 "', true],
  ["year == 2024", true],
  ["big == 1000", true],
  ["zip == 2139", false],
  ["zip == '02139'", true],
  ["text == ' blue car '", true],
  ["text != 'red'", true],
  ["missing == null", true],
  ["none == null", true],
  ["missing == none", true],
  ["missing != null", false],
  ["null == null", true],
  ["blank == null", false],
  ["off == null", false],
  ["zero == null", false],
  ["missing == ''", false],
  ["missing == false", false],
  ['list == ["a", "B", 3]', true],
  ['list == ["a", "b", 3]', false],
  ["empty == []", true],
  ["hollow == []", false],
  ["list == 'a'", false],
  ["[missing] == [null]", true],
  ["-1.5e2 == -150", true],
  // order
  ["count > 6", true],
  ["count >= 7", true],
  ["count < 7", false],
  ["count <= '7'", true],
  ["text > 3", false],
  ["text < 3", false],
  ["missing < 3", false],
  ["none <= 0", false],
  ["ok >= 1", false],
  ["day < later", true],
  ["day >= '2024-04-30'", true],
  ["day > 'b'", false],
  ["'b' > 'a'", false],
  ["nearlyLast < last", true],
  // contains, in, starts_with
  ["text contains 'CAR'", true],
  ["text contains 'bus'", false],
  ["zip contains 21", true],
  ["count contains 7", true],
  ["list contains 'b'", true],
  ["list contains '3'", true],
  ["list contains 'c'", false],
  ["missing contains ''", false],
  ["object contains 'name'", false],
  ["'b' in list", true],
  ["count in [1, 7]", true],
  ["'ue' in text", true],
  ["x in []", false],
  ["text starts_with 'BLUE'", true],
  ["text starts_with 'car'", false],
  ["zip starts_with '02'", true],
  ["count starts_with 7", false],
  ["list starts_with 'a'", false],
  // exists, is_empty
  ["ok exists", true],
  ["none exists", false],
  ["missing exists", false],
  ["blank exists", true],
  ["blank is_empty", true],
  ["missing is_empty", true],
  ["empty is_empty", true],
  ["hollow is_empty", true],
  ["off is_empty", false],
  ["zero is_empty", false],
  // standing alone
  ["ok", true],
  ["text", true],
  ["list", true],
  ["object", true],
  ["missing", false],
  ["none", false],
  ["off", false],
  ["zero", false],
  ["blank", false],
  ["no", false],
  ["nil", false],
  ["word", false],
  ["yes", true],
  ["empty", false],
  ["hollow", false],
  ["'no'", false],
  ["-0", false],
  // paths
  ["object.name == 'ann'", true],
  ["{object.items.0.id} == 5", true],
  ["object.items.1.id exists", false],
  ["object.1 == 'one'", true],
  ["list.length exists", false],
  ["text.length exists", false],
  ["object.toString exists", false],
  ["object.in exists", false],
  ["toString exists", false],
  ["__proto__ == 'own'", true],
  ["constructor exists", false],
  // and, or, not, brackets
  ["ok and off", false],
  ["ok or off", true],
  ["ok && x == 5 || off", true],
  ["off and ok or ok", true],
  ["ok or off and off", true],
  ["(ok or off) and off", false],
  ["not off", true],
  ["not not off", false],
  ["not x == 5", false],
  ["!x == 5", false],
  ["!(x == 5)", false],
  ["!off", true],
  ["!!ok", true],
  ["(x) == 5", true],
  ["((x)) == (5)", true],
  ["(x == 5) == true", true],
  ["(not off) == ok", true],
  ["not(ok)", false],
  ["not text contains 'bus' and ok", true],
  ["[(x), 'a'] contains 5", true],
  // text
  ["'it\\'s' == \"it's\"", true],
  ['"a\\"b" contains \'"\'', true],
  ["'a\\nb' contains 'a\\\nb'", true],
  ["'a\\tb' == 'a\\qb'", false],
  ["'\\x' == 'x'", true],
  ["'a\\\\b' contains '\\\\'", true],
  // words of the language count in lower case only
  ["AND exists", false],
  ["True exists", false],
];

describe("a condition", () => {
  for (const [text, expected] of conditions)
    test(`${text} is ${expected}`, () => {
      const { expression, error } = parseCondition(text);
      assert.equal(error, undefined);
      assert.equal(holds(expression!, variables), expected);
    });
});

const mistakes: readonly [condition: string, start: number, end: number, message: string][] = [
  ["", 0, 0, "The condition is empty"],
  ["   ", 3, 3, "The condition is empty"],
  ["x ==", 4, 4, 'Expected a value after "=="'],
  ["x == and y", 5, 8, 'Expected a value before "and"'],
  ["and x", 0, 3, 'Expected a value before "and"'],
  ["x and", 5, 5, "Expected a value at the end"],
  ["not", 3, 3, "Expected a value at the end"],
  ["x y", 2, 3, 'Expected "and", "or" or a comparison before "y"'],
  ["x is 5", 2, 4, 'Expected "and", "or" or a comparison before "is"; did you mean "=="?'],
  ["x contain 5", 2, 9, 'Expected "and", "or" or a comparison before "contain"; did you mean "contains"?'],
  ["x 'a'", 2, 5, 'Expected "and", "or" or a comparison before "\'a\'"'],
  ["x AND y", 2, 5, '"AND" is written "and"'],
  ["x not in y", 2, 5, '"not" stands before all of what it denies: not (a in b)'],
  ["x == 1 == 2", 7, 9, 'A comparison is not compared again; join two with "and"'],
  ["x == 1 exists", 7, 13, 'A comparison is not compared again; join two with "and"'],
  ["x === 1", 2, 5, '"===" is written "==" here'],
  ["x !== 1", 2, 5, '"!==" is written "!=" here'],
  ["x <> 1", 2, 4, '"<>" is written "!=" here'],
  ["x & y", 2, 3, '"&" is written "and" here'],
  ["(x", 0, 1, 'This "(" is never closed with ")"'],
  ["x)", 1, 2, 'This ")" closes nothing'],
  ["[1, 2", 0, 1, 'This "[" is never closed with "]"'],
  ["[1 2]", 3, 4, 'Expected "," or "]" before "2"'],
  ["[1,]", 3, 4, 'Expected a value before "]"'],
  ["()", 1, 2, 'Expected a value before ")"'],
  ["len(x)", 3, 4, "A condition has no functions"],
  ["{x == 1", 0, 1, 'This "{" is never closed with "}"'],
  ["{} == 1", 0, 2, '"{}" does not name a variable; one is written {name}'],
  ["{a b} == 1", 0, 5, '"{a b}" does not name a variable; one is written {name}'],
  ["{{x}} == 1", 0, 1, "A variable stands in single braces: {name}"],
  ["x == 'abc", 5, 9, "This text is never closed with '"],
  ["x == 'abc\\", 5, 10, "This text is never closed with '"],
  ["x == 007", 5, 8, '"007" is not a number; text stands in quotes'],
  ["x == 2024-05-01", 5, 15, '"2024-05-01" is not a number; text stands in quotes'],
  ["x == .5", 5, 7, '".5" is not a number; text stands in quotes'],
  ["x == 5a", 5, 7, '"5a" is not a number; text stands in quotes'],
  ["x. == 1", 1, 2, 'A "." joins two names, or a name and a number: items.0.name'],
  ["x == @", 5, 6, '"@" has no meaning in a condition; text stands in quotes'],
  ["é == 1", 0, 1, '"é" has no meaning in a condition; text stands in quotes'],
  ["x == 😀", 5, 7, '"😀" has no meaning in a condition; text stands in quotes'],
  ["in == 1", 0, 2, 'Expected a value before "in"'],
  ["{in} == 1", 0, 4, '"in" is a word of the language and cannot name a variable'],
  ["null.x == 1", 0, 6, '"null" is a word of the language and cannot name a variable'],
  ["x == !y", 5, 6, 'Expected a value before "!"'],
  ["x + 1", 2, 3, '"+" has no meaning in a condition; text stands in quotes'],
];

describe("a condition with a mistake in it", () => {
  for (const [text, start, end, message] of mistakes)
    test(text || "nothing", () => {
      const { expression, error } = parseCondition(text);
      assert.equal(expression, undefined);
      assert.deepEqual([error?.start, error?.end, error?.message], [start, end, message]);
    });
});

const mended: readonly [condition: string, after: string][] = [
  ["x is 5", "x == 5"],
  ["x contain 5", "x contains 5"],
  ["x AND y", "x and y"],
  ["x !== 1", "x != 1"],
  ["x & y", "x and y"],
  ["x == 007", "x == '007'"],
  ["x == 2024-05-01", "x == '2024-05-01'"],
  ["x == 'abc", "x == 'abc'"],
  ["(x == 1", "(x == 1)"],
  ["[1, 2", "[1, 2]"],
  ["x == 1)", "x == 1"],
  ["{{ x }} == 1", "{x} == 1"],
];

describe("a mistake that says what would be right", () => {
  for (const [text, after] of mended)
    test(`${text} is mended to ${after}`, () => {
      const { right } = parseCondition(text).error!;
      assert.equal(text.slice(0, right!.start) + right!.text + text.slice(right!.end), after);
      assert.equal(parseCondition(after).error, undefined);
    });

  for (const text of ["", "x ==", "x y", "len(x)", "x == @", "{a b} == 1", "{{a b}} == 1", "x not in y"])
    test(`nothing is known of ${text || "an empty condition"}`, () =>
      assert.equal(parseCondition(text).error!.right, undefined));
});

describe("what a condition reads", () => {
  test("the paths in it, where they are written without their braces", () => {
    const text = "{ data.name } == x or y.0 exists";
    const { reads } = parseCondition(text);
    assert.deepEqual(
      reads.map(({ path, start, end }) => [path, text.slice(start, end)]),
      [
        [["data", "name"], "data.name"],
        [["x"], "x"],
        [["y", "0"], "y.0"],
      ],
    );
  });

  test("nothing when there are only values in it", () => {
    assert.deepEqual(parseCondition("1 == 1").reads, []);
  });
});

describe("an exclamation mark before a comparison is doubtful", () => {
  for (const [text, doubts] of [
    ["!x == 5", 1],
    ["ok and !x in [1]", 1],
    ["!(x) == 5", 1],
    ["!x == (5)", 1],
    ["!(x == 5)", 0],
    ["!x", 0],
    ["!x exists", 0],
    ["not x == 5", 0],
  ] as const)
    test(`${text}: ${doubts}`, () => assert.equal(parseCondition(text).doubts.length, doubts));

  test("at the mark", () => {
    const [doubt] = parseCondition("ok or !x == 5").doubts;
    assert.deepEqual([doubt?.start, doubt?.end], [6, 7]);
  });
});

describe("a condition written as an object", () => {
  const objects: readonly [written: unknown, holds: boolean][] = [
    [{ variable: "x", operator: "==", value: 5 }, true],
    [{ variable: "{x}", operator: "=", value: "5" }, true],
    [{ variable: "object.name", operator: "starts_with", value: "an" }, true],
    [{ variable: "list", operator: "contains", value: "b" }, true],
    [{ variable: "count", operator: "in", value: [1, 7] }, true],
    [{ variable: "count", operator: " > ", value: "{x}" }, true],
    [{ variable: "missing", operator: "exists" }, false],
    [{ variable: "missing", operator: "is_empty", value: 3 }, true],
    [{ variable: "missing", operator: "==" }, true],
    [{ variable: "text", operator: "==", value: "x" }, false],
  ];
  for (const [written, expected] of objects)
    test(`${JSON.stringify(written)} is ${expected}`, () => {
      const { expression, error } = conditionOf(written);
      assert.equal(error, undefined);
      assert.equal(holds(expression!, variables), expected);
    });

  const wrong: readonly [written: unknown, message: string, member?: string][] = [
    [undefined, "There is no condition"],
    [true, "The condition is not text"],
    [["x"], "The condition is not text"],
    [null, "The condition is not text"],
    [{}, "A condition written as an object names its variable", "variable"],
    [{ variable: "a b", operator: "==" }, "A condition written as an object names its variable", "variable"],
    [{ variable: "x" }, "A condition written as an object has an operator", "operator"],
    [
      { variable: "x", operator: "contians", value: 1 },
      '"contians" is not an operator; did you mean "contains"?',
      "operator",
    ],
    [
      { variable: "x", operator: "equals", value: 1 },
      '"equals" is not an operator; known are ==, !=, >, >=, <, <=, contains, starts_with, in, exists, is_empty',
      "operator",
    ],
  ];
  for (const [written, message, member] of wrong)
    test(`${JSON.stringify(written)}: ${message}`, () => {
      const { expression, error } = conditionOf(written);
      assert.equal(expression, undefined);
      assert.deepEqual([error?.message, error?.member], [message, member]);
    });

  test("is read as its variables", () => {
    const { reads } = conditionOf({ variable: "a.b", operator: "==", value: "{c}" });
    assert.deepEqual(
      reads.map(({ path }) => path.join(".")),
      ["a.b", "c"],
    );
  });
});

describe("a hostile condition", () => {
  test("nested deeper than anybody nests gives an error", () => {
    for (const open of ["(", "[", "not ("]) {
      const { error } = parseCondition(open.repeat(100_000));
      assert.equal(error?.message, "Brackets are nested more than 200 deep");
    }
  });

  test("as long as a book is read and evaluated", () => {
    const many = `${"not ".repeat(99_999)}${Array.from({ length: 50_000 }, () => "x == 5").join(" and ")}`;
    const { expression } = parseCondition(many);
    assert.equal(holds(expression!, variables), false);
    assert.equal(parseCondition("{".repeat(100_000)).error?.start, 0);
    assert.equal(parseCondition(`'${"\\".repeat(100_001)}`).error?.start, 0);
    assert.equal(parseCondition("a.".repeat(100_000)).error?.start, 199_999);
    assert.equal(parseCondition(`{${" ".repeat(100_000)}`).error?.start, 0);
  });

  test("a value nested deeper than the stack is compared without failing", () => {
    let deep: unknown = [];
    for (let i = 0; i < 200_000; i++) deep = [deep];
    const { expression } = parseCondition("deep == [1] or deep contains 'a' or deep starts_with 'a'");
    assert.equal(holds(expression!, new Map([["deep", deep]])), false);
  });
});
