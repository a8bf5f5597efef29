// Requests, edits and files that change, in any order: nothing stale is ever told, and what is told in the end is what a
// server that has only seen the end tells. `FUZZ_SEED=$RANDOM` goes looking for other orders.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CodeLens, SemanticTokens } from "vscode-languageserver/node";
import { Chance } from "./chance.ts";
import type { Client } from "./client.ts";
import { flowyte, voicetest, yappr } from "./named.ts";
import { lastTold, quiet, Racer } from "./racer.ts";
import { placeIn } from "./typing.ts";

/** Two folders of one dialect each and one of a third, and tests whose flow is named by the workspace file alone. */
const files = {
  ...yappr,
  ...voicetest,
  ...flowyte,
  "more.flowtest.json": `{ "cases": [ { "name": "declines", "turns": ["goodbye"], "expect": { "ended_at": "bye" } } ] }\n`,
  "flowproof.json": `{\n  "tests": [ { "files": "more.*", "flow": "booking.json" } ],\n  "rules": { "unreachable-node": "warning" }\n}\n`,
};

test("whatever comes when, nothing stale is told", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const chance = new Chance(seed);
      await using racer = await Racer.start(files, chance);
      try {
        for (let step = 0; step < 150; step++) await racer.step();
        await racer.finish();
        await using fresh = await racer.fresh();
        const places = new Map([...racer.documents].map(([uri, { text }]) => [uri, placeIn(uri, text, chance)]));
        // Which tests come where is found out when somebody looks.
        for (const client of [racer.client, fresh])
          for (const [uri, place] of places) await everything(client, uri, place);
        await Promise.all([racer.quiet(2), quiet(fresh, 2, 6)]);
        for (const [uri, { version }] of racer.documents) {
          const [told, expected] = [racer.client, fresh].map((client) => lastTold(client).get(uri));
          assert.deepEqual(told?.diagnostics ?? [], expected?.diagnostics ?? [], `the problems of ${uri}`);
          assert.equal(told?.version ?? version, version, `the version of the problems of ${uri}`);
          const place = places.get(uri)!;
          const [answers, right] = [await everything(racer.client, uri, place), await everything(fresh, uri, place)];
          for (const [method, answer] of answers) assert.deepEqual(answer, right.get(method), `${method} of ${uri}`);
        }
        const all = Object.keys(files).map((name) => `file:///repo/${name}`);
        for (const uri of all) assert.deepEqual(casesOf(racer.client, uri), casesOf(fresh, uri), `the cases of ${uri}`);
        assert.deepEqual(await verdicts(racer.client, all), await verdicts(fresh, all), "a run of everything");
        assert.deepEqual([...racer.client.errors(), ...fresh.errors()], []);
        for (const client of [racer.client, fresh]) assert.equal(await client.stop(), 0);
      } catch (error) {
        throw new Error(`After\n${racer.steps.slice(-80).join("\n")}`, { cause: error });
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
});

/** What is answered about a document and a place in it, by method. */
async function everything(client: Client, uri: string, position: object): Promise<Map<string, unknown>> {
  const textDocument = { uri };
  const range = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
  const at = { textDocument, position };
  const questions: Record<string, object> = {
    documentSymbol: { textDocument },
    inlayHint: { textDocument, range },
    foldingRange: { textDocument },
    documentLink: { textDocument },
    codeAction: { textDocument, range, context: { diagnostics: [] } },
    definition: at,
    references: { ...at, context: { includeDeclaration: true } },
  };
  const answers = new Map<string, unknown>();
  for (const [method, params] of Object.entries(questions))
    answers.set(method, await client.connection.sendRequest(`textDocument/${method}`, params));
  const { data } = await client.connection.sendRequest<SemanticTokens>("textDocument/semanticTokens/full", {
    textDocument,
  });
  answers.set("semanticTokens", data);
  answers.set("codeLens", await lenses(client, uri));
  answers.set("hover", await client.connection.sendRequest("textDocument/hover", at));
  return answers;
}

/** The lenses of a document with their titles. */
async function lenses(client: Client, uri: string): Promise<CodeLens[]> {
  const found = await client.lenses(uri);
  return Promise.all(found.map((lens) => client.connection.sendRequest<CodeLens>("codeLens/resolve", lens)));
}

function casesOf(client: Client, uri: string): unknown {
  return client.all("tests").findLast((params) => params.uri === uri)?.cases ?? [];
}

async function verdicts(client: Client, uris: readonly string[]): Promise<unknown> {
  const found = await client.run(
    uris.map((uri) => ({ uri })),
    "the last",
  );
  return { ...found, verdicts: found.verdicts.map((verdict) => ({ ...verdict, duration: 0 })) };
}
