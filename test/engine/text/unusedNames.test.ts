import assert from "node:assert/strict";
import { it } from "node:test";
import { unusedNames } from "../../../engine/text/unusedNames.ts";

it("keeps a name that is free, and never gives one twice", () => {
  const unused = unusedNames(["ask", "ask-2", "end"]);
  assert.deepEqual(["bye", "ask", "ask", "bye", "end"].map(unused), ["bye", "ask-3", "ask-4", "bye-2", "end-2"]);
});

it("counts on where a name ends in a number", () => {
  assert.equal(unusedNames(["ask-2"])("ask-2"), "ask-3");
  assert.equal(unusedNames(["ask-07"])("ask-07"), "ask-07-2");
  assert.equal(unusedNames(["-2"])("-2"), "-2-2");
  assert.equal(unusedNames(["Check date"], " ")("Check date"), "Check date 2");
});

it("gives names of ten thousand copies without counting each time from the beginning", () => {
  const unused = unusedNames(["a"]);
  const names = new Set(Array.from({ length: 10_000 }, () => unused("a")));
  assert.equal(names.size, 10_000);
  assert.ok(names.has("a-10001"));
});

it("is not led astray by names that objects have of their own", () => {
  assert.equal(unusedNames([])("__proto__"), "__proto__");
  assert.equal(unusedNames(["constructor"])("constructor"), "constructor-2");
});
