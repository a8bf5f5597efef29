import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, Diagnostic } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { booking, dangling } from "./fixtures.ts";

const uri = "file:///repo/booking.json";

/** The fixes for problems, as `title: the text afterwards`. */
async function fixes(client: Client, text: string, diagnostics: Diagnostic[]): Promise<[string, string][]> {
  const range = diagnostics[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const found: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range,
    context: { diagnostics },
  });
  return found.map(({ title, edit, kind, isPreferred }) => {
    assert.equal(kind, "quickfix");
    assert.equal(isPreferred, true);
    const [{ range: at, newText }] = edit!.changes![uri]! as [{ range: Diagnostic["range"]; newText: string }];
    const lines = text.split("\n");
    const line = lines[at.start.line]!;
    lines[at.start.line] = line.slice(0, at.start.character) + newText + line.slice(at.end.character);
    return [title, lines.join("\n")];
  });
}

test("the light bulb writes the right word and touches nothing else", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.open(uri, dangling);
  const { diagnostics } = await client.diagnostics(uri, 1);
  assert.deepEqual(await fixes(client, dangling, diagnostics), [['Change to "bye"', booking]]);
});

test("a misspelt key and a misspelt value are written anew in their quotes", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  const text = booking
    .replace('"type": "tool_call"', '"type": "tool_cal"')
    .replace('"farewell": "Sorry"', '"farwell": "Sorry"');
  client.open(uri, text);
  const { diagnostics } = await client.diagnostics(uri, 1);
  assert.deepEqual(
    (await fixes(client, text, diagnostics)).map(([title]) => title),
    ['Change to "tool_call"', 'Change to "farewell"'],
  );
});

test("a problem whose word is gone by now has no fix, nor has one of somebody else's", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.open(uri, dangling);
  const { diagnostics } = await client.diagnostics(uri, 1);
  assert.deepEqual(
    await fixes(
      client,
      dangling,
      diagnostics.map((one) => ({ ...one, source: "json" })),
    ),
    [],
  );
  assert.deepEqual(
    await fixes(
      client,
      dangling,
      diagnostics.map((one) => ({ ...one, data: 5 })),
    ),
    [],
  );
  client.change(uri, 2, { text: `\n${dangling}` });
  assert.deepEqual(await fixes(client, dangling, diagnostics), []);
});
