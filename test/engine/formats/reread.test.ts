import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import fc from "fast-check";
import { type Document, read, reread, type Span } from "../../../engine/index.ts";
import "../schema/built.ts";

const folder = join(import.meta.dirname, "../../../examples");
const examples = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
  .map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), "utf8") }));

/** What two readings of one text have to agree on. */
function seen(document: Document): unknown {
  const { size, kinds, starts, ends, next, errors } = document.tree();
  const places = [kinds, starts, ends, next].map((each) => [...each.subarray(0, size)]);
  const { value, format } = document;
  // Mistakes are found in an order of their own.
  const inOrder = <T extends Span>(spans: readonly T[]): T[] =>
    spans.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const problems = inOrder(document.problems.map(({ message, span }) => ({ message, ...span })));
  const nodes = document.flow?.nodes.map(({ id, path, transitions }) => [id, path, transitions.length]);
  return {
    format: format?.id,
    value,
    problems,
    places,
    errors: inOrder(errors),
    nodes,
  };
}

const flow = `{
  "flow_config_version": "1",
  "nodes": [
    { "id": "start", "type": "start", "next_step_id": "end" },
    { "id": "end", "type": "end" }
  ]
}`;

suite("a document that is typed", () => {
  test("other nodes stay what they are while one is half-written", () => {
    const before = read(flow, "flow.json");
    const half = reread(before, flow.replace('"next_step_id": "end"', '"next_step_id": '));
    assert.equal(half.flow?.nodes[1], before.flow?.nodes[1]);
    assert.equal(half.problems.length, 1);
    const whole = reread(half, flow);
    assert.equal(whole.flow?.nodes[1], before.flow?.nodes[1]);
    assert.deepEqual(whole.problems, []);
  });

  for (const [what, from, to] of [
    ["a bracket that closes the list around it", '"type": "start"', '"type": ]'],
    ["a brace that closes the node early", '"type": "start"', '"type": }'],
    ["a string that takes in the end of the node", '"next_step_id": "end"', '"next_step_id": "end'],
    ["a comment that takes in the rest", '"type": "start"', '"type": /*'],
    ["a list that is not closed", '"next_step_id": "end"', '"transitions": ['],
    ["a control character", "start", "st\u0001art"],
  ] as const) {
    test(`${what} is read as it is read anew`, () => {
      const broken = flow.replace(from, to);
      assert.notEqual(broken, flow);
      const half = reread(read(flow, "flow.json"), broken);
      assert.deepEqual(seen(half), seen(read(broken, "flow.json")));
      assert.deepEqual(seen(reread(half, flow)), seen(read(flow, "flow.json")));
    });
  }

  test("letter by letter, anywhere in an example", () => {
    const typing = fc.record({
      example: fc.constantFrom(...examples),
      at: fc.nat(),
      removed: fc.nat(20),
      typed: fc.array(fc.constantFrom('"', "a", ":", ",", "{", "}", "[", "]", "\n", "\\", "1", "//", "/*", "*/", " "), {
        minLength: 1,
        maxLength: 8,
      }),
    });
    fc.assert(
      fc.property(typing, ({ example: { name, text }, at, removed, typed }) => {
        const start = at % text.length;
        let document = read(text, name);
        const rest = text.slice(start + removed);
        for (let length = 0; length <= typed.length; length++) {
          const now = text.slice(0, start) + typed.slice(0, length).join("") + rest;
          document = reread(document, now);
          assert.deepEqual(seen(document), seen(read(now, name)));
        }
      }),
      { numRuns: 300 },
    );
  });
});
