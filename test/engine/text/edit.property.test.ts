// For any value, however it is written, any change: the text afterwards holds the changed value, and what the edits do not
// name is the very text of before.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Change, edits, fixed, type TextEdit } from "../../../engine/text/edit.ts";
import type { Path } from "../../../engine/text/json.ts";
import { parseTree } from "../../../engine/text/scan.ts";

type Container = unknown[] | Record<string, unknown>;

/** Names such as people use, and such as they do not. */
const names = fc.constantFrom("a", "b", "id", "next", "ü", 'with "quotes"', "__proto__", "constructor", "", "\u0000");

const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, -1.5, "", "x", "ärger", 'say "hi"\n', "back\\slash", "😀"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.uniqueArray(fc.tuple(names, tie("value")), { maxLength: 4, selector: ([key]) => key }).map(fromEntries),
  ),
})).value;

function fromEntries(entries: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(entries); // makes own properties, whatever their names
}

interface Writing {
  readonly unit: string;
  readonly eol: string;
  readonly colon: string;
  readonly bom: boolean;
  readonly last: boolean;
  readonly finalLine: boolean;
  /** What is chosen, container by container and gap by gap: whether it has lines, and what comment stands there. */
  readonly choices: readonly number[];
  readonly comments: boolean;
}

const strict = fc.record<Writing>({
  unit: fc.constantFrom("  ", "    ", "\t", ""),
  eol: fc.constantFrom("\n", "\r\n"),
  colon: fc.constantFrom(":", ": ", " : "),
  bom: fc.boolean(),
  last: fc.constant(false),
  finalLine: fc.boolean(),
  choices: fc.array(fc.nat(11), { minLength: 1, maxLength: 12 }),
  comments: fc.constant(false),
});

const loose = fc.record<Writing>({
  unit: fc.constantFrom("  ", "\t"),
  eol: fc.constantFrom("\n", "\r\n"),
  colon: fc.constantFrom(":", ": "),
  bom: fc.boolean(),
  last: fc.boolean(),
  finalLine: fc.boolean(),
  choices: fc.array(fc.nat(11), { minLength: 1, maxLength: 12 }),
  comments: fc.constant(true),
});

/** The value as somebody might have written it: each container on one line, on several, or on some of each. */
function write(value: unknown, { unit, eol, colon, bom, last, finalLine, choices, comments }: Writing): string {
  let drawn = 0;
  const draw = (): number => choices[drawn++ % choices.length]!;
  const comment = (indent: string): string => {
    if (!comments) return "";
    const chosen = draw();
    return chosen === 0 ? '/* [a, "b"] */' : chosen === 1 ? `// {"c": 1,${eol}${indent}` : "";
  };
  const of = (value: unknown, indent: string): string => {
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const parts = Array.isArray(value)
      ? value.map((item) => ["", item] as const)
      : Object.entries(value).map(([key, item]) => [JSON.stringify(key) + colon, item] as const);
    const kind = draw() % 4;
    let out = Array.isArray(value) ? "[" : "{";
    parts.forEach(([key, item], i) => {
      const lines = kind === 0 || (kind === 1 && i % 2 === 0);
      const inner = lines ? indent + unit : indent;
      out += comment(inner) + (lines ? eol + inner : kind === 2 ? " " : "") + comment(inner);
      out += key + of(item, inner) + comment(inner) + (i < parts.length - 1 || last ? `,${comment(inner)}` : "");
    });
    if (parts.length === 0) out += comment(indent);
    return `${out}${kind === 0 && parts.length > 0 ? eol + indent : ""}${Array.isArray(value) ? "]" : "}"}`;
  };
  return `${bom ? "\ufeff" : ""}${comment("")}${of(value, "")}${comment("")}${finalLine ? eol : ""}`;
}

function placesIn(value: unknown): Path[] {
  const found: Path[] = [[]];
  for (const path of found) {
    const at = valueAt(value, path);
    if (typeof at !== "object" || at === null) continue;
    for (const key of Object.keys(at)) found.push([...path, Array.isArray(at) ? Number(key) : key]);
  }
  return found;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], value);
}

interface Draw {
  readonly what: number;
  readonly where: number;
  readonly at: number;
  readonly name: string;
  readonly value: unknown;
}

const draws = fc.record<Draw>({
  what: fc.nat(6),
  where: fc.nat(1000),
  at: fc.nat(5),
  name: names,
  value: values,
});

/** A change that fits a value, drawn at random, and the value after it. */
function change(value: unknown, { what, where, at, name, value: other }: Draw): { change: Change; after: unknown } {
  const places = placesIn(value);
  const path = places[where % places.length]!;
  const found = valueAt(value, path);
  const parent = path.length > 0 ? (valueAt(value, path.slice(0, -1)) as Container) : undefined;
  const key = path.at(-1);
  if (what === 0 && parent)
    return { change: { do: "remove", path }, after: put(value, path.slice(0, -1), without(parent, key!)) };
  if (what === 1 && Array.isArray(found)) {
    const index = Math.min(at, found.length);
    return {
      change: { do: "insert", path, at, value: other },
      after: put(value, path, found.toSpliced(index, 0, other)),
    };
  }
  if (what === 2 && Array.isArray(parent)) {
    const rest = parent.toSpliced(key as number, 1);
    const to = at === 5 ? undefined : at;
    return {
      change: { do: "move", path, to },
      after: put(value, path.slice(0, -1), rest.toSpliced(to ?? rest.length, 0, found)),
    };
  }
  if (what === 3 && typeof found === "string") {
    // Between the halves of a character beyond the basic plane nobody puts anything.
    const end = found.includes("😀") ? found.length : Math.min(at, found.length);
    return {
      change: { do: "text", path, span: { start: 0, end }, text: name },
      after: put(value, path, name + found.slice(end)),
    };
  }
  if (what === 4 && parent && !Array.isArray(parent)) {
    const renamed = Object.hasOwn(parent, name)
      ? parent
      : fromEntries(Object.entries(parent).map(([k, v]) => [k === key ? name : k, v]));
    return { change: { do: "rename", path, key: name }, after: put(value, path.slice(0, -1), renamed) };
  }
  if (what === 5 && typeof found === "object" && found !== null && !Array.isArray(found)) {
    const keys = Object.keys(found);
    const after = keys[at];
    if (Object.hasOwn(found, name))
      return {
        change: { do: "set", path: [...path, name], value: other, after },
        after: put(value, [...path, name], other),
      };
    const entries = Object.entries(found);
    const index = after === undefined ? entries.length : at + 1;
    return {
      change: { do: "set", path: [...path, name, "inner"], value: other, after },
      after: put(value, path, fromEntries(entries.toSpliced(index, 0, [name, { inner: other }]))),
    };
  }
  return { change: { do: "set", path, value: other }, after: put(value, path, other) };
}

function without(container: Container, key: string | number): Container {
  if (Array.isArray(container)) return container.toSpliced(key as number, 1);
  return fromEntries(Object.entries(container).filter(([name]) => name !== key));
}

function put(value: unknown, path: Path, inner: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  if (Array.isArray(value)) return value.with(step as number, put(value[step as number], rest, inner));
  return fromEntries(Object.entries(value as object).map(([key, v]) => [key, key === step ? put(v, rest, inner) : v]));
}

/** Members in the order in which they stand, which deepEqual does not look at. */
function ordered(value: unknown): string {
  return JSON.stringify(value);
}

function carryOut(text: string, found: readonly TextEdit[]): string {
  let out = "";
  let at = 0;
  for (const edit of found) {
    assert.ok(edit.start >= at && edit.end >= edit.start && edit.end <= text.length, "edits are in order and apart");
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

describe("a change of any value", () => {
  for (const [name, writing] of [
    ["JSON", strict],
    ["JSON with comments", loose],
  ] as const)
    it(`${name}, however it is written`, () => {
      fc.assert(
        fc.property(values, writing, fc.array(draws, { minLength: 1, maxLength: 4 }), (value, style, drawn) => {
          const text = write(value, style);
          let after = value;
          const changes = drawn.map((each) => {
            const { change: next, after: then } = change(after, each);
            after = then;
            return next;
          });
          const document = { text, tree: () => parseTree(text) };
          const result = fixed(document, changes);
          const shown = JSON.stringify({ text, changes, result });
          const tree = parseTree(result);
          assert.deepEqual(style.comments ? tree.errors.filter(({ lenient }) => !lenient) : tree.errors, [], shown);
          const read = style.comments ? tree.value(0) : JSON.parse(result.replace(/^\ufeff/, ""));
          assert.equal(ordered(read), ordered(after), shown);
          assert.equal(carryOut(text, edits(document, changes)), result);
          // One change after the other may leave a text without any line end to go by.
          if (text.includes("\r\n") && changes.length === 1) assert.doesNotMatch(result, /[^\r]\n/);
          if (style.eol === "\n") assert.doesNotMatch(result, /\r/);
        }),
        { numRuns: 2000 },
      );
    });
});
