import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Document,
  filesNamedBy,
  lint,
  type Named,
  type Problem,
  read,
  snapshotFileOf,
  snapshotsIn,
  testContext,
} from "../../engine/index.ts";

const here = import.meta.dirname;
const marker = /^\s*\/\/\s*(\^+)\s*(error|warning|information|hint): (.*)$/;

/** A problem that a fixture is to show. */
export interface Expected {
  line: number;
  column: number;
  endColumn: number;
  severity: string;
  message: string;
}

/** The text of a fixture without its marker lines, and the problems they tell of. */
export function load(file: string): { text: string; expected: Expected[] } {
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

/** What a rule finds in a text of one of its fixtures. */
export function check(rule: string, name: string, text: string): { document: Document; problems: Problem[] } {
  const folder = join(here, rule);
  // A workspace file is known by its name alone.
  const document = read(text, name.endsWith(".flowproof.json") ? "flowproof.json" : name);
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
  const context = testContext(document, named);
  const kept = join(folder, snapshotFileOf(name));
  const skills = join(folder, name.replace(/\.json$/, ".flowyte-skills.json"));
  const problems = lint(document, {
    only: [rule],
    today: "2026-06-15",
    context: document.tests && {
      ...context,
      snapshots: snapshotsIn(existsSync(kept) ? readFileSync(kept, "utf8") : ""),
    },
    skills: existsSync(skills) ? read(readFileSync(skills, "utf8"), skills).skills : undefined,
    failed: (_, error) => {
      throw error;
    },
  });
  return { document, problems };
}

/** The names of a rule's fixtures, without files that only they name and files after fixes. */
export function fixturesOf(rule: string): string[] {
  const folder = join(here, rule);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter(
    (name) => name.endsWith(".json") && !/^_|\.fixed[.-]|\.flowyte-skills\.json$|\.snap\.json$/.test(name),
  );
}
