import assert from "node:assert/strict";
import { test } from "node:test";
import { lint, overridesIn, read, type Severities, severitiesFor, severitiesIn } from "../../../engine/index.ts";

const flow = JSON.stringify({
  flow_config_version: "1",
  nodes: [
    { id: "s", type: "start", next_step_id: "e" },
    { id: "old", type: "end" },
    { id: "e", type: "end" },
    { id: "older", type: "end" },
  ],
});

const found = (...layers: Parameters<typeof severitiesFor>[0][number][]): string[] =>
  lint(read(flow, "flows/legacy/a.json"), severitiesFor(layers))
    .filter(({ rule }) => rule === "unreachable-node")
    .map(({ severity, message }) => `${severity} ${/"(\w+)"/.exec(message)![1]}`);

const rules = (severity: string): Severities => severitiesIn({ "unreachable-node": severity });
const path = "legacy/a.json";

test("the workspace file stands above the editor's settings", () => {
  assert.deepEqual(found(), ["error old", "error older"]);
  assert.deepEqual(found({ rules: rules("hint") }), ["hint old", "hint older"]);
  assert.deepEqual(found({ rules: rules("hint") }, { rules: rules("off") }), []);
});

test("overrides for files, the last that fits", () => {
  const overrides = overridesIn([
    { files: "legacy/**", rules: { "unreachable-node": "hint" } },
    { files: ["new/*.json", "*/a.json"], rules: { "unreachable-node": "warning" } },
    { files: "new/**", rules: { "unreachable-node": "off" } },
  ]);
  assert.deepEqual(found({ rules: rules("error"), overrides, path }), ["warning old", "warning older"]);
});

test("overrides for single nodes stand above those for files", () => {
  const overrides = overridesIn([
    { files: "**/a.json", nodes: ["old"], rules: { "unreachable-node": "off" } },
    { files: "**", rules: { "unreachable-node": "information" } },
  ]);
  assert.deepEqual(found({ rules: new Map(), overrides, path }), ["information older"]);
});

test("a rule that is off may be on for one node", () => {
  const overrides = overridesIn([{ files: "**", nodes: ["old"], rules: { "unreachable-node": "hint" } }]);
  assert.deepEqual(found({ rules: rules("off"), overrides, path }), ["hint old"]);
});

test("what is half-written is passed over", () => {
  assert.deepEqual(overridesIn([{ rules: {} }, null, { files: 5 }, "x"]), []);
  assert.deepEqual(overridesIn([{ files: "a", nodes: [1, "b"], rules: { x: "loud", y: "hint" } }]), [
    { files: ["a"], nodes: ["b"], rules: new Map([["y", "hint"]]) },
  ]);
});
