import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { equationOf, equationText, fires, holds } from "../../../engine/simulate/voicetest/equations.ts";
import { pyFloat, pyStrip, pyText } from "../../../engine/simulate/voicetest/pyText.ts";

suite("Python's text of a value", () => {
  const texts: [unknown, string][] = [
    ["as it is", "as it is"],
    ["", ""],
    [true, "True"],
    [false, "False"],
    [null, "None"],
    [0, "0"],
    [-0, "0"],
    [7, "7"],
    [-12345678901, "-12345678901"],
    [1.5, "1.5"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [1e-7, "1e-07"],
    [1.25e-10, "1.25e-10"],
    [123456789.123, "123456789.123"],
    [9999999999999998, "9999999999999998"],
    [1e16, "1e+16"],
    [-1.5e300, "-1.5e+300"],
    [Number.POSITIVE_INFINITY, "inf"],
    [[], "[]"],
    [{}, "{}"],
    [[1, "a", null, true], "[1, 'a', None, True]"],
    [{ a: [{ b: 1.5 }], c: "d" }, "{'a': [{'b': 1.5}], 'c': 'd'}"],
    [["it's"], `["it's"]`],
    [[`"so"`], `['"so"']`],
    [[`it's "so"`], `['it\\'s "so"']`],
    [["a\\b\n\t\r"], "['a\\\\b\\n\\t\\r']"],
    [["\x00\x7f\xa0é"], "['\\x00\\x7f\\xa0é']"],
    [["\u200b\u2028"], "['\\u200b\\u2028']"],
    [["\u{e0001}😀"], "['\\U000e0001😀']"],
    [["\ud800"], "['\\ud800']"],
  ];
  for (const [value, text] of texts) test(text === "" ? "(empty)" : text, () => assert.equal(pyText(value), text));

  test("a member called __proto__ is a member like any other", () =>
    assert.equal(pyText(JSON.parse('{"__proto__": 1}')), "{'__proto__': 1}"));

  test("a list nested deeper than the stack", () => {
    let deep: unknown = "end";
    for (let i = 0; i < 200_000; i++) deep = [deep];
    const text = pyText(deep);
    assert.equal(text.length, 400_005);
    assert.ok(text.startsWith("[[["));
  });
});

suite("Python's float of a text", () => {
  const numbers: [string, number][] = [
    ["5", 5],
    [" 5\t\n", 5],
    ["\u00a05\u3000", 5],
    ["+5", 5],
    ["-5", -5],
    [".5", 0.5],
    ["5.", 5],
    ["1e3", 1000],
    ["1E+3", 1000],
    ["1_0", 10],
    ["1_0.5_0e1_0", 10.5e10],
    ["007", 7],
    ["inf", Number.POSITIVE_INFINITY],
    ["+Infinity", Number.POSITIVE_INFINITY],
    ["-INF", Number.NEGATIVE_INFINITY],
    ["1e400", Number.POSITIVE_INFINITY],
    ["nan", Number.NaN],
    ["-NaN", Number.NaN],
    ["٣", 3],
    ["१२", 12],
    ["７", 7],
    ["𝟡𝟘", 90],
  ];
  for (const [text, number] of numbers) test(JSON.stringify(text), () => assert.equal(pyFloat(text), number));

  const none = [
    "",
    " ",
    "0x10",
    "1,000",
    "true",
    "1__0",
    "_1",
    "1_",
    "1_.5",
    "1._5",
    "e3",
    "1e",
    ".",
    "+",
    "--5",
    "- 5",
    "1 0",
    "five",
    "infinit",
    "n_an",
    "\u001c5",
    "\ufeff5",
    "−5",
    "½",
    "²",
    "Ⅳ",
  ];
  for (const text of none) test(`${JSON.stringify(text)} is no number`, () => assert.equal(pyFloat(text), undefined));

  test("a long text costs a moment", () => {
    assert.equal(pyFloat(`${"1_".repeat(200_000)}x`), undefined);
    assert.equal(pyFloat(`${" ".repeat(200_000)}1${" ".repeat(200_000)}2`), undefined);
  });
});

test("strip takes the separators that JavaScript keeps, and keeps the mark that JavaScript takes", () => {
  assert.equal(pyStrip("\u001c\u0085 a b \t\u001f"), "a b");
  assert.equal(pyStrip("\ufeffa"), "\ufeffa");
});

suite("a clause", () => {
  const variables = new Map<string, unknown>([
    ["empty", ""],
    ["nothing", null],
    ["yes", true],
    ["one", 1],
    ["ten", "10"],
    ["nine", "9"],
    ["name", "Ana Maria"],
    ["other", "Ana Maria"],
    ["words", "not a number"],
    ["nan", "nan"],
    ["list", [1, 2]],
    ["price", " 1_000.50 "],
    ["tool.status", "ok"],
    ["__proto__", "own"],
  ]);
  const table: [left: string, operator: string, right: string, expected: boolean][] = [
    // Only presence counts.
    ["name", "exists", "", true],
    ["empty", "exists", "", true],
    ["nothing", "exists", "", true],
    ["missing", "exists", "", false],
    ["constructor", "exists", "", false],
    ["name", "not_exist", "", false],
    ["missing", "not_exist", "", true],
    ["missing", "not_exists", "", false], // unknown operator: there is no "s"
    // Unbound: everything is false.
    ["missing", "==", "", false],
    ["missing", "!=", "x", false],
    ["missing", "contains", "", false],
    ["missing", "not_contains", "x", false],
    ["missing", "<", "1", false],
    // Texts to the letter.
    ["name", "==", "Ana Maria", true],
    ["name", "==", "ana maria", false],
    ["name", "==", " Ana Maria", false],
    ["name", "!=", "ana maria", true],
    ["name", "!=", "Ana Maria", false],
    ["one", "==", "1", true],
    ["one", "==", "1.0", false],
    ["one", "!=", "1.0", true],
    ["yes", "==", "True", true],
    ["yes", "==", "true", false],
    ["nothing", "==", "None", true],
    ["list", "==", "[1, 2]", true],
    ["name", "contains", "Maria", true],
    ["name", "contains", "maria", false],
    ["name", "contains", "", true],
    ["empty", "contains", "", true],
    ["name", "not_contains", "maria", true],
    ["name", "not_contains", "", false],
    // A right side that names a variable stands for its value.
    ["name", "==", "other", true],
    ["name", "==", "name", true],
    ["name", "contains", "empty", true],
    ["nine", "<", "ten", true],
    ["words", "==", "name", false],
    // Orders compare numbers, not texts.
    ["ten", ">", "9", true],
    ["ten", ">=", "10.0", true],
    ["ten", "<", "1e2", true],
    ["ten", "<=", "9.99", false],
    ["ten", "<", "inf", true],
    ["price", ">", "1000", true],
    ["one", ">=", "1", true],
    ["words", ">", "1", false],
    ["words", "<", "1", false],
    ["ten", ">", "", false],
    ["ten", ">", "0x1", false],
    ["ten", "<", "1,000", false],
    ["yes", ">=", "0", false],
    ["nan", ">", "1", false],
    ["nan", "<", "1", false],
    ["nan", ">=", "nan", false],
    ["nan", "<=", "1", false],
    // Anything else is no operator.
    ["name", "=", "Ana Maria", false],
    ["name", "", "Ana Maria", false],
    ["name", "constructor", "Ana Maria", false],
    ["name", "CONTAINS", "Ana", false],
    // Names are names.
    ["tool.status", "==", "ok", true],
    ["__proto__", "==", "own", true],
    ["{{name}}", "exists", "", false],
  ];
  for (const [left, operator, right, expected] of table)
    test(`${left} ${operator} "${right}" is ${expected}`, () =>
      assert.equal(holds({ left, operator, right }, variables), expected));
});

suite("an equation", () => {
  const variables = new Map<string, unknown>([["a", "1"]]);
  const right = { left: "a", operator: "==", right: "1" };
  const wrong = { left: "a", operator: "==", right: "2" };
  const table: [string, unknown, boolean][] = [
    ["no clauses", { equations: [] }, false],
    ["no clauses, or", { equations: [], logical_operator: "or" }, false],
    ["no list", { equations: "a == 1" }, false],
    ["one that holds", { equations: [right] }, true],
    ["and by default", { equations: [right, wrong] }, false],
    ["and", { equations: [right, right], logical_operator: "and" }, true],
    ["or", { equations: [wrong, right], logical_operator: "or" }, true],
    ["or, none", { equations: [wrong, wrong], logical_operator: "or" }, false],
    ["an unknown word is and", { equations: [wrong, right], logical_operator: "||" }, false],
    ["a clause that is none, and", { equations: [right, null] }, false],
    ["a clause that is none, or", { equations: [7, right], logical_operator: "or" }, true],
    ["a number on the right", { equations: [{ left: "a", operator: "==", right: 1 }] }, true],
    ["no right side is the empty text", { equations: [{ left: "a", operator: "==" }] }, false],
    ["a left side that is no text", { equations: [{ left: 1, operator: "==", right: "1" }] }, false],
    ["nothing at all", null, false],
  ];
  for (const [name, condition, expected] of table)
    test(name, () => assert.equal(fires(equationOf(condition), variables), expected));

  test("in words", () => {
    const condition = {
      logical_operator: "or",
      equations: [
        { left: "tier", operator: "==", right: "gold" },
        { left: "age", operator: "exists", right: "ignored" },
        { left: "note", operator: "!=" },
      ],
    };
    assert.equal(equationText(equationOf(condition)), 'tier == gold or age exists or note != ""');
  });
});
