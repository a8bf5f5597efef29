import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, CodeActionContext, Range, TextDocumentEdit } from "vscode-languageserver/node";
import { Client } from "./client.ts";
import { edited, editedFiles } from "./edited.ts";
import { booking, dangling, playbook } from "./fixtures.ts";

const uri = "file:///repo/flows/booking.json";
const settings = "file:///repo/flowproof.json";
const everywhere: Range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

/** The actions for a range, with the problems that the client was told of there. */
async function actions(
  client: Client,
  range = everywhere,
  context: Partial<CodeActionContext> = {},
): Promise<CodeAction[]> {
  return client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range,
    context: { diagnostics: [], ...context },
  });
}

const titled = (found: CodeAction[], title: string): CodeAction => {
  const action = found.find((one) => one.title === title);
  assert.ok(action, `"${title}" is none of ${found.map((one) => `"${one.title}"`).join(", ")}`);
  return action;
};
const after = (text: string, { edit }: CodeAction): string => editedFiles({ [uri]: text }, edit!)[uri]!;

test("the light bulb writes the right word and touches nothing else", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.open(uri, dangling);
  const { diagnostics } = await client.diagnostics(uri, 1);
  const problem = diagnostics.find(({ code }) => code === "unknown-target")!;
  const action = titled(await actions(client, problem.range, { diagnostics }), 'Change to "bye"');
  assert.equal(action.kind, "quickfix");
  assert.equal(action.isPreferred, true);
  assert.deepEqual(action.diagnostics, [problem]);
  assert.equal(after(dangling, action), booking);
});

test("a misspelt key and a misspelt value are written anew in their quotes", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  const text = booking
    .replace('"type": "tool_call"', '"type": "tool_cal"')
    .replace('"farewell": "Sorry"', '"farwell": "Sorry"');
  client.open(uri, text);
  const found = await actions(client);
  assert.match(after(text, titled(found, 'Change to "tool_call"')), /"type": "tool_call"/);
  assert.match(after(text, titled(found, 'Change to "farewell"')), /"farewell": "Sorry"/);
});

test("fixes are for the text as it is now, even before its problems were told", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.open(uri, dangling);
  const { diagnostics } = await client.diagnostics(uri, 1);
  client.change(uri, 2, { text: `\n${dangling}` });
  const found = await actions(client, everywhere, { diagnostics });
  assert.equal(after(`\n${dangling}`, titled(found, 'Change to "bye"')), `\n${booking}`);
  client.change(uri, 3, { text: booking });
  assert.deepEqual(
    (await actions(client, everywhere, { diagnostics }))
      .map(({ title }) => title)
      .filter((title) => /Change/.test(title)),
    [],
  );
});

test("away from a problem there are none of its fixes; of a stranger's file there are none at all", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.open(uri, dangling);
  const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  assert.deepEqual(await actions(client, top), []);
  client.change(uri, 2, { text: '{ "name": "x" }' });
  assert.deepEqual(await actions(client), []);
});

test("everything that is certain, at once and on save", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  const twice = dangling.replace('"farewell": "Sorry"', '"farwell": "Sorry"');
  client.open(uri, twice);
  const only = ["source.fixAll"];
  const [action, ...others] = await actions(client, everywhere, { only });
  assert.deepEqual(others, []);
  assert.equal(action!.kind, "source.fixAll.flowproof");
  assert.equal(after(twice, action!), booking);
  const [change] = action!.edit!.documentChanges as [TextDocumentEdit];
  assert.deepEqual(change.textDocument, { uri, version: 1 });
  assert.equal(change.edits.length, 2, "what stands between is not part of the edit");
  client.change(uri, 2, { text: booking });
  assert.deepEqual(await actions(client, everywhere, { only }), []);
});

test("all of a kind at once: worked out when it is chosen, or at once for clients that do not ask again", async () => {
  const title = 'Fix all 2 "unknown-target" in this file';
  const twice = dangling.replace('"error_next_step_id": "sorry"', '"error_next_step_id": "sory"');
  const codeAction = { dataSupport: true, resolveSupport: { properties: ["edit"] } };
  for (const capabilities of [{}, { textDocument: { codeAction } }]) {
    await using client = await Client.start({ folders: ["file:///repo"], capabilities });
    client.open(uri, twice);
    const offered = titled(await actions(client), title);
    assert.equal(offered.edit === undefined, "textDocument" in capabilities);
    const chosen = await client.connection.sendRequest<CodeAction>("codeAction/resolve", offered);
    assert.equal(edited(twice, chosen.edit!.changes![uri]!), booking);
    client.change(uri, 2, { text: `\n${twice}` });
    const late = await client.connection.sendRequest<CodeAction>("codeAction/resolve", { ...offered, edit: undefined });
    assert.equal(late.edit, undefined, "it was offered for another text");
  }
});

test("a rule is ignored for one node, in a workspace file that is made for it", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  client.open(uri, dangling);
  const action = titled(await actions(client), 'Ignore "unknown-target" for "ask"');
  assert.deepEqual(editedFiles({ [uri]: dangling }, action.edit!), {
    [uri]: dangling,
    [settings]: `{
  "overrides": [
    {
      "files": "flows/booking.json",
      "nodes": [
        "ask"
      ],
      "rules": {
        "unknown-target": "off"
      }
    }
  ]
}
`,
  });
});

test("a rule is ignored in a file, in the workspace file that is there, in its own formatting", async () => {
  const text = '{\n\t// ours\n\t"rules": { "schema": "warning" }\n}\n';
  await using client = await Client.start({ folders: ["file:///repo"], files: { [settings]: text } });
  client.open(uri, dangling);
  const action = titled(await actions(client), 'Ignore "unknown-target" in this file');
  const changed = editedFiles({ [settings]: text }, action.edit!)[settings]!;
  assert.ok(changed.startsWith('{\n\t// ours\n\t"rules": { "schema": "warning" },\n\t"overrides": ['), changed);
  client.told.length = 0;
  client.write(settings, changed);
  const { diagnostics } = await client.diagnostics(uri, 1);
  assert.deepEqual(
    diagnostics.filter(({ code }) => code === "unknown-target"),
    [],
  );
});

test("a connection of a playbook belongs to the node it leaves", async () => {
  await using client = await Client.start({ folders: ["file:///repo"] });
  const text = playbook.replace(/"target": "[^"]*"/, '"target": "nowhere-at-all"');
  client.open(uri, text);
  const found = await actions(client);
  assert.ok(found.some(({ title }) => /^Ignore "unknown-target" for "/.test(title)));
});

test("a client that cannot create files is not asked to", async () => {
  await using client = await Client.start({ folders: ["file:///repo"], capabilities: {} });
  client.open(uri, dangling);
  const found = await actions(client);
  assert.deepEqual(
    found.filter(({ title }) => /^Ignore/.test(title)),
    [],
  );
  assert.deepEqual(Object.keys(titled(found, 'Change to "bye"').edit!), ["changes"], "nor told of versions");
});
