// Runs the tests that need an editor: a real VS Code, with an extension host in Node and with one in a browser's worker, from
// the sources and as it is installed; and those that need a browser. `npm run build` comes first.

import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, test } from "node:test";
import { type EditorRun, runInEditor } from "../host/run.ts";
import { readPage } from "./page.ts";

const root = path.resolve(import.meta.dirname, "../..");
const workspace = path.join(import.meta.dirname, "workspace");

type Kind = NonNullable<EditorRun["kind"]>;

const bundle = (name: string, kind: Kind) =>
  path.join(root, "dist/test", kind === "node" ? `${name}.cjs` : `web/${name}.js`);

describe("the extension in VS Code", () => {
  for (const kind of ["node", "web"] as const) {
    test(`every day, ${kind}`, () => runInEditor({ kind, workspace, tests: bundle("everyday", kind) }));
    test(`untrusted, ${kind}`, () => runInEditor({ kind, workspace, tests: bundle("untrusted", kind), trust: false }));
  }
});

describe("the packaged extension", () => {
  const vsix = path.join(root, ".vscode-test/flowproof-vscode.vsix");

  test("can be made", () => {
    const args = [path.join(root, "node_modules/@vscode/vsce/vsce"), "package", "--no-dependencies", "--out", vsix];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
  });

  for (const kind of ["node", "web"] as const)
    test(`installs and works, ${kind}`, () => runInEditor({ kind, workspace, tests: bundle("packaged", kind), vsix }));
});

describe("the page that flowproof test writes", () => {
  test("can be read in a browser", readPage);
});
