import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fill, parseTemplate } from "../../../engine/simulate/flowyte/template.ts";

const variables = new Map<string, unknown>([
  ["name", "Ann"],
  ["n", 3],
  ["half", 0.5],
  ["ok", false],
  ["none", null],
  ["blank", ""],
  ["list", ["a", 1, null]],
  ["object", { b: { c: "deep" }, items: [{ id: 7 }] }],
  ["__proto__", "own"],
]);

const templates: readonly [template: string, text: string, unbound?: readonly string[]][] = [
  ["Hi", "Hi"],
  ["", ""],
  ["Hi {name}!", "Hi Ann!"],
  ["{ name }{name}", "AnnAnn"],
  ["{\tname\n}", "Ann"],
  ["{n} and {half}", "3 and 0.5"],
  ["{ok}", "false"],
  ["<{none}>", "<>"],
  ["<{blank}>", "<>"],
  ["{list}", '["a",1,null]'],
  ["{object.b}", '{"c":"deep"}'],
  ["{object.b.c}", "deep"],
  ["{object.items.0.id}", "7"],
  ["<{missing}>", "<>", ["missing"]],
  ["<{object.b.d}>", "<>", ["object.b.d"]],
  ["<{object.items.1.id}>", "<>", ["object.items.1.id"]],
  ["<{list.length}>", "<>", ["list.length"]],
  ["<{name.length}>", "<>", ["name.length"]],
  ["<{toString}{constructor}>", "<>", ["toString", "constructor"]],
  ["{__proto__}", "own"],
  ["<{name.toString}>", "<>", ["name.toString"]],
  // braces that are braces
  ["{{name}}", "{name}"],
  ["{{{name}}}", "{Ann}"],
  ["a {{ b }} c", "a { b } c"],
  ["{{", "{"],
  ["}}", "}"],
  ["{name}}}", "Ann}"],
  ["{}", "{}"],
  ["{ }", "{ }"],
  ["{a b}", "{a b}"],
  ["{0}", "{0}"],
  ["{a-b}", "{a-b}"],
  ["{a.}", "{a.}"],
  ['{"a": {n}}', '{"a": 3}'],
  ["{ {name}", "{ Ann"],
  ["a } b", "a } b"],
  ["{name", "{name"],
];

describe("a template", () => {
  for (const [template, text, unbound = []] of templates)
    test(JSON.stringify(template), () => {
      assert.deepEqual(fill(parseTemplate(template), variables), { text, unbound });
    });
});

describe("braces that belong to no pair", () => {
  for (const [template, strays] of [
    ["{name} {{x}} {} {a b}", []],
    ["a } b", [2]],
    ["{name", [0]],
    ["} {", [0, 2]],
    ["{ {name}", [0]],
    ["{name}} x }", [6, 10]],
  ] as const)
    test(template, () => {
      const found = parseTemplate(template).strays;
      assert.deepEqual(found, strays);
    });
});

describe("what a template reads", () => {
  test("its paths, where they are written without braces", () => {
    const text = "Hi {{ { name } of {a.b.0}";
    const found = parseTemplate(text).parts.filter((part) => typeof part !== "string");
    assert.deepEqual(
      found.map(({ path, start, end }) => [path, text.slice(start, end)]),
      [
        [["name"], "name"],
        [["a", "b", "0"], "a.b.0"],
      ],
    );
  });

  test("a placeholder that is all of it", () => {
    assert.deepEqual(parseTemplate("{ a.b }").whole?.path, ["a", "b"]);
    for (const text of ["", "a", " {a}", "{a}.", "{a}{a}", "{{a}}", "{}"])
      assert.equal(parseTemplate(text).whole, undefined, text);
  });
});

test("a hostile template is read in a line's time", () => {
  for (const text of ["{", "}", "{ ", "{a", "{a.", "{a.a", "{{}"]) {
    const long = text.repeat(100_000);
    assert.equal(fill(parseTemplate(long), variables).unbound.length, 0);
  }
  assert.equal(parseTemplate(`{${"a.".repeat(100_000)}`).strays.length, 1);
  let deep: unknown = {};
  for (let i = 0; i < 200_000; i++) deep = { a: deep };
  assert.equal(fill(parseTemplate("{deep}"), new Map([["deep", deep]])).text, "…");
});
