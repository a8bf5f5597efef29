import assert from "node:assert/strict";
import { it } from "node:test";
import { type Change, fixed } from "../../../engine/text/edit.ts";
import type { Path } from "../../../engine/text/json.ts";
import { parseTree } from "../../../engine/text/scan.ts";

function wrapped(text: string, path: Path): string {
  const change: Change = { do: "wrap", path, key: "result" };
  return fixed({ text, tree: () => parseTree(text) }, [change]);
}

it("a value on one line is wrapped on that line, as the file writes objects", () => {
  assert.equal(wrapped(`{ "a": 1e3, "b": [ 1 ] }`, ["a"]), `{ "a": { "result": 1e3 }, "b": [ 1 ] }`);
  assert.equal(wrapped(`{"a":{"b":1}}`, ["a"]), `{"a":{"result":{"b":1}}}`);
  assert.equal(wrapped(`{"a":["x","y"]}`, ["a", 1]), `{"a":["x",{"result":"y"}]}`);
});

it("a value with lines of its own is indented once more, and otherwise stays as it is written", () => {
  assert.equal(
    wrapped(`{\r\n\t"a": {\r\n\t\t"id": 12345678901234567890,\r\n\r\n\t\t"x": "\\u00e9" }\r\n}`, ["a"]),
    `{\r\n\t"a": {\r\n\t\t"result": {\r\n\t\t\t"id": 12345678901234567890,\r\n\r\n\t\t\t"x": "\\u00e9" }\r\n\t}\r\n}`,
  );
});

it("what is not there, or not written yet, is not wrapped", () => {
  for (const text of [`{ "a": 1 }`, `{ "b": }`, `{ "b"`, ``]) assert.equal(wrapped(text, ["b"]), text);
});

it("the whole document can be wrapped", () => {
  assert.equal(wrapped(`[\n  1\n]\n`, []), `{\n  "result": [\n    1\n  ]\n}\n`);
});
