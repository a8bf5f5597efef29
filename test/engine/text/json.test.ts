import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import fc from "fast-check";
import { difference } from "../../../engine/text/difference.ts";
import { type JsonTree, Kind, none } from "../../../engine/text/json.ts";
import { parseTree } from "../../../engine/text/scan.ts";

// The modules that this package publishes cannot be loaded by Node; what it publishes for `require` can.
const jsonc = createRequire(import.meta.url)("jsonc-parser") as typeof import("jsonc-parser");
type Node = import("jsonc-parser").Node;

/** Compares positions and values with the ones that jsonc-parser finds. */
function agrees(tree: JsonTree, element: number, node: Node): void {
  assert.deepEqual(tree.span(element), { start: node.offset, end: node.offset + node.length });
  if (node.type === "object") {
    assert.equal(tree.kind(element), Kind.object);
    const members = node.children ?? [];
    let i = 0;
    tree.members(element, (key, value) => {
      const [name, inner] = members[i++]!.children!;
      assert.equal(tree.string(key), name!.value);
      agrees(tree, key, name!);
      agrees(tree, value, inner!);
    });
    assert.equal(i, members.length);
  } else if (node.type === "array") {
    assert.equal(tree.kind(element), Kind.array);
    const items = tree.items(element);
    assert.equal(items.length, node.children?.length ?? 0);
    for (const [i, item] of items.entries()) agrees(tree, item, node.children![i]!);
  } else assert.equal(tree.value(element), node.value);
}

describe("positions of JSON", () => {
  it("are those of jsonc-parser, for any JSON, however it is spaced", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.constantFrom(undefined, 1, 2, "\t"),
        fc.boolean(),
        (value, indent, crlf) => {
          const text = crlf
            ? JSON.stringify(value, null, indent).replaceAll("\n", "\r\n")
            : JSON.stringify(value, null, indent);
          const tree = parseTree(text);
          assert.deepEqual(tree.errors, []);
          agrees(tree, 0, jsonc.parseTree(text)!);
          assert.deepEqual(tree.value(0), JSON.parse(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("are those of jsonc-parser for every example", () => {
    const examples = resolve(import.meta.dirname, "../../../examples");
    for (const file of readdirSync(examples, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".json")) continue;
      const text = readFileSync(join(examples, file), "utf8");
      agrees(parseTree(text), 0, jsonc.parseTree(text)!);
    }
  });

  it("read comments, a trailing comma and a byte-order mark, and tell of the first two", () => {
    const tree = parseTree('\ufeff{ // one\n "a": [1, /* two */ 2,],\n}');
    assert.deepEqual(tree.value(0), { a: [1, 2] });
    assert.deepEqual(
      tree.errors.map(({ lenient, start }) => [lenient, start]),
      [
        [true, 3],
        [true, 20],
        [true, 31],
        [true, 33],
      ],
    );
  });
});

describe("half-written JSON keeps what is there", () => {
  const cases: [text: string, value: unknown, ...messages: RegExp[]][] = [
    ["", undefined, /Expected a JSON value/],
    ["  \n", undefined, /Expected a JSON value/],
    ["{", {}, /"{" is never closed/],
    ['{"a"', {}, /never closed/],
    ['{"a":', {}, /never closed/],
    ['{"a":}', {}, /Expected a value before this "}"/],
    ['{"a":1,"b"}', { a: 1 }, /Expected a value before this "}"/],
    ['{"a":,"b":2}', { b: 2 }, /Expected a value before the comma/],
    ['{"a":1 "b":2}', { a: 1, b: 2 }, /Expected a comma before this property/],
    ["[1 2]", [1, 2], /Expected a comma before this item/],
    ["[1,,2]", [1, 2], /Expected a value before the comma/],
    ['{"a" 1}', { a: 1 }, /Expected a colon/],
    ['{"a" "b"}', { a: "b" }, /Expected a colon/],
    ["{a: 1}", { a: 1 }, /Expected a property name in double quotes/],
    ['{"a": tru}', {}, /"tru" is not a JSON value/],
    ['{"a": 01}', {}, /"01" is not a JSON number/],
    ['{"a": "b\n, "c": 1}', { a: "b", c: 1 }, /string is never closed/, /Expected a comma|/],
    ['{"a": [1, 2}', { a: [1, 2] }, /Expected "\]" before this "}"/],
    ['[{"a": 1]', [{ a: 1 }], /Expected "}" before this "\]"/],
    ["}", undefined, /closes nothing/, /Expected a JSON value/],
    ["{} {}", {}, /nothing more after the end/],
    ["[1", [1], /never closed/],
    ["/* never", undefined, /never closed/],
  ];
  for (const [text, value, ...messages] of cases)
    it(JSON.stringify(text), () => {
      const tree = parseTree(text);
      assert.deepEqual(tree.value(0), value);
      const said = tree.errors.map(({ message }) => message).join("\n");
      assert.ok(tree.errors.length > 0);
      for (const message of messages) assert.match(said, message);
    });

  it("any text gives a tree whose spans nest", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('"', "{", "}", "[", "]", ",", ":", "a", "1", "\\", "\n", " ", "//", "/*", "true", '"k":'),
        ),
        (parts) => {
          const text = parts.join("");
          const tree = parseTree(text);
          for (let i = 0; i < tree.size; i++) {
            const { start, end } = tree.span(i);
            assert.ok(start >= 0 && start <= end && end <= text.length);
            assert.ok(tree.next[i]! > i && tree.next[i]! <= tree.size);
          }
          for (const { start, end } of tree.errors) assert.ok(start >= 0 && start <= end && end <= text.length);
          tree.value(0);
          for (let at = 0; at <= text.length; at++) tree.at(at);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("finding one's way in a tree", () => {
  const text = '{"a":[10,{"b":"x\\ny"}],"__proto__":1,"c":1,"c":2}';
  const tree = parseTree(text);
  const slice = (element: number): string => text.slice(tree.span(element).start, tree.span(element).end);

  it("by path", () => {
    assert.equal(slice(tree.locate(["a", 1, "b"]).element), '"x\\ny"');
    assert.equal(tree.string(tree.locate(["a", 1, "b"]).element), "x\ny");
    assert.equal(slice(tree.locate(["a", 1, "b"]).key), '"b"');
    assert.equal(slice(tree.locate(["c"]).element), "2", "of two members with one name the last counts");
    assert.equal(slice(tree.locate(["__proto__"]).element), "1");
    const broken = tree.locate(["a", 7, "z"]);
    assert.equal(broken.complete, false);
    assert.equal(slice(broken.element), '[10,{"b":"x\\ny"}]');
    assert.equal(tree.get(0, "constructor"), none);
  });

  it("by offset", () => {
    assert.deepEqual(tree.at(text.indexOf("x")).path, ["a", 1, "b"]);
    assert.deepEqual(tree.at(text.indexOf("10")).path, ["a", 0]);
    assert.deepEqual(tree.at(0).path, []);
  });

  it("guards names that objects have by nature", () => {
    const value = tree.value(0) as Record<string, unknown>;
    assert.deepEqual(Object.keys(value), ["a", "__proto__", "c"]);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
  });
});

it("splicing in an element gives the tree that reading anew gives", () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1, maxLength: 6 }),
      fc.nat(),
      fc.jsonValue({ maxDepth: 3 }),
      (items, n, value) => {
        const before = JSON.stringify({ list: items, after: [1, { x: 2 }] }, null, 1);
        const tree = parseTree(before);
        const { element } = tree.locate(["list", n % items.length]);
        const inner = JSON.stringify(value);
        const { start, end } = tree.span(element);
        const after = before.slice(0, start) + inner + before.slice(end);
        const spliced = tree.splice(element, parseTree(inner), after);
        const anew = parseTree(after);
        assert.equal(spliced.size, anew.size);
        for (const key of ["kinds", "starts", "ends", "next"] as const)
          assert.deepEqual([...spliced[key].subarray(0, anew.size)], [...anew[key].subarray(0, anew.size)], key);
      },
    ),
    { numRuns: 500 },
  );
});

it("a difference is the smallest replacement that turns one text into the other", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (head, tail, a, b) => {
      const before = head + a + tail;
      const after = head + b + tail;
      const { start, oldEnd, newEnd } = difference(before, after);
      assert.equal(before.slice(0, start) + after.slice(start, newEnd) + before.slice(oldEnd), after);
      assert.ok(oldEnd - start <= a.length && newEnd - start <= b.length);
    }),
  );
  assert.deepEqual(difference("aaa", "aa"), { start: 2, oldEnd: 3, newEnd: 2 });
  assert.deepEqual(difference("same", "same"), { start: 4, oldEnd: 4, newEnd: 4 });
});
