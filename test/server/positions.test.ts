import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Snapshot } from "../../server/documents.ts";

test("a place in a closed file is the one that an editor would show, whatever the line ends and the order of asking", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "é", "\r", "\n", "\r\n"), maxLength: 12 }),
      fc.array(fc.nat(20), { maxLength: 8 }),
      (text, offsets) => {
        const document = TextDocument.create("file:///a.json", "json", 0, text);
        const closed = new Snapshot(document, false);
        for (const offset of offsets)
          assert.deepEqual(closed.range({ start: offset, end: offset }), {
            start: document.positionAt(offset),
            end: document.positionAt(offset),
          });
      },
    ),
    { numRuns: 2000 },
  );
});
