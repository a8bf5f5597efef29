// Whatever is renamed in the examples, and to whatever: every case walks as it did, under the other name.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { LSPErrorCodes, ResponseError, type WorkspaceEdit } from "vscode-languageserver/node";
import {
  bareSpan,
  type Document,
  filesNamedBy,
  type Name,
  namesIn,
  read,
  runCase,
  type TestContext,
  testContext,
} from "../../engine/index.ts";
import { type Folder, inFolder, uriOf } from "./pointing.ts";

type Files = ReadonlyMap<string, string>;

/** The examples by path. */
function examples(): Files {
  const root = join(import.meta.dirname, "../../examples");
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(root.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")];
    }),
  );
}

function contextOf(files: Files, path: string, document: Document): TestContext {
  const named = filesNamedBy(document).map((file) => {
    const target = posix.join(posix.dirname(path), file);
    return [file, { document: read(files.get(target)!, target) }] as const;
  });
  return testContext(document, new Map(named));
}

/** Every name that is one for sure, and the file it stands in. */
function allNames(files: Files): { path: string; name: Name; offset: number }[] {
  return [...files].flatMap(([path, text]) => {
    const document = read(text, path);
    const names = document.format ? namesIn(document, contextOf(files, path, document)) : [];
    return names
      .filter(({ perhaps, titled }) => !perhaps && !titled)
      .map((name) => ({ path, name, offset: bareSpan(document, name).start }));
  });
}

/** What came of every case, as data. */
function walks(files: Files): unknown[] {
  return [...files].flatMap(([path, text]) => {
    const document = read(text, path);
    if (!document.tests) return [];
    const { flow, skills, why } = contextOf(files, path, document);
    return document.tests.cases.map((one) => {
      const { status, outcome, endedAt, state, unused } = runCase(one, flow, { skills, why, file: path, now: () => 0 });
      const { trace, says, calls, variables, results } = state ?? {};
      const [said, called, went] = [says, calls, trace].map((log) => (log ? [...log] : []));
      return {
        status,
        outcome,
        endedAt,
        went,
        said,
        called,
        variables: [...(variables ?? [])],
        results: [...(results ?? [])],
        unused,
      };
    });
  });
}

/** A value with one text instead of another, in keys as well. */
function replaced(value: unknown, from: string, to: string): unknown {
  if (typeof value === "string") return value.replaceAll(from, to);
  if (Array.isArray(value)) return value.map((each) => replaced(each, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key.replaceAll(from, to), replaced(each, from, to)]),
  );
}

function isAlike(a: Name, b: Name): boolean {
  return a.of === b.of && a.scope === b.scope && a.name === b.name;
}

/** A name that stands nowhere, and is one for anything of its kind. */
function freshName({ of }: Name, endings: { readonly any: string; readonly word: string }): string {
  return `zq7${of === "node" || of === "transition" ? endings.any : endings.word}`;
}

let version = 1;

async function renamed(folder: Folder, path: string, offset: number, newName: string): Promise<Files | undefined> {
  const text = folder.client.files.get(uriOf(path))!;
  folder.open(path, text, version++);
  const before = text.slice(0, offset).split("\n");
  const params = {
    textDocument: { uri: uriOf(path) },
    position: { line: before.length - 1, character: before.at(-1)!.length },
    newName,
  };
  try {
    return folder.after(await folder.client.connection.sendRequest<WorkspaceEdit>("textDocument/rename", params));
  } catch (error) {
    assert.ok(error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed, String(error));
    return undefined;
  } finally {
    folder.close(path);
  }
}

test("a rename changes no walk of any case", async () => {
  const files = examples();
  const names = allNames(files);
  const before = walks(files);
  await using folder = await inFolder(Object.fromEntries(files));
  await fc.assert(
    fc.asyncProperty(
      fc.nat(names.length - 1),
      fc.constantFrom("", "-é", '"q"', "\\n", "/日本", "🙂"),
      fc.constantFrom("", "_1", "A"),
      async (index, any, word) => {
        const { path, name, offset } = names[index]!;
        const newName = freshName(name, {
          any,
          word: name.flow?.format === "voicetest-graph" ? word.toLowerCase() : word,
        });
        const after = await renamed(folder, path, offset, newName);
        if (!after) {
          // What refers to nothing cannot be renamed, as in the broken example, nor what is in no known flow.
          assert.ok(path.startsWith("broken/") || (name.case && !name.flow), `"${name.name}" in ${path}`);
          return;
        }
        assert.deepEqual(replaced(walks(after), newName, name.name.slice(name.before.length)), before);
        assert.deepEqual(
          allNames(after).filter((other) => other.path === path && isAlike(other.name, name)),
          [],
        );
      },
    ),
    { numRuns: 150 },
  );
  assert.deepEqual(folder.client.errors(), []);
});
