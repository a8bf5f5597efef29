import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type Hover,
  InsertTextFormat,
  InsertTextMode,
  type TextEdit,
} from "vscode-languageserver/node";
import { applied, type Folder, inFolder, modern } from "./pointing.ts";

const yappr = `{
  "flow_config_version": "1",
  "nodes": [
    { "id": "start", "type": "start", "next_step_id": "ask" },
    { "id": "ask", "type": "conversation", "name": "Ask", "instructions": "Ask when",
      "transitions": [{ "id": "tx-1", "label": "a day", "description": "a day", "next_step_id": "" }] },
    { "id": "end", "type": "end" }
  ]
}`;
const playbook = `{
  "flowId": "f",
  "nodes": [
    { "id": "s", "type": "start" },
    { "id": "k", "type": "skill", "data": { "tool": "" } }
  ],
  "connections": [{ "id": "c1", "source": "s", "target": "k" }]
}`;
const graph = `{
  "source_type": "custom",
  "entry_node_id": "übergabe",
  "nodes": {
    "übergabe": {
      "id": "übergabe",
      "state_prompt": "Hi {{",
      "node_type": "conversation",
      "transitions": []
    }
  },
  "source_metadata": { "default_dynamic_variables": { "name": "Ada" } }
}`;
const files = {
  "flow.json": yappr,
  "book/playbook.json": playbook,
  "book/playbook.flowyte-skills.json": '{ "skills": [{ "tool": "crm.find", "description": "Finds", "params": {} }] }',
  "graph.json": graph,
  "tests/a.flowtest.json": '{ "flow": "", "cases": [{ "name": "a" }] }',
  "flowproof.json": '{ "overrides": [{ "files": "f*.json", "nodes": [""], "rules": {} }] }',
};

/** An editor of today: snippets, and lines left alone. */
const able = {
  ...modern,
  textDocument: {
    ...modern.textDocument,
    completion: {
      completionItem: { snippetSupport: true, insertTextModeSupport: { valueSet: [InsertTextMode.asIs] } },
    },
  },
};

async function complete(folder: Folder, name: string, piece: string): Promise<CompletionItem[]> {
  const list = await folder.ask<CompletionList>("completion", name, piece);
  return list.items;
}

/** The file after an item is taken up. */
function taken(folder: Folder, name: string, items: readonly CompletionItem[], label: string): string {
  const item = items.find((each) => each.label === label);
  assert.ok(item, `"${label}" is not among ${items.map((each) => each.label).join(", ")}`);
  return applied(folder.text(name), [item.textEdit as TextEdit, ...(item.additionalTextEdits ?? [])]);
}

function labels(items: readonly CompletionItem[]): string[] {
  return items.map(({ label }) => label);
}

suite("completion over the protocol", () => {
  test("a target in a Yappr flow, with what the node says when it is looked at", async () => {
    await using folder = await inFolder(files);
    folder.open("flow.json");
    const items = await complete(folder, "flow.json", '"next_step_id": "|" }');
    assert.deepEqual(labels(items).slice(0, 2), ["end", "start"]);
    const after = JSON.parse(taken(folder, "flow.json", items, "end"));
    assert.equal(after.nodes[1].transitions[0].next_step_id, "end");
    const ask = items.find(({ label }) => label === "ask")!;
    assert.equal(ask.kind, CompletionItemKind.Class);
    assert.equal(ask.documentation, undefined);
    const resolved = await folder.client.connection.sendRequest<CompletionItem>("completionItem/resolve", ask);
    assert.deepEqual(resolved.documentation, { kind: "plaintext", value: "Ask when" });
    assert.deepEqual(folder.client.errors(), []);
  });

  test("a skill of the catalogue beside a playbook, although none is called yet", async () => {
    await using folder = await inFolder(files);
    await folder.client.tests("file:///repo/tests/a.flowtest.json");
    folder.open("book/playbook.json");
    const items = await complete(folder, "book/playbook.json", '"tool": "|"');
    assert.deepEqual(labels(items), ["crm.find"]);
    assert.equal(JSON.parse(taken(folder, "book/playbook.json", items, "crm.find")).nodes[1].data.tool, "crm.find");
  });

  test("a variable between braces, and a node with letters beyond ASCII", async () => {
    await using folder = await inFolder(files);
    folder.open("graph.json");
    const items = await complete(folder, "graph.json", "Hi {{|");
    assert.equal(JSON.parse(taken(folder, "graph.json", items, "name")).nodes.übergabe.state_prompt, "Hi {{name}}");
    const entry = await complete(folder, "graph.json", '"entry_node_id": "ü|bergabe"');
    assert.equal(taken(folder, "graph.json", entry, "übergabe"), graph);
  });

  test("files of the folder and nodes of the flow in tests and settings", async () => {
    await using folder = await inFolder(files);
    await folder.client.tests("file:///repo/tests/a.flowtest.json");
    folder.open("tests/a.flowtest.json");
    const offered = async (): Promise<string[]> =>
      labels(await complete(folder, "tests/a.flowtest.json", '"flow": "|"'));
    const flows = ["../book/playbook.json", "../flow.json", "../graph.json"];
    // Files are looked into in the background, this test's perhaps before its flow.
    for (let asked = 0; asked < 200 && (await offered()).length < flows.length; asked++) await folder.client.settled();
    assert.deepEqual(await offered(), flows);
    folder.client.change("file:///repo/tests/a.flowtest.json", 2, {
      text: '{ "flow": "../flow.json", "cases": [{ "name": "a", "start_at": "" }] }',
    });
    const params = {
      textDocument: { uri: "file:///repo/tests/a.flowtest.json" },
      position: { line: 0, character: 64 },
    };
    const nodes = await folder.client.connection.sendRequest<CompletionList>("textDocument/completion", params);
    assert.deepEqual(labels(nodes.items).toSorted(), ["ask", "end", "start"]);
    folder.open("flowproof.json");
    assert.deepEqual(labels(await complete(folder, "flowproof.json", '"nodes": ["|"]')), ["start", "ask", "end"]);
  });

  test("whole nodes are snippets where the editor knows them, and plain JSON where not", async () => {
    for (const capabilities of [able, modern]) {
      await using folder = await inFolder(files, { capabilities });
      folder.open("flow.json");
      const items = await complete(folder, "flow.json", '"type": "end" },|\n'.replace(",|", "|"));
      assert.deepEqual(items, [], "directly behind a node nothing is begun");
      folder.open("flow.json", yappr.replace('"end" }\n', '"end" },\n    \n'), 2);
      const more = await complete(folder, "flow.json", '"end" },\n    |\n');
      const item = more.find(({ label }) => label === "tool_call node")!;
      const { newText } = item.textEdit as TextEdit;
      if (capabilities === able) {
        assert.equal(item.insertTextFormat, InsertTextFormat.Snippet);
        assert.equal(
          newText,
          // biome-ignore lint/suspicious/noTemplateCurlyInString: a snippet of the protocol
          '{ "id": "${1:new-tool-call}", "type": "tool_call", "tool_id": "$2", "transitions": {$3\\} \\}',
        );
      } else {
        assert.equal(item.insertTextFormat, InsertTextFormat.PlainText);
        assert.equal(JSON.parse(taken(folder, "flow.json", more, "tool_call node")).nodes[3].id, "new-tool-call");
      }
    }
  });

  test("lines keep their indentation where the editor leaves them alone, and have none of the place where not", async () => {
    for (const [capabilities, indent] of [
      [able, "    "],
      [modern, ""],
    ] as const) {
      await using folder = await inFolder(files, { capabilities });
      const broken = graph.replace('"transitions": []\n    }', '"transitions": []\n    },\n    ');
      folder.open("graph.json", broken);
      const items = await complete(folder, "graph.json", "},\n    |\n");
      const item = items.find(({ label }) => label === "end node")!;
      assert.ok((item.textEdit as TextEdit).newText.endsWith(`\n${indent}${capabilities === able ? "\\}" : "}"}`));
      assert.equal(item.insertTextMode, capabilities === able ? InsertTextMode.asIs : undefined);
    }
  });

  test("nothing in files that are none of ours, nor before they are open", async () => {
    await using folder = await inFolder({ ...files, "other.json": '{ "a": "" }' });
    folder.open("other.json");
    assert.equal(await folder.ask("completion", "other.json", '"a": "|"'), null);
    assert.equal(await folder.ask("completion", "flow.json", '"next_step_id": "|" }'), null);
    assert.deepEqual(folder.client.initialized.capabilities.completionProvider, {
      triggerCharacters: ['"', "{", "%", "."],
      resolveProvider: true,
    });
  });

  test("the card of a member, and of a word that may stand there, says what the schema says", async () => {
    await using folder = await inFolder(files);
    folder.open("flow.json");
    const card = async (piece: string): Promise<string> => {
      const hover = await folder.ask<Hover | null>("hover", "flow.json", piece);
      return hover && "value" in (hover.contents as object) ? (hover.contents as { value: string }).value : "";
    };
    assert.match(await card('"instruc|tions"'), /What the agent should do or find out in this step/);
    assert.match(await card('"type": "e|nd"'), /says goodbye/);
    assert.match(await card('"lab|el": "a day"'), /What the caller did or said/);
  });
});
