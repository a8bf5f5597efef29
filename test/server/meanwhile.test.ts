// What happens when something changes while an answer is looked for, or after it was given.

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type CodeLens, LSPErrorCodes, type SemanticTokens } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { booking, bookingTests } from "./fixtures.ts";
import { flowyte, graph, graphTests } from "./named.ts";

const folder = "file:///repo";

suite("meanwhile", () => {
  for (const [dialect, name, flow, tests] of [
    ["Yappr", "booking", booking, bookingTests],
    ["voicetest", "graph", graph, graphTests],
  ] as const)
    test(`${dialect}: a document that is edited while its colours are looked for keeps those it has`, async () => {
      const [flowUri, uri] = [`${folder}/${name}.json`, `${folder}/${name}.flowtest.json`];
      await using client = await Client.start({ folders: [folder], files: { [flowUri]: flow, [uri]: tests } });
      let read = (): void => {};
      const asked = new Promise<void>((resolve) => {
        client.slow = (file) =>
          file !== flowUri
            ? undefined
            : new Promise((done) => {
                read = done;
                resolve();
              });
      });
      client.open(uri, tests);
      const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
      const about = { textDocument: { uri }, range: whole, position: whole.start };
      const refusals = ["semanticTokens/full", "inlayHint", "hover"].map((method) =>
        assert.rejects(client.connection.sendRequest(`textDocument/${method}`, about), {
          code: LSPErrorCodes.ContentModified,
        }),
      );
      await asked;
      client.change(uri, 2, { text: `\n${tests}` });
      await client.settled();
      read();
      await Promise.all(refusals);
      const { data } = await client.connection.sendRequest<SemanticTokens>("textDocument/semanticTokens/full", {
        textDocument: { uri },
      });
      assert.ok(data.length > 0);
    });

  test("Yappr: the lens on a node counts a test that comes there after an edit of the test", async () => {
    const [flow, tests] = [`${folder}/booking.json`, `${folder}/booking.flowtest.json`];
    await using client = await Client.start({
      folders: [folder],
      files: { [flow]: booking, [tests]: bookingTests },
    });
    client.list();
    client.open(flow, booking);
    await client.status(flow, "Yappr flow · 5 nodes · 2 tests");
    await lensUntil(client, flow, "find", "1 in · 2 out · 1 test");
    client.open(tests, bookingTests);
    await client.diagnostics(tests, 1);
    // No name moves and no case comes or goes: only where it leads changes.
    const text = bookingTests.replace('"goodbye"', '"a table"');
    client.change(tests, 2, { text });
    await lensUntil(client, flow, "find", "1 in · 2 out · 2 tests");
    client.close(tests);
    client.write(tests, text.replace('"a table"', '"goodbye"'));
    await lensUntil(client, flow, "find", "1 in · 2 out · 1 test");
  });

  test("Flowyte: the lens on a node counts a test that comes there after an edit of the skills", async () => {
    const files = Object.fromEntries(Object.entries(flowyte).map(([name, text]) => [`${folder}/${name}`, text]));
    const flow = `${folder}/playbook.json`;
    const skills = `${folder}/agent.flowyte-skills.json`;
    await using client = await Client.start({ folders: [folder], files });
    client.list();
    client.open(flow, files[flow]!);
    await client.status(flow, "Flowyte playbook · 5 nodes · 1 test");
    await lensUntil(client, flow, "say", "1 in · 1 out · 1 test");
    // Another parameter has to be there, and is not: the call fails.
    const text = files[skills]!.replace('"params": {', '"params": { "street": { "required": true },');
    client.write(skills, text);
    await lensUntil(client, flow, "say", "1 in · 1 out · 0 tests");
  });
});

/** Asks for the lens on a node, and again whenever the server says that lenses are others now. */
async function lensUntil(client: Client, uri: string, node: string, title: string): Promise<void> {
  for (;;) {
    const found = await client.lenses(uri);
    const lens = found.find(({ data }) => (data as { node?: string } | undefined)?.node === node);
    assert.ok(lens);
    const { command } = await client.connection.sendRequest<CodeLens>("codeLens/resolve", lens);
    if (command?.title === title) return;
    await client.when("refresh", () => true);
  }
}
