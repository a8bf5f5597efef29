import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Change, edits, fixed } from "../../../engine/text/edit.ts";
import { parseTree } from "../../../engine/text/scan.ts";
import { mutations } from "../../fuzz/survive.ts";

/** What happens, the text before, the changes, the text afterwards. */
type Row = [what: string, before: string, changes: Change[], after: string];

function document(text: string): { text: string; tree: () => ReturnType<typeof parseTree> } {
  return { text, tree: () => parseTree(text) };
}

function table(name: string, rows: Row[]): void {
  describe(name, () => {
    for (const [what, before, changes, after] of rows)
      it(what, () => assert.equal(fixed(document(before), changes), after));
  });
}

const list = `[
  1,
  2,
  3
]
`;

table("setting a value", [
  ["a word", '{ "next":  "bok" }', [{ do: "set", path: ["next"], value: "book" }], '{ "next":  "book" }'],
  ["the whole document", "1\n", [{ do: "set", path: [], value: { a: 1 } }], '{\n  "a": 1\n}\n'],
  ["an item", list, [{ do: "set", path: [1], value: null }], "[\n  1,\n  null,\n  3\n]\n"],
  ["a key from a prototype", '{"__proto__":1}', [{ do: "set", path: ["__proto__"], value: 2 }], '{"__proto__":2}'],
  ["one that is not there", '{\n\t"a": 1\n}', [{ do: "set", path: ["b"], value: [] }], '{\n\t"a": 1,\n\t"b": []\n}'],
  [
    "one that is not there, behind another",
    '{\n    "a": 1,\n    "c": 3\n}',
    [{ do: "set", path: ["b"], value: 2, after: "a" }],
    '{\n    "a": 1,\n    "b": 2,\n    "c": 3\n}',
  ],
  [
    "behind one that is not there either",
    '{ "a": 1 }',
    [{ do: "set", path: ["b"], value: 2, after: "z" }],
    '{ "a": 1, "b": 2 }',
  ],
  [
    "one below objects that are not there",
    '{\n  "a": {}\n}\n',
    [{ do: "set", path: ["a", "b", "c"], value: 1 }],
    '{\n  "a": {\n    "b": {\n      "c": 1\n    }\n  }\n}\n',
  ],
  [
    "one below null, as exports write what was never set",
    '{"a":null}',
    [{ do: "set", path: ["a", "b"], value: 1 }],
    '{"a":{"b":1}}',
  ],
  ["nothing below a word", '{"a":"b"}', [{ do: "set", path: ["a", "b"], value: 1 }], '{"a":"b"}'],
  ["nothing past the end of a list", "[1]", [{ do: "set", path: [7], value: 1 }], "[1]"],
  ["nothing at all", "[1]", [{ do: "set", path: [0], value: undefined }], "[1]"],
  [
    "with Windows line ends",
    '{\r\n  "a": 1\r\n}',
    [{ do: "set", path: ["b"], value: [1] }],
    '{\r\n  "a": 1,\r\n  "b": [\r\n    1\r\n  ]\r\n}',
  ],
  ["behind a byte order mark", "\ufeff{}", [{ do: "set", path: ["a"], value: 1 }], '\ufeff{\n  "a": 1\n}'],
  [
    "with colons as the neighbours have them",
    '{ "a" : 1 }',
    [{ do: "set", path: ["b"], value: 2 }],
    '{ "a" : 1, "b" : 2 }',
  ],
  [
    "in a compact file",
    '{"a":[],"b":1}',
    [{ do: "set", path: ["c"], value: { d: [1, 2] } }],
    '{"a":[],"b":1,"c":{"d":[1,2]}}',
  ],
  [
    "as Python writes it",
    '{"a": [1, 2], "b": "\\u00e4"}',
    [{ do: "set", path: ["c"], value: ["é"] }],
    '{"a": [1, 2], "b": "\\u00e4", "c": ["\\u00e9"]}',
  ],
  [
    "like its neighbour of the same name",
    '[\n  { "id": 1, "position": { "x": 1 } },\n  {\n    "id": 2\n  }\n]',
    [{ do: "set", path: [1, "position"], value: { x: 2 } }],
    '[\n  { "id": 1, "position": { "x": 1 } },\n  {\n    "id": 2,\n    "position": { "x": 2 }\n  }\n]',
  ],
  [
    "a list of words as the file's others",
    '{\n  "a": ["x", "y"],\n  "b": []\n}',
    [
      { do: "set", path: ["c"], value: { d: ["z"] } },
      { do: "insert", path: ["b"], value: "w" },
    ],
    '{\n  "a": ["x", "y"],\n  "b": ["w"],\n  "c": {\n    "d": ["z"]\n  }\n}',
  ],
  [
    "where its comment stays",
    '{\n  "a": 1 // one\n}',
    [{ do: "set", path: ["b"], value: 2 }],
    '{\n  "a": 1, // one\n  "b": 2\n}',
  ],
  [
    "where a trailing comma is the habit",
    '{\n  "a": 1, // one\n}',
    [{ do: "set", path: ["b"], value: 2 }],
    '{\n  "a": 1, // one\n  "b": 2,\n}',
  ],
  [
    "where only a comment was",
    "{\n  // later\n}",
    [{ do: "set", path: ["b"], value: 2 }],
    '{\n  // later\n  "b": 2\n}',
  ],
  [
    "in a node among lines",
    '{\n  "a": { "b": 1 }\n}',
    [{ do: "set", path: ["a", "c"], value: {} }],
    '{\n  "a": { "b": 1, "c": {} }\n}',
  ],
]);

table("renaming", [
  ["a member", '{"a" : 1}', [{ do: "rename", path: ["a"], key: 'b"' }], '{"b\\"" : 1}'],
  ["not onto another", '{"a":1,"b":2}', [{ do: "rename", path: ["a"], key: "b" }], '{"a":1,"b":2}'],
  ["not an item", "[1]", [{ do: "rename", path: [0], key: "b" }], "[1]"],
]);

table("removing", [
  ["the first", list, [{ do: "remove", path: [0] }], "[\n  2,\n  3\n]\n"],
  ["the last", list, [{ do: "remove", path: [2] }], "[\n  1,\n  2\n]\n"],
  ["all", list, [0, 0, 0].map((at) => ({ do: "remove", path: [at] })), "[]\n"],
  ["on one line", "[1, 2, 3]", [{ do: "remove", path: [1] }], "[1, 3]"],
  ["the first on one line", "[ 1, 2 ]", [{ do: "remove", path: [0] }], "[ 2 ]"],
  ["the last on one line", "[ 1, 2 ]", [{ do: "remove", path: [1] }], "[ 1 ]"],
  ["the only one on one line", '{ "a": 1 }', [{ do: "remove", path: ["a"] }], "{}"],
  ["the end of a line", "[\n  1, 2,\n  3, 4\n]", [{ do: "remove", path: [1] }], "[\n  1,\n  3, 4\n]"],
  ["not the document", "[]", [{ do: "remove", path: [] }], "[]"],
  ["not what is not there", "[1]", [{ do: "remove", path: [1] }], "[1]"],
  [
    "with its own comment, not with its neighbours'",
    '{\n  // above\n  "a": 1, // about a\n  /* of b */ "b": 2, // about b\n  "c": 3 // about c\n  // below\n}',
    [
      { do: "remove", path: ["a"] },
      { do: "remove", path: ["c"] },
    ],
    '{\n  // above\n  /* of b */ "b": 2 // about b\n  // below\n}',
  ],
  ["where a trailing comma is the habit", "[\n  1,\n  2,\n]", [{ do: "remove", path: [1] }], "[\n  1,\n]"],
  ["where lines begin with commas", "[ 1\n, 2\n, 3\n]", [{ do: "remove", path: [2] }], "[ 1\n, 2\n]"],
  ["behind a comment that must end", "[1, // one\n 2]", [{ do: "remove", path: [1] }], "[1 // one\n]"],
  ["with Windows line ends", "[\r\n  1,\r\n  2\r\n]\r\n", [{ do: "remove", path: [1] }], "[\r\n  1\r\n]\r\n"],
]);

table("inserting", [
  ["last", list, [{ do: "insert", path: [], value: 4 }], "[\n  1,\n  2,\n  3,\n  4\n]\n"],
  ["first", list, [{ do: "insert", path: [], at: 0, value: 0 }], "[\n  0,\n  1,\n  2,\n  3\n]\n"],
  ["between", "[1, 3]", [{ do: "insert", path: [], at: 1, value: 2 }], "[1, 2, 3]"],
  ["first on one line", "[ 2, 3 ]", [{ do: "insert", path: [], at: 0, value: 1 }], "[ 1, 2, 3 ]"],
  ["far out means last", "[1]", [{ do: "insert", path: [], at: 99, value: 2 }], "[1, 2]"],
  ["into a list that is not there", '{ "a": 1 }', [{ do: "insert", path: ["b"], value: 2 }], '{ "a": 1, "b": [2] }'],
  ["not into an object", "{}", [{ do: "insert", path: [], value: 2 }], "{}"],
  [
    "nodes that each have a line",
    '{\n  "nodes": [\n    { "id": "a", "position": { "x": 0, "y": 0 } }\n  ]\n}',
    [{ do: "insert", path: ["nodes"], value: { id: "b", position: { x: 1, y: 1 }, next: ["a"] } }],
    '{\n  "nodes": [\n    { "id": "a", "position": { "x": 0, "y": 0 } },\n    { "id": "b", "position": { "x": 1, "y": 1 }, "next": ["a"] }\n  ]\n}',
  ],
  [
    "nodes that follow each other on one line",
    '[{\n  "id": "a"\n}, {\n  "id": "b"\n}]',
    [{ do: "insert", path: [], value: { id: "c" } }],
    '[{\n  "id": "a"\n}, {\n  "id": "b"\n}, {\n  "id": "c"\n}]',
  ],
  [
    "into an empty list, like another of that name",
    '[\n\t{\n\t\t"t": [\n\t\t\t{ "to": 1 }\n\t\t]\n\t},\n\t{\n\t\t"t": []\n\t}\n]',
    [{ do: "insert", path: [1, "t"], value: { to: 2 } }],
    '[\n\t{\n\t\t"t": [\n\t\t\t{ "to": 1 }\n\t\t]\n\t},\n\t{\n\t\t"t": [\n\t\t\t{ "to": 2 }\n\t\t]\n\t}\n]',
  ],
]);

table("moving", [
  ["to the front", list, [{ do: "move", path: [2], to: 0 }], "[\n  3,\n  1,\n  2\n]\n"],
  ["to the end", "[1, 2, 3]", [{ do: "move", path: [0] }], "[2, 3, 1]"],
  ["with its comment", "[\n  1, // one\n  2 // two\n]", [{ do: "move", path: [0] }], "[\n  2, // two\n  1 // one\n]"],
  ["as it is written", '[\n  { "a":1.0 },\n  2\n]', [{ do: "move", path: [0] }], '[\n  2,\n  { "a":1.0 }\n]'],
  ["nowhere", list, [{ do: "move", path: [1], to: 1 }], list],
]);

table("other words in a string", [
  [
    "plain",
    '["say {nmae} twice"]',
    [{ do: "text", path: [0], span: { start: 5, end: 9 }, text: "name" }],
    '["say {name} twice"]',
  ],
  [
    "behind escapes",
    '["\\u00e9\\n{a}"]',
    [{ do: "text", path: [0], span: { start: 3, end: 4 }, text: 'b"' }],
    '["\\u00e9\\n{b\\"}"]',
  ],
  [
    "twice in one",
    '["ab"]',
    [
      { do: "text", path: [0], span: { start: 0, end: 1 }, text: "xyz" },
      { do: "text", path: [0], span: { start: 3, end: 4 }, text: "" },
    ],
    '["xyz"]',
  ],
  ["not in a number", "[12]", [{ do: "text", path: [0], span: { start: 0, end: 1 }, text: "x" }], "[12]"],
]);

table("one change on what the other has left", [
  [
    "a new object gets a member",
    "{}",
    [
      { do: "set", path: ["a"], value: {} },
      { do: "set", path: ["a", "b"], value: 1 },
    ],
    '{\n  "a": {\n    "b": 1\n  }\n}',
  ],
  [
    "removed, then counted anew",
    "[1, 2, 3]",
    [
      { do: "remove", path: [0] },
      { do: "set", path: [0], value: 9 },
    ],
    "[9, 3]",
  ],
  [
    "renamed, then found by its new name",
    '{"a":1}',
    [
      { do: "rename", path: ["a"], key: "b" },
      { do: "set", path: ["b"], value: 2 },
    ],
    '{"b":2}',
  ],
]);

table("the text itself", [
  [
    "before all other changes",
    '{ "a": 1 /* one */ }',
    [
      { do: "set", path: ["a"], value: "long" },
      { do: "raw", span: { start: 8, end: 18 }, text: "" },
    ],
    '{ "a": "long" }',
  ],
]);

table("text that is half written", [
  ["a value is missing", '{\n  "next":\n}', [{ do: "set", path: ["next"], value: "end" }], '{\n  "next": "end"\n}'],
  ["a colon is missing", '{ "next" }', [{ do: "set", path: ["next"], value: "end" }], '{ "next": "end" }'],
  ["never closed", '{ "a": [1', [{ do: "insert", path: ["a"], value: 2 }], '{ "a": [1, 2'],
  ["never closed and empty", '{ "a": [', [{ do: "insert", path: ["a"], value: 2 }], '{ "a": [2'],
  ["a comma is missing", "[\n  1\n  2\n]", [{ do: "remove", path: [0] }], "[\n  2\n]"],
]);

it("edits are small and apart from each other", () => {
  const text = '{\n  "a": "bok",\n  "b": [1, 2],\n  "c": {}\n}\n';
  assert.deepEqual(
    edits(document(text), [
      { do: "set", path: ["a"], value: "book" },
      { do: "remove", path: ["b", 0] },
      { do: "set", path: ["c", "d"], value: 1 },
    ]),
    [
      { start: 9, end: 14, text: '"book"' },
      { start: 24, end: 27, text: "" },
      { start: 39, end: 39, text: '\n    "d": 1\n  ' },
    ],
  );
});

it("what comes to nothing is no edit", () => {
  const nothing: Change[] = [
    { do: "set", path: ["a"], value: 1 },
    { do: "insert", path: ["b"], value: 1 },
    { do: "remove", path: ["b", 0] },
  ];
  assert.deepEqual(edits(document('{ "a": 1, "b": [] }'), nothing), []);
});

it("a thousand words are put in place of others with one reading", () => {
  const names = Array.from({ length: 1000 }, (_, i) => `n${i}`);
  const text = JSON.stringify(names, null, 2);
  const changes = names.map((_, i): Change => ({ do: "set", path: [i], value: "x" }));
  assert.equal(fixed(document(text), changes), JSON.stringify(names.fill("x"), null, 2));
});

it("a value nested a hundred thousand deep can be written", () => {
  let value: unknown = 1;
  for (let i = 0; i < 100_000; i++) value = [value];
  const compact = `{"a":${"[".repeat(100_000)}1${"]".repeat(100_000)}}`;
  assert.equal(fixed(document('{"a":0}'), [{ do: "set", path: ["a"], value }]), compact);
});

it("no text makes it throw or write over itself", () => {
  const text = '{\r\n  "nodes": [ // all\r\n    { "id": "a", "next": "b" },\r\n    { "id": "b" }\r\n  ], "x": {}\r\n}';
  const path = fc.constantFrom<(string | number)[]>([], ["nodes"], ["nodes", 0], ["nodes", 1, "id"], ["x"], ["x", "y"]);
  const changes = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant("set" as const), path, value: fc.constantFrom<unknown>(1, [{}], { id: "c" }) }),
      fc.record({ do: fc.constant("rename" as const), path, key: fc.constantFrom("id", "z") }),
      fc.record({ do: fc.constant("remove" as const), path }),
      fc.record({
        do: fc.constant("insert" as const),
        path,
        at: fc.nat(2),
        value: fc.constantFrom<unknown>(1, { id: 1 }),
      }),
      fc.record({ do: fc.constant("move" as const), path, to: fc.nat(2) }),
      fc.record({ do: fc.constant("text" as const), path, span: fc.constant({ start: 0, end: 1 }), text: fc.string() }),
    ),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(mutations(text), changes, (mutated, wanted) => {
      let at = 0;
      let result = "";
      for (const { start, end, text } of edits(document(mutated), wanted)) {
        assert.ok(start >= at && end >= start && end <= mutated.length);
        result += mutated.slice(at, start) + text;
        at = end;
      }
      assert.equal(result + mutated.slice(at), fixed(document(mutated), wanted));
    }),
    { numRuns: 3000 },
  );
});
