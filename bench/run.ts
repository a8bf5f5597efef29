// Compares Flowproof with the libraries one would otherwise use, in one process and one run, as ratios of the time that
// JSON.parse takes for the same text. Nothing is asserted: read it, and compare runs on one machine only. Sizes are those of the bundles as published.

import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import graphSchema from "../engine/formats/voicetest/graph.schema.json" with { type: "json" };
import { casesPerSecond } from "./cases.ts";
import { continuousRun } from "./continuous.ts";
import { checks, costliest, growth } from "./dialects.ts";
import { editor } from "./editor.ts";
import { agentGraph } from "./generate.ts";
import { median, table } from "./measure.ts";
import { proving } from "./proving.ts";
import { renaming } from "./rename.ts";

// Both publish CommonJS that Node can load and modules that it cannot.
const require = createRequire(import.meta.url);
const jsonc = require("jsonc-parser") as typeof import("jsonc-parser");
const { getLanguageService, TextDocument } =
  require("vscode-json-languageservice") as typeof import("vscode-json-languageservice");

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function graphs(): Promise<void> {
  const service = getLanguageService({});
  service.configure({
    validate: true,
    schemas: [{ uri: "test://graph", fileMatch: ["*"], schema: graphSchema as never }],
  });
  const rows = [["nodes", "MB", "JSON.parse ms", "parseTree", "json-languageservice", "cold check", "edit in a node"]];
  for (const size of [100, 5000]) {
    const text = agentGraph(size);
    const base = median(() => JSON.parse(text));
    // Before the peers, whose garbage would be collected at our expense.
    const { cold, edit } = checks(text);
    const tree = median(() => jsonc.parseTree(text));
    const document = TextDocument.create("test://graph.json", "json", 1, text);
    const times: number[] = [];
    for (let i = 0; i < 9; i++) {
      const start = performance.now();
      await service.doValidation(document, service.parseJSONDocument(document));
      times.push(performance.now() - start);
    }
    const peer = times.sort((a, b) => a - b)[times.length >> 1]!;
    rows.push([
      String(size),
      (text.length / 1e6).toFixed(1),
      base.toFixed(2),
      ...[tree, peer, cold, edit].map((time) => `${(time / base).toFixed(2)} ×`),
    ]);
  }
  say("Whole AgentGraphs, as multiples of JSON.parse of the same text\n");
  say(table(rows));
}

function bundles(): void {
  const rows = [["bundle", "kB", "gzipped kB"]];
  let sum = 0;
  for (const file of ["dist/extension.cjs", "dist/server.cjs", "dist/web/extension.js", "dist/web/server.js"]) {
    if (!existsSync(file)) throw new Error(`${file} is missing; npm run build makes it`);
    const { size } = statSync(file);
    sum += size;
    rows.push([
      file,
      (size / 1000).toFixed(0),
      (gzipSync(require("node:fs").readFileSync(file)).length / 1000).toFixed(0),
    ]);
  }
  rows.push(["together", (sum / 1000).toFixed(0), ""]);
  say(`\n${table(rows)}`);
}

await graphs();
say(`\nAll rules in each dialect, as multiples of JSON.parse of the same text\n\n${growth([100, 1000, 5000, 20000])}`);
say(`\nThe rules that take longest, each by itself, 5,000 nodes just read\n\n${costliest(5000)}`);
say(`\nIn an editor, 5,000 nodes\n\n${editor()}`);
say(`\nRenaming over 200 test files of 100 kB, whose texts are at hand\n\n${await renaming()}`);
say(
  `\nFlow tests of ten turns on one core; words that were not heard before have to be cut into tokens\n\n${casesPerSecond()}`,
);
say(`\nA continuous run, the pause of 50 ms that the server waits for included\n\n${await continuousRun()}`);
say(`\nTests that write and test themselves, for flows of 200 nodes\n\n${proving()}`);
bundles();
