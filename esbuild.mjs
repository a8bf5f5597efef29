// Bundles everything there is: the extension and the server for both kinds of extension host, the engine, the command,
// and the tests that run inside an editor.
//
//     node esbuild.mjs [--production] [--watch]

import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { context, build as esbuild } from "esbuild";
import { writePages } from "./engine/lint/pages.mjs";
import { compileSchemas } from "./engine/schema/compile.mjs";

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

const node = { platform: "node", target: "node20" };
const browser = { platform: "browser", target: "es2023" };
/** What an extension host loads. It gives `vscode`, and knows no other way to load a module than CommonJS. */
const hosted = { format: "cjs", external: ["vscode"] };
const module = { format: "esm" };

/** Debug sessions are built on a library that names two modules of Node, and needs next to nothing of them. */
const standIn = path.join(root, "server/debug/withoutNode.ts");
const withoutNode = { events: standIn, url: standIn };

const extension = [
  { in: "client/extension.ts", out: "dist/extension.cjs", ...node, ...hosted },
  { in: "server/main.ts", out: "dist/server.cjs", ...node, format: "cjs" },
  { in: "client/browser.ts", out: "dist/web/extension.js", ...browser, ...hosted },
  { in: "server/browser.ts", out: "dist/web/server.js", ...browser, format: "iife", alias: withoutNode },
];
const engine = [
  { in: "engine/index.ts", out: "engine/dist/engine.js", ...node, ...module, platform: "neutral", external: ["re2js"] },
  { in: "engine/cli/main.ts", out: "engine/dist/cli.js", ...node, ...module },
  { in: "server/stdio.ts", out: "engine/dist/lsp.js", ...node, ...module, banner: { js: requireForModules() } },
];
const tests = ["everyday", "packaged", "untrusted"].flatMap((name) => [
  { in: `test/client/${name}.ts`, out: `dist/test/${name}.cjs`, ...node, ...hosted },
  { in: `test/client/${name}.ts`, out: `dist/test/web/${name}.js`, ...browser, ...hosted },
]);

const entries = [...extension, ...engine, ...tests];
/**
 * For extension and server of one kind of host. Half of it is the language client, the protocol and the matcher of regular
 * expressions, which nothing makes smaller; a ninth each the rules with their manual pages and the schemas as code. What
 * debugs, writes and mutates tests is a twentieth.
 */
const budget = 1_750_000;

try {
  await main(process.argv.slice(2));
} catch (error) {
  // What esbuild has to say it has said.
  if (!("errors" in error)) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
}

async function main(args) {
  const started = performance.now();
  const production = args.includes("--production");
  await compileSchemas();
  writePages();
  const options = entries.map((entry) => toOptions(entry, production));
  if (args.includes("--watch")) return watch(options);
  const results = await Promise.all(options.map((one) => esbuild(one)));
  const inputs = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  if (production) checkSize();
  else process.stdout.write("not minified; --production is what is published\n");
  process.stdout.write(`${inputs.size} files, ${Math.round(performance.now() - started)} ms\n`);
}

function toOptions({ in: entry, out, ...rest }, production) {
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    minify: production,
    sourcemap: production ? false : "linked",
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
    define: { "process.env.FLOWPROOF_VERSION": JSON.stringify(version) },
    ...rest,
  };
}

async function watch(options) {
  const contexts = await Promise.all(options.map((one) => context({ ...one, logLevel: "info" })));
  await Promise.all(contexts.map((one) => one.watch()));
}

/** Tells what each file weighs, and fails when the extension weighs more than it may. */
function checkSize() {
  const weigh = ({ out }) => statSync(path.join(root, out)).size;
  const line = (bytes, name) => process.stdout.write(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${name}\n`);
  for (const entry of [...extension, ...engine]) line(weigh(entry), entry.out);
  for (const platform of ["node", "browser"]) {
    const total = extension.filter((entry) => entry.platform === platform).reduce((sum, one) => sum + weigh(one), 0);
    line(total, `of ${budget / 1000} kB in a ${platform === "node" ? "Node" : "browser"} host`);
    if (total > budget) throw new Error("The extension has become too large; look at what it imports");
  }
}

/** Bundled CommonJS packages ask for Node's modules with `require`, which an ES module does not have. */
function requireForModules() {
  return 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);';
}
