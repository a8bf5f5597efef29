import assert from "node:assert/strict";
import fc from "fast-check";
import { coverageOf } from "../../engine/coverage/collector.ts";
import {
  advance,
  bareSpan,
  begin,
  type Document,
  type Flow,
  fixedName,
  Lines,
  layoutOf,
  lint,
  nameAt,
  namesIn,
  objection,
  read,
  renaming,
  reread,
  runCase,
  type State,
  testContext,
  traceDocument,
} from "../../engine/index.ts";
import { cobertura } from "../../engine/report/coverage/cobertura.ts";
import { lcov } from "../../engine/report/coverage/lcov.ts";
import { coverageReport } from "../../engine/report/coverage/report.ts";

/** Everything the engine can be asked about a text. Throws when anything in it throws, or an answer makes no sense. */
export function survive(text: string, name: string, before?: Document): Document {
  const document = before ? reread(before, text) : read(text, name);
  const lines = new Lines(text);
  for (const problem of lint(document, {
    failed: (_rule, error) => {
      throw error;
    },
  })) {
    assert.ok(problem.message.length > 0);
    assert.ok(problem.span.start >= 0 && problem.span.start <= problem.span.end && problem.span.end <= text.length);
    lines.position(problem.span.end);
  }
  namesStand(document);
  const { flow, skills } = testContext(document, new Map());
  for (const one of document.tests?.cases ?? []) {
    const result = runCase(one, flow, { skills, now: () => 0, file: name });
    assert.ok(!result.message?.startsWith("Flowproof failed here"), result.message);
    const { lines, sections } = traceDocument(one, flow, { skills });
    for (const { text, links } of lines) {
      assert.ok(!/[\r\n]/.test(text), text);
      for (const { start, end } of links) assert.ok(start < end && end <= text.length, text);
    }
    for (const { from, to } of sections) assert.ok(from <= to && to < lines.length);
  }
  if (document.flow) {
    let state = begin(document.flow);
    for (let i = 0; i < 30 && state.wants.kind !== "nothing"; i++) {
      const { wants } = state;
      state = advance(
        document.flow,
        state,
        wants.kind === "turn"
          ? { kind: "turn", turn: i < 20 ? { user: "yes, on Friday please", slots: { plan: "premium" } } : undefined }
          : wants.kind === "choice"
            ? {
                kind: "choice",
                take: i % 3 === 0 || wants.options.length === 0 ? undefined : i % wants.options.length,
                by: "person",
              }
            : { kind: "tool", answer: i % 2 === 0 ? { result: { status: i } } : { error: "no" } },
      );
    }
    JSON.stringify(state.trace);
    coverageStands(document, document.flow, state);
  }
  return document;
}

/** What a walk covers can be measured and told, at places inside the text, and its counts agree. */
function coverageStands(document: Document, flow: Flow, state: State): void {
  const coverage = coverageOf(flow, [{ id: "a", state }]);
  for (const { span, id, parts, transitions, conditions } of layoutOf(document, coverage))
    for (const { start, end } of [span, id, ...parts, ...transitions.map((each) => each.span)].concat(
      conditions.map((each) => each.span),
    ))
      assert.ok(start >= 0 && start <= end && end <= document.text.length);
  const measured = { file: "flow.json", document, coverage };
  const { nodes, transitions, conditions, missed } = coverageReport(measured);
  for (const { total, reachable, covered } of [nodes, transitions, conditions])
    assert.ok(covered <= reachable && reachable <= total);
  const left = [nodes, transitions, conditions].reduce((sum, { total, covered }) => sum + total - covered, 0);
  assert.equal(missed.length, left);
  lcov([measured]);
  cobertura([measured], { root: "/", timestamp: 0 });
}

/** Names stand inside the text, and whatever is asked about them has an answer. */
function namesStand(document: Document): void {
  for (const name of namesIn(document)) {
    const { start, end } = bareSpan(document, name);
    assert.ok(start >= 0 && start <= end && end <= document.text.length);
    nameAt(document, start);
    fixedName(name);
    objection(name, "other", name.flow ? [name.flow] : [], [name]);
    renaming(document, [name], { from: name, to: "other" });
  }
}

const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    "",
    " ",
    [],
    {},
    [[]],
    "__proto__",
    "constructor",
    "toString",
    "{x}",
    "{{a.b}}",
    "{%s%}",
  ),
  fc.string({ maxLength: 12, unit: "binary" }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant({ ["__proto__"]: { polluted: true }, constructor: 1, hasOwnProperty: null }),
);

/** A change of a value somewhere inside a document: replaced, removed, doubled, renamed or swapped with another. */
interface Change {
  readonly at: readonly number[];
  readonly how: "replace" | "remove" | "double" | "rename" | "copy";
  readonly what: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.array(fc.nat(9), { minLength: 1, maxLength: 7 }),
  how: fc.constantFrom("replace", "remove", "double", "rename", "copy"),
  what: strange,
});

/** Texts near a real one: its value changed in a few places, or its characters. */
export function mutations(text: string): fc.Arbitrary<string> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    value = undefined;
  }
  const characters = fc
    .array(
      fc.record({
        at: fc.nat(Math.max(0, text.length)),
        drop: fc.nat(40),
        put: fc.oneof(
          fc.string({ maxLength: 6 }),
          fc.constantFrom('"', "{", "[", "}", "]", ",", ":", "\\", "//", "/*", "\n", "\ufeff", "\0"),
        ),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((edits) => edits.reduce((now, { at, drop, put }) => now.slice(0, at) + put + now.slice(at + drop), text));
  if (value === undefined) return characters;
  const values = fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) => {
    const copy = structuredClone(value);
    for (const one of changes) apply(copy, one);
    return JSON.stringify(copy, null, 1) ?? "null";
  });
  return fc.oneof({ weight: 3, arbitrary: values }, { weight: 2, arbitrary: characters });
}

function apply(root: unknown, { at, how, what }: Change): void {
  let holder: unknown = root;
  let before: unknown;
  for (const [depth, step] of at.entries()) {
    if (typeof holder !== "object" || holder === null) return;
    const keys = Object.keys(holder);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return;
    const target = holder as Record<string, unknown>;
    if (depth < at.length - 1 && typeof target[key] === "object" && target[key] !== null) {
      before = holder;
      holder = target[key];
      continue;
    }
    if (how === "replace") set(target, key, structuredClone(what));
    else if (how === "copy") set(target, key, structuredClone(before ?? what));
    else if (how === "rename" && !Array.isArray(target)) {
      const kept = target[key];
      delete target[key];
      set(target, typeof what === "string" ? what : "renamed", kept);
    } else if (Array.isArray(target)) {
      if (how === "remove") target.splice(Number(key), 1);
      else target.push(structuredClone(target[Number(key)]));
    } else if (how === "remove") delete target[key];
    return;
  }
}

/** Sets an own member, whatever its name. */
function set(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
