import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { read } from "../../../engine/formats/index.ts";

describe("a workspace file", () => {
  for (const name of ["flowproof.json", "a/flowproof.json", "C:\\a\\flowproof.json", "file:///a/flowproof.json"])
    it(`is recognised by its name alone: ${name}`, () => {
      for (const text of ["{}", "", "[]", '{"cases": [{"turns": []}], "flow": "x"}', '{"tests": ['])
        assert.equal(read(text, name).format?.id, "workspace", text);
    });

  for (const name of ["flowproof.jsonc", "my-flowproof.json", "flowproof.json.bak", "flowproof.json/a.json"])
    it(`is not ${name}`, () => assert.equal(read('{"tests": [], "rules": {}}', name).format, undefined));

  it("says which flow belongs to which tests, and how serious rules are", () => {
    const { settings } = read(
      `{
        "tests": [{ "files": "tests/*.json", "flow": "./booking.json" }, { "files": "**/*.flowtest.json", "flow": "b.json" }],
        "rules": { "unreachable-node": "error", "dead-end": "off", "flowyte/agent-ranges": "hint" } // ours may have comments
      }`,
      "flowproof.json",
    );
    assert.deepEqual(settings!.tests, [
      { files: "tests/*.json", flow: "./booking.json" },
      { files: "**/*.flowtest.json", flow: "b.json" },
    ]);
    assert.deepEqual(
      [...settings!.rules],
      [
        ["unreachable-node", "error"],
        ["dead-end", "off"],
        ["flowyte/agent-ranges", "hint"],
      ],
    );
  });

  it("keeps what can be read of a half-written one", () => {
    const { settings } = read(
      `{"tests": [5, null, {"files": "a"}, {"flow": "b"}, {"files": 1, "flow": "b"}, {"files": "a", "flow": "b", "more": 1}],
        "rules": {"a": "warn", "b": 5, "__proto__": "off", "c": "warning"}`,
      "flowproof.json",
    );
    assert.deepEqual(settings!.tests, [{ files: "a", flow: "b" }]);
    assert.deepEqual(
      [...settings!.rules],
      [
        ["__proto__", "off"],
        ["c", "warning"],
      ],
    );
  });

  it("says nothing where there is nothing of use", () => {
    for (const text of ["", "[]", "null", '{"tests": {}, "rules": []}', '"tests"']) {
      const { settings } = read(text, "flowproof.json");
      assert.deepEqual([settings!.tests, settings!.rules.size], [[], 0]);
    }
  });
});
