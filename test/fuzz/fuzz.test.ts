// No text makes reading, checking or walking throw or hang.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { lint, read, reread } from "../../engine/index.ts";
import { mutations, survive } from "./survive.ts";

const examples = resolve(import.meta.dirname, "../../examples");
const files = readdirSync(examples, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));

describe("any change of an example is survived", { timeout: 120_000 }, () => {
  for (const file of files)
    it(file, () => {
      const text = readFileSync(join(examples, file), "utf8");
      survive(text, file);
      fc.assert(
        fc.property(mutations(text), (mutated) => {
          survive(mutated, file);
        }),
        { numRuns: 300 },
      );
    });
});

describe("reading on from the version before gives what reading anew gives", { timeout: 120_000 }, () => {
  for (const file of files)
    it(file, () => {
      const text = readFileSync(join(examples, file), "utf8");
      const first = read(text, file);
      fc.assert(
        fc.property(fc.array(mutations(text), { minLength: 1, maxLength: 3 }), (versions) => {
          let current = first;
          for (const version of versions) {
            current = survive(version, file, current);
            const anew = read(version, file);
            assert.equal(current.format?.id, anew.format?.id);
            assert.deepEqual(current.value, anew.value);
            assert.deepEqual(lint(current), lint(anew));
            assert.deepEqual(
              [...current.tree().starts.subarray(0, current.tree().size)],
              [...anew.tree().starts.subarray(0, anew.tree().size)],
            );
          }
        }),
        { numRuns: 80 },
      );
    });
});

describe("texts from hell", { timeout: 120_000 }, () => {
  const deep = 100_000;
  const cases: Record<string, string> = {
    "nothing at all": "",
    "only a byte-order mark": "\ufeff",
    "a hundred thousand lists": `{"nodes":${"[".repeat(deep)}${"]".repeat(deep)},"flow_config_version":"1"}`,
    "a hundred thousand objects, never closed": `{"flow_config_version":"1","nodes":[${'{"transitions":'.repeat(deep)}`,
    "a node a hundred thousand deep": `{"entry_node_id":"a","nodes":{"a":{"metadata":${'{"a":'.repeat(deep)}1${"}".repeat(deep)}}}}`,
    "a mock a hundred thousand deep": `{"flow":"x.json","cases":[{"turns":[],"mocks":{"a":{"result":${"[".repeat(deep)}${"]".repeat(deep)}}},"expect":{"variables":{"a":${"[".repeat(deep)}${"]".repeat(deep)}}}}]}`,
    "a condition a hundred thousand deep": JSON.stringify({
      flowId: "f",
      nodes: [
        { id: "s", type: "start" },
        { id: "b", type: "branch", data: { condition: `${"(".repeat(deep)}x${")".repeat(deep)}` } },
        { id: "n", type: "branch", data: { condition: `${"not ".repeat(deep)}x` } },
      ],
      connections: [
        { id: "1", source: "s", target: "b" },
        { id: "2", source: "b", target: "n", sourceHandle: "true" },
        { id: "3", source: "b", target: "n", sourceHandle: "false" },
      ],
    }),
    "a chain of fifty thousand nodes": JSON.stringify({
      flow_config_version: "1",
      nodes: [
        { id: "start", type: "start", next_step_id: "0" },
        ...Array.from({ length: 50_000 }, (_, i) => ({
          id: String(i),
          type: "tool_call",
          tool_id: "t",
          transitions: { success_next_step_id: String(i + 1) },
        })),
      ],
    }),
  };
  for (const [name, text] of Object.entries(cases)) it(name, () => void survive(text, "hell.flowtest.json"));

  it("fifty megabytes", () => {
    const long = "word ".repeat(10_000_000);
    const flow = {
      flow_config_version: "1",
      nodes: [
        { id: "start", type: "start", greeting: long, next_step_id: "nd" },
        { id: "end", type: "end" },
      ],
    };
    const document = survive(JSON.stringify(flow), "long.json");
    assert.ok(lint(document).some(({ rule }) => rule === "unknown-target"));
    const many = {
      flow_config_version: "1",
      nodes: Array.from({ length: 250_000 }, (_, i) => ({ id: `n${i}`, type: "end", farewell: "x".repeat(150) })),
    };
    assert.equal(read(JSON.stringify(many), "many.json").flow?.nodes.length, 250_000);
  });

  it("a document that is edited while it is broken", () => {
    const text =
      '{"flow_config_version":"1","nodes":[{"id":"start","type":"start","greeting":"Hi","next_step_id":"end"},{"id":"end","type":"end"}]}';
    let document = read(text, "a.json");
    for (let end = text.length; end >= 0; end -= 1) document = reread(document, text.slice(0, end));
    for (let end = 0; end <= text.length; end += 1) document = reread(document, text.slice(0, end));
    assert.deepEqual(lint(document), []);
  });
});
