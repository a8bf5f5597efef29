// Each folder is named after the rule that runs on the files in it. A line of carets under a line marks a problem:
//     "next": "bok"
// //          ^^^^^ error: Transition goes to "bok", which is not a node
// Marker lines are taken out before reading. A message may be cut short with …. Files that begin with _ are only there
// to be named by others. Every rule shows what it finds, and has a clean file that looks suspicious.
// Where problems have fixes, `name.fixed.json` is `name.json` after the first fix of each, `name.fixed-2.json` after the
// second, and so on. `node test/lint/fixtures.test.ts --update` writes the ones that are missing; read them then.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, it } from "node:test";
import { fixed, Lines, reportable, ruleIds } from "../../engine/index.ts";
import { check, fixturesOf, load } from "./fixture.ts";

const here = import.meta.dirname;

/** A text after fix number `n` of each problem that has so many, and how many that were. */
function mended(rule: string, name: string, text: string, n: number): { text: string; times: number } {
  let now = text;
  let times = 0;
  const most = check(rule, name, text).problems.length;
  for (; times < most; times++) {
    const { document, problems } = check(rule, name, now);
    const problem = problems.find(({ fixes }) => fixes?.[n]);
    if (!problem) break;
    now = fixed(document, problem.fixes![n]!.changes);
    const left = check(rule, name, now).problems;
    assert.ok(left.length < problems.length, `"${problem.fixes![n]!.title}" leaves the problem: ${problem.message}`);
  }
  return { text: now, times };
}

/** The name of the file after fix number `n`: `a.fixed.json`, `a.fixed-2.json`. */
function fixedName(name: string, n: number): string {
  return name.replace(".", n === 0 ? ".fixed." : `.fixed-${n + 1}.`);
}

function compareFixes(rule: string, name: string): void {
  const { text } = load(join(here, rule, name));
  const most = Math.max(0, ...check(rule, name, text).problems.map(({ fixes }) => fixes?.length ?? 0));
  if (most > 0) assert.ok(reportable.find(({ id }) => id === rule)?.fixable, `${rule} says it is fixable`);
  for (let n = 0; n < most; n++) {
    const { text: after } = mended(rule, name, text, n);
    const file = join(here, rule, fixedName(name, n));
    if (!existsSync(file) && process.argv.includes("--update")) writeFileSync(file, after);
    assert.ok(existsSync(file), `${rule}/${fixedName(name, n)} is missing; --update writes it`);
    assert.equal(after, readFileSync(file, "utf8"), fixedName(name, n));
  }
}

function problemsOf(rule: string, folder: string, name: string): { found: string[]; expected: string[] } {
  const { text, expected } = load(join(folder, name));
  const { problems } = check(rule, name, text);
  const lines = new Lines(text);
  const show = (line: number, from: number, to: number, severity: string, message: string): string =>
    `${line}:${from}-${to} ${severity}: ${message}`;
  const found = problems.map(({ span, severity, message }) => {
    const start = lines.position(span.start);
    const cut = expected.find(
      (e) =>
        e.line === start.line &&
        e.column === start.column &&
        e.message.endsWith("…") &&
        message.startsWith(e.message.slice(0, -1)),
    );
    return show(start.line, start.column, lines.position(span.end).column, severity, cut?.message ?? message);
  });
  return {
    found,
    expected: expected.map((e) => show(e.line, e.column, e.endColumn, e.severity, e.message)),
  };
}

for (const rule of ruleIds) {
  describe(rule, () => {
    const folder = join(here, rule);
    let clean = 0;
    let shown = 0;
    for (const name of fixturesOf(rule)) {
      it(name, () => {
        const { found, expected } = problemsOf(rule, folder, name);
        if (expected.length === 0) clean++;
        else shown++;
        assert.deepEqual(found, expected);
        compareFixes(rule, name);
      });
    }
    it("has a file that shows it and a clean one that looks suspicious", () => {
      assert.ok(shown > 0, `test/lint/${rule}/ has no file in which the rule finds something`);
      assert.ok(clean > 0, `test/lint/${rule}/ has no clean file`);
    });
  });
}

it("a rule that says it is fixable shows a fix", () => {
  for (const { id, fixable } of reportable)
    if (fixable)
      assert.ok(
        readdirSync(join(here, id)).some((name) => name.includes(".fixed.")),
        `test/lint/${id}/ has no file after a fix`,
      );
});

it("every fixture folder is named after a rule", () => {
  const folders = readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== here)
    .map(({ parentPath }) => relative(here, parentPath));
  assert.deepEqual(
    [...new Set(folders)].filter((name) => !ruleIds.includes(name)),
    [],
  );
});
