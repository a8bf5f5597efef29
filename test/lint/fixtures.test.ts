// Each folder is named after the rule that runs on the files in it. A line of carets under a line marks a problem:
//     "next": "bok"
// //          ^^^^^ error: Transition goes to "bok", which is not a node
// Marker lines are taken out before reading. A message may be cut short with …. Files that begin with _ are only there
// to be named by others. Every rule shows what it finds, and has a clean file that looks suspicious.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { filesNamedBy, Lines, lint, type Named, read, ruleIds, testContext } from "../../engine/index.ts";

const here = import.meta.dirname;
const marker = /^\s*\/\/\s*(\^+)\s*(error|warning|information|hint): (.*)$/;

interface Expected {
  line: number;
  column: number;
  endColumn: number;
  severity: string;
  message: string;
}

function load(file: string): { text: string; expected: Expected[] } {
  const kept: string[] = [];
  const expected: Expected[] = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const found = marker.exec(line);
    if (!found) kept.push(line);
    else {
      const column = line.indexOf("^") + 1;
      expected.push({
        line: kept.length,
        column,
        endColumn: column + found[1]!.length,
        severity: found[2]!,
        message: found[3]!,
      });
    }
  }
  return { text: kept.join("\n"), expected };
}

function problemsOf(rule: string, folder: string, name: string): { found: string[]; expected: string[] } {
  const { text, expected } = load(join(folder, name));
  const document = read(text, name);
  assert.ok(document.format, `${rule}/${name} is of no known format`);
  const named = new Map<string, Named>();
  for (const file of filesNamedBy(document)) {
    const path = join(folder, file);
    named.set(
      file,
      existsSync(path)
        ? { document: read(load(path).text, file) }
        : { why: "there is no such file", beside: readdirSync(folder) },
    );
  }
  const problems = lint(document, {
    only: [rule],
    context: document.tests && testContext(document, named),
    failed: (_, error) => {
      throw error;
    },
  });
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
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith("_")) : [];
    let clean = 0;
    let shown = 0;
    for (const name of files) {
      it(name, () => {
        const { found, expected } = problemsOf(rule, folder, name);
        if (expected.length === 0) clean++;
        else shown++;
        assert.deepEqual(found, expected);
      });
    }
    it("has a file that shows it and a clean one that looks suspicious", () => {
      assert.ok(shown > 0, `test/lint/${rule}/ has no file in which the rule finds something`);
      assert.ok(clean > 0, `test/lint/${rule}/ has no clean file`);
    });
  });
}

it("every fixture folder is named after a rule", () => {
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  assert.deepEqual(
    folders.map(({ name }) => name).filter((name) => !ruleIds.includes(name)),
    [],
  );
});
