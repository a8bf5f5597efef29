import assert from "node:assert/strict";
import { test } from "node:test";
import { fixed, ignoreChanges, read } from "../../../engine/index.ts";

const after = (before: unknown, ignored: Parameters<typeof ignoreChanges>[1]): unknown => {
  const document = read(JSON.stringify(before), "flowproof.json");
  return JSON.parse(fixed(document, ignoreChanges(document.value, ignored)));
};
const file = "a.json";

test("the first thing to ignore", () => {
  assert.deepEqual(after({}, { rule: "r", file }), { overrides: [{ files: file, rules: { r: "off" } }] });
  assert.deepEqual(after({}, { rule: "r", file, node: "n" }), {
    overrides: [{ files: file, nodes: ["n"], rules: { r: "off" } }],
  });
});

test("another rule of the same file, or of the same node, joins its entry", () => {
  assert.deepEqual(after({ overrides: [{ files: [file], rules: { r: "hint" } }] }, { rule: "s", file }), {
    overrides: [{ files: [file], rules: { r: "hint", s: "off" } }],
  });
  const one = { files: file, nodes: ["n"], rules: { r: "off" } };
  assert.deepEqual(after({ overrides: [one] }, { rule: "s", file, node: "n" }), {
    overrides: [{ ...one, rules: { r: "off", s: "off" } }],
  });
});

test("another node with the same rule joins the list of nodes", () => {
  const one = { files: file, nodes: ["n"], rules: { r: "off" } };
  assert.deepEqual(after({ overrides: [one] }, { rule: "r", file, node: "m" }), {
    overrides: [{ ...one, nodes: ["n", "m"] }],
  });
});

test("an entry that a later one stands above is not used", () => {
  const overrides = [
    { files: file, rules: { s: "off" } },
    { files: "**", rules: { r: "error" } },
  ];
  assert.deepEqual(after({ overrides }, { rule: "r", file }), {
    overrides: [...overrides, { files: file, rules: { r: "off" } }],
  });
});
