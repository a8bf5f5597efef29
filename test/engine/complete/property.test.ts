import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { complete, type Document, read } from "../../../engine/index.ts";
import { parseTree } from "../../../engine/text/scan.ts";
import "../schema/built.ts";
import { carriedOut } from "./at.ts";

const folder = join(import.meta.dirname, "../../../examples");
const examples = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
  .map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), "utf8") }));

/** Whether a text is JSON, comments and a comma behind the last member aside. */
function isJson(text: string): boolean {
  return parseTree(text).errors.every(({ lenient }) => lenient);
}

/** The same on one line. */
function minified(text: string): string {
  return JSON.stringify(parseTree(text).value(0));
}

/** Everything that is proposed at an offset is a proper edit there, and leaves valid JSON valid. */
function fits(document: Document, offset: number, valid: boolean): void {
  const { text } = document;
  const { proposals } = complete(document, offset);
  for (const proposal of proposals) {
    const { start, end } = proposal.replace;
    const what = `${proposal.label} at ${offset}: ${text.slice(offset - 40, offset)}|${text.slice(offset, offset + 40)}`;
    assert.ok(start <= offset && offset <= end && end <= text.length, what);
    assert.ok(!text.slice(start, end).includes("\n"), `One line is replaced: ${what}`);
    for (const stop of proposal.stops ?? [])
      assert.ok(0 <= stop.start && stop.start <= stop.end && stop.end <= proposal.text.length, what);
    if (valid) assert.ok(isJson(carriedOut(text, proposal)), `${what}\n${carriedOut(text, proposal)}`);
  }
  assert.equal(new Set(proposals.map(({ label }) => label)).size, proposals.length, `Two of one name at ${offset}`);
}

for (const { name, text } of examples) {
  test(`whatever is proposed in ${name} can be taken up`, () => {
    for (const written of [text, minified(text)]) {
      const document = read(written, name);
      const valid = isJson(written);
      for (let offset = 0; offset <= written.length; offset++) fits(document, offset, valid);
    }
  });
}

test("nothing that is half written makes it fail", () => {
  const place = fc.record({
    example: fc.constantFrom(...examples),
    from: fc.nat(),
    length: fc.nat(60),
    instead: fc.constantFrom("", '"', "{", "[", ":", ",", '"a": ', "{{", "\\", "\n", "//", '{"__proto__": '),
    offset: fc.nat(),
    near: fc.boolean(),
    end: fc.boolean(),
  });
  fc.assert(
    fc.property(place, ({ example, from, length, instead, offset, near, end }) => {
      const start = from % (example.text.length + 1);
      const text = example.text.slice(0, start) + instead + (end ? "" : example.text.slice(start + length));
      const at = near ? Math.min(text.length, start + (offset % 5)) : offset % (text.length + 1);
      fits(read(text, example.name), at, isJson(text));
    }),
    { numRuns: 500 },
  );
});
