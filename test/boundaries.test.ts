// Every import of the code is read and has to be one of the arrows that ARCHITECTURE.md draws.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { it } from "node:test";

const root = resolve(import.meta.dirname, "..");

/** Folders of the engine, and which others each may read from. Itself goes without saying. */
const layers: Record<string, readonly string[]> = {
  text: [],
  flow: ["text"],
  simulate: ["flow", "text"],
  formats: ["flow", "text", "simulate", "flowtest/model.ts"],
  schema: ["flow", "text"],
  flowtest: ["flow", "text", "simulate", "formats"],
  lint: ["flow", "text", "formats", "flowtest", "simulate", "schema"],
  names: ["flow", "text", "formats", "flowtest", "simulate/state.ts"],
  complete: ["flow", "text", "formats", "flowtest", "simulate", "schema", "lint", "names"],
  coverage: ["flow", "text", "simulate", "formats", "flowtest"],
  generate: ["flow", "text", "simulate", "formats", "flowtest", "coverage"],
  mutate: ["flow", "text", "simulate", "formats", "flowtest", "coverage", "generate"],
  debug: ["flow", "text", "simulate", "formats", "flowtest", "generate"],
  report: ["flow", "text", "flowtest", "simulate", "formats", "coverage", "generate", "mutate"],
  cli: ["flow", "text", "formats", "flowtest", "simulate", "lint", "coverage", "generate", "mutate", "report"],
};

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (e) =>
        e.isFile() &&
        /\.(ts|mjs|js)$/.test(e.name) &&
        !/(^|\/)(dist|node_modules|bin)(\/|$)/.test(relative(root, e.parentPath)),
    )
    .map((e) => relative(root, join(e.parentPath, e.name)));
}

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), "utf8");
  const found: Import[] = [];
  // Statements at the beginning of a line, and dynamic imports of a literal.
  for (const [, type, , to] of source.matchAll(/^(?:import|export)\s+(type\s+)?([^;"']*?\sfrom\s+)?["']([^"']+)["']/gm))
    found.push({ from: file, to: to!, typeOnly: type !== undefined });
  for (const [, to] of source.matchAll(/\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/g))
    found.push({ from: file, to: to!, typeOnly: false });
  return found.map((one) => ({
    ...one,
    to: one.to.startsWith(".") ? relative(root, resolve(root, dirname(file), one.to)) : one.to,
  }));
}

function check(folder: string, allowed: (one: Import) => boolean): void {
  const files = filesOf(folder);
  assert.ok(files.length > 0, `${folder}/ holds no code`);
  const wrong = files.flatMap(importsOf).filter((one) => !allowed(one));
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
}

it("the engine imports nothing but itself and its one library; only the command may touch Node", () => {
  check("engine", ({ from, to }) => {
    if (from === "engine/schema/compile.mjs") return /^(node:|ajv|esbuild)/.test(to); // runs when building
    if (from === "engine/lint/pages.mjs") return to.startsWith("node:"); // as well
    if (from.startsWith("engine/cli/"))
      return (to.startsWith("engine/") && !to.startsWith("engine/dist")) || /^(node:|ignore$|tinyglobby$)/.test(to);
    return (to.startsWith("engine/") && !to.startsWith("engine/cli/")) || to === "re2js";
  });
});

it("each folder of the engine reads only from those below it", () => {
  check("engine", ({ from, to }) => {
    const [, layer] = from.split("/");
    if (!to.startsWith("engine/") || !layer || !from.startsWith(`engine/${layer}/`)) return true;
    if (to.startsWith(`engine/${layer}/`)) return true;
    const allowed = layers[layer];
    assert.ok(allowed, `engine/${layer}/ is no known layer`);
    return allowed.some((one) => to === `engine/${one}` || to.startsWith(`engine/${one}/`));
  });
});

it("the server knows the engine and the protocol, and no editor", () => {
  check("server", ({ from, to }) => {
    if (to.startsWith("server/")) return true;
    if (to === "engine/index.ts" || to === "vscode-uri" || /^vscode-(languageserver|jsonrpc)/.test(to)) return true;
    if (from.startsWith("server/debug/") && to.startsWith("@vscode/debug")) return true;
    return from === "server/stdio.ts" && to.startsWith("node:");
  });
});

it("the client knows the editor, and of the server only the messages", () => {
  check("client", ({ from, to, typeOnly }) => {
    if (to.startsWith("client/") || to === "server/protocol.ts") return true;
    if (to === "engine/index.ts") return typeOnly;
    if (to === "vscode" || to === "vscode-uri" || /^vscode-languageclient/.test(to)) return true;
    return from === "client/extension.ts" && to.startsWith("node:");
  });
});

it("nothing but a dialect's own folders, and lists of them, names a dialect's folder", () => {
  const dialects = ["yappr", "flowyte", "voicetest"];
  const lists = [
    "engine/formats/index.ts",
    "engine/simulate/index.ts",
    "engine/simulate/explain.ts",
    "engine/simulate/readings.ts",
    "engine/simulate/possible.ts",
    "engine/generate/dialects.ts",
    "engine/index.ts",
    "engine/lint/rules/index.ts",
  ];
  const dialectOf = (path: string): string | undefined =>
    dialects.find((dialect) => new RegExp(`/${dialect}`).test(path));
  const wrong = filesOf("engine")
    .flatMap(importsOf)
    .filter(({ from, to }) => {
      const target = to.startsWith("engine/") ? dialectOf(to) : undefined;
      if (!target || lists.includes(from)) return false;
      // Flow tests hold flows and bodies of every dialect; the command prints each in its own shape.
      if (from.startsWith("engine/formats/flowtest/") || from.startsWith("engine/cli/")) return false;
      return dialectOf(from) !== target;
    });
  assert.deepEqual(
    wrong.map(({ from, to }) => `${from} imports ${to}`),
    [],
  );
});
