import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { worthReading } from "../../server/scan.ts";
import { asFolder, folderOf, keyOf, nameOf, pathBelow, pathTo, resolve } from "../../server/uris.ts";

suite("URIs", () => {
  test("one key for all spellings of a file", () => {
    for (const [spelling, key] of [
      ["file:///C:/a/b.json", "file:///c%3A/a/b.json"],
      ["file:///c%3A/a/b.json", "file:///c%3A/a/b.json"],
      ["file:///c%3a/a/b.json", "file:///c%3A/a/b.json"],
      ["file:///a b.json", "file:///a%20b.json"],
      ["file:///a/ü.json", "file:///a/%C3%BC.json"],
      ["vscode-vfs://github/o/r/a.json", "vscode-vfs://github/o/r/a.json"],
      ["untitled:Untitled-1", "untitled:Untitled-1"],
    ] as const) {
      assert.equal(keyOf(spelling), key);
      assert.equal(keyOf(key), key, "a key is its own key");
    }
  });

  test("how a file names another", () => {
    for (const [from, to, path] of [
      ["file:///a/t.json", "file:///a/f.json", "f.json"],
      ["file:///a/t/t.json", "file:///a/f%20b/f%3F.json", "../f b/f?.json"],
      ["file:///a/b/c/t.json", "file:///f.json", "../../../f.json"],
      ["vscode-vfs://github/o/r/t.json", "vscode-vfs://github/o/r/x/f.json", "x/f.json"],
      ["vscode-vfs://github/o/r/t.json", "file:///o/r/f.json", undefined],
      ["untitled:Untitled-1", "file:///f.json", undefined],
    ] as const) {
      assert.equal(pathTo(from, to), path);
      if (path !== undefined) assert.equal(resolve(from, path), to);
    }
  });

  test("a path from a file", () => {
    for (const [from, path, to] of [
      ["file:///a/t.json", "./f.json", "file:///a/f.json"],
      ["file:///a/t.json", "../../../f.json", "file:///f.json"],
      ["file:///a/t.json", "b c/f?.json", "file:///a/b%20c/f%3F.json"],
      ["file:///a/t.json", "..\\f.json", "file:///a/..%5Cf.json"],
      ["file:///c%3A/a/t.json", "..\\f.json", "file:///c%3A/f.json"],
      ["file:///t.json", "f.json", "file:///f.json"],
      ["untitled:Untitled-1", "f.json", undefined],
      ["untitled:/a/t.json", "f.json", undefined],
      ["mailto:a@b.c", "f.json", undefined],
    ] as const)
      assert.equal(resolve(from, path), to, `${from} ${path}`);
  });

  test("folders, names and what lies below", () => {
    assert.equal(folderOf("file:///a/b.json"), "file:///a/");
    assert.equal(asFolder("file:///a"), "file:///a/");
    assert.equal(asFolder("file:///a/"), "file:///a/");
    assert.equal(asFolder("file:///"), "file:///");
    assert.equal(nameOf("file:///a/b%20c.json"), "b c.json");
    assert.equal(pathBelow("file:///a%20b/", "file:///a%20b/c/d%20e.json"), "c/d e.json");
    assert.equal(pathBelow("file:///a/", "file:///ab/c.json"), undefined);
  });
});

suite("what is worth reading in search of tests", () => {
  const read = (...paths: string[]) => worthReading(paths, (path) => path);

  test("files whose names say so come first, whatever the list's order", () => {
    assert.deepEqual(read("a.json", "b.flowtest.json", "c.json", "flowproof.json", "d/e.yappr-test.json"), [
      "b.flowtest.json",
      "flowproof.json",
      "d/e.yappr-test.json",
      "a.json",
      "c.json",
    ]);
  });

  test("what other programs own is left alone", () => {
    for (const path of [
      "package.json",
      "a/package.json",
      "package-lock.json",
      "tsconfig.json",
      "a/tsconfig.app.json",
      "node_modules/x/a.json",
      "a/node_modules/a.flowtest.json",
      ".github/a.json",
      "a/.b/c/d.flowtest.json",
      "a.jsonc",
      "a.json.bak",
      "json",
    ])
      assert.deepEqual(read(path), [], path);
    for (const path of ["my-package.json", "packages/a.json", "a.b/c.json", "tsconfigs/a.json", "node_modules.json"])
      assert.deepEqual(read(path), [path]);
  });

  test("five thousand files at most, and none of those that are named is lost", () => {
    const paths = Array.from({ length: 6000 }, (_, i) => `${i}.json`);
    const found = read(...paths, "last.flowtest.json");
    assert.equal(found.length, 5000);
    assert.equal(found[0], "last.flowtest.json");
  });
});
