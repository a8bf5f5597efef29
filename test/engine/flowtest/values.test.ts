import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { patternOf, shownPattern } from "../../../engine/flowtest/pattern.ts";
import { shown, shownPath, spread } from "../../../engine/flowtest/shown.ts";
import { cutTo, difference } from "../../../engine/flowtest/subset.ts";

const parse = (text: string): unknown => JSON.parse(text);

describe("a deep subset", () => {
  for (const [expected, actual] of [
    ["1", "1"],
    ["null", "null"],
    ["{}", '{"a":1}'],
    ["[]", "[]"],
    ['{"a":{"b":[{"c":1}]}}', '{"a":{"b":[{"c":1,"d":2}],"e":3},"f":4}'],
    ['{"__proto__":{"a":1}}', '{"__proto__":{"a":1,"b":2}}'],
  ] as const)
    it(`${expected} is in ${actual}`, () => assert.equal(difference(parse(expected), parse(actual)), undefined));

  for (const [expected, actual, path] of [
    ["1", '"1"', []],
    ["{}", "[]", []],
    ["[]", "{}", []],
    ["{}", "null", []],
    ["null", "{}", []],
    ["[1]", "[1,2]", []],
    ["[1,2]", "[2,1]", [0]],
    ['{"a":1,"b":2}', '{"b":3}', ["a"]],
    ['{"a":{"b":[1,{"c":2}]}}', '{"a":{"b":[1,{"c":3}]}}', ["a", "b", 1, "c"]],
    ['{"__proto__":{"a":1}}', "{}", ["__proto__"]],
    ['{"constructor":{}}', "{}", ["constructor"]],
    ['{"a":null}', "{}", ["a"]],
  ] as const)
    it(`${expected} is not in ${actual}`, () => {
      assert.deepEqual(difference(parse(expected), parse(actual))?.path, path);
    });

  it("is found at any depth", () => {
    const nested = (inner: string): unknown => parse("[".repeat(5000) + inner + "]".repeat(5000));
    assert.equal(difference(nested("1"), nested("1")), undefined);
    assert.equal(difference(nested("1"), nested("2"))?.path.length, 5000);
    assert.ok(spread(cutTo(nested("1"), nested("2"))).includes("…"));
  });

  it("cuts what it is compared with to what it speaks about", () => {
    const cut = (expected: string, actual: string): string => shown(cutTo(parse(expected), parse(actual)));
    assert.equal(cut('{"a":1}', '{"b":2,"a":3}'), '{"a":3}');
    assert.equal(cut('[{"a":1}]', '[{"a":1,"b":2},{"c":3}]'), '[{"a":1},{"c":3}]');
    assert.equal(cut('{"a":{}}', '{"a":[1]}'), '{"a":[1]}');
    assert.equal(cut('{"__proto__":1}', '{"__proto__":2,"a":3}'), '{"__proto__":2}');
    assert.equal(cut('{"a":1}', "{}"), "{}");
  });
});

describe("a value in a message", () => {
  it("is JSON on one line, cut where it is long", () => {
    assert.equal(shown({ a: [1, "x", null, true, {}], b: [] }), '{"a":[1,"x",null,true,{}],"b":[]}');
    assert.equal(shown(new Map<string, unknown>([["__proto__", 1]])), '{"__proto__":1}');
    assert.equal(shown("x".repeat(1000), 10), '"xxxxxxxx…');
    assert.equal(
      shown(
        Array.from({ length: 1000 }, () => 1),
        10,
      ),
      "[1,1,1,1,…",
    );
    assert.equal(shown(undefined), "nothing");
  });

  it("is JSON over several lines in a diff", () => {
    const value = { a: [1, { b: "c" }], d: {}, e: [] };
    assert.equal(spread(value), JSON.stringify(value, null, 2));
  });

  it("has a path as in a program", () => {
    assert.equal(shownPath(["a", 0, "b c", "__proto__"]), '.a[0]["b c"].__proto__');
    assert.equal(shownPath([]), "");
  });
});

describe("a pattern of speech", () => {
  const find = (pattern: string, line: string, from = 0): number => {
    const read = patternOf(pattern);
    assert.ok("find" in read, pattern);
    return read.find(line, from);
  };

  it("is a part, letter for letter", () => {
    assert.equal(find("serve", "We serve you"), 8);
    assert.equal(find("Serve", "We serve you"), -1);
    assert.equal(find("we", "We, we", 0), 6);
    assert.equal(find("a.c", "abc"), -1);
    assert.equal(find("", "abc", 3), 3);
  });

  it("is an expression between slashes", () => {
    assert.equal(find("/s.rve/", "We serve you"), 8);
    assert.equal(find("/^serve/", "We serve you"), -1);
    assert.equal(find("/SERVE/i", "We serve you"), 8);
    assert.equal(find("/^b/m", "a\nb"), 3);
    assert.equal(find("/a.b/s", "a\nb"), 3);
    assert.equal(find("/a.b/", "a\nb"), -1);
    assert.equal(find("/a/gu", "ba"), 2);
    assert.equal(find("/\\d+/", "12 34", 2), 5);
    assert.equal(find("/$/", "ab", 2), 2);
    assert.equal(find("/שלום/", "שלום לך"), 4);
  });

  it("is a part again where the slashes enclose nothing or flags are unknown", () => {
    assert.equal(find("//", "http://x"), 7);
    assert.equal(find("/path/of", "the /path/of it"), 12);
    assert.equal(shownPattern("/path/of"), '"/path/of"');
    assert.equal(shownPattern("/a/i"), "/a/i");
  });

  for (const [pattern, why] of [
    ["/[/", "missing closing ]: `[`"],
    ["/(/", "missing closing ): `(`"],
    ["/a(?=b)/", "invalid or unsupported Perl syntax: `(?=`"],
    ["/(a)\\1/", "invalid escape sequence: `\\1`"],
    ["/a{1001}/", "invalid repeat count: `{1001}`"],
    [`/${"a".repeat(1001)}/`, "it is longer than 1000 characters"],
    ["/(.{1000}){1}(.{1000}){1}(.{1000})(.{1000})(.{1000})/", "it repeats too much"],
  ] as const)
    it(`is unreadable: ${pattern.slice(0, 30)}`, () => assert.deepEqual(patternOf(pattern), { unreadable: why }));

  it("never backtracks", () => {
    assert.equal(find("/^(a+)+$/", `${"a".repeat(50_000)}b`), -1);
    assert.equal(find("/(a|aa)+$/", `${"a".repeat(50_000)}b`), -1);
  });
});
