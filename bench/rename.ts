// What a rename and a search for references cost over a flow and 200 test files of 100 kB each, whose texts are at hand, as
// ratios of the time that JSON.parse takes for all of them.

import { CancellationToken } from "vscode-languageserver";
import { Catalogues } from "../server/catalogues.ts";
import { Documents } from "../server/documents.ts";
import { references } from "../server/features/references.ts";
import { rename } from "../server/features/rename.ts";
import { FlowFiles } from "../server/flowFiles.ts";
import { TestFiles } from "../server/testFiles.ts";
import { keyOf } from "../server/uris.ts";
import { View, type World } from "../server/view.ts";
import { Workspace } from "../server/workspace.ts";
import { yappr } from "./cases.ts";
import { median, table } from "./measure.ts";

const folder = "file:///bench/";
const flowUri = `${folder}flow.json`;
const now = (): number => performance.now();

/** Rows for a node that every file names once, and for one that every case names. */
export async function renaming(): Promise<string> {
  const rows = [["all 200 files name it", "JSON.parse ms", "first time", "again", "references, first time", "edits"]];
  for (const [title, everyCase] of [
    ["in one case", false],
    ["in each of 79 cases", true],
  ] as const) {
    const texts = textsOf(everyCase);
    const base = median(() => texts.forEach((text) => void JSON.parse(text)));
    const world = await worldOf(texts);
    const view = (): View => new View(world, CancellationToken.None);
    const text = texts.get(flowUri)!;
    const line = text.slice(0, text.indexOf('"id": "greet"')).split("\n").length - 1;
    const at = {
      textDocument: { uri: flowUri },
      position: { line, character: text.split("\n")[line]!.indexOf("greet") },
    };
    let edits = 0;
    const again = async (): Promise<void> => {
      const edit = await rename(view(), { ...at, newName: "hello" });
      const files = edit && "documentChanges" in edit ? (edit.documentChanges ?? []) : [];
      if (files.length !== texts.size) throw new Error(`${files.length} of ${texts.size} files are renamed in`);
      edits = files.reduce((sum, file) => sum + ("edits" in file ? file.edits.length : 0), 0);
    };
    const found = (): Promise<unknown> => references(view(), { ...at, context: { includeDeclaration: true } });
    const forget = (): void => world.documents.forgetAll();
    const times = [await timeOf(again, forget), await timeOf(again), await timeOf(found, forget)];
    const ratios = times.map((time) => `${time.toFixed(0)} ms, ${(time / base).toFixed(1)} ×`);
    rows.push([title, base.toFixed(0), ...ratios, String(edits)]);
  }
  return table(rows);
}

/** The median time of one call that is waited for, each after `before`. */
async function timeOf(work: () => Promise<unknown>, before?: () => void): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 15; i++) {
    before?.();
    const start = now();
    await work();
    times.push(now() - start);
  }
  return times.sort((a, b) => a - b)[times.length >> 1]!;
}

/** A flow and its test files; the node `greet` is expected in each case, or in the first of each file. */
function textsOf(everyCase: boolean): Map<string, string> {
  const { nodes } = yappr(0).flow_config;
  const greet = { id: "greet", type: "conversation", instructions: "Greet.", transitions: [] };
  const flow = { flow_config_version: "1", nodes: [...nodes, greet] };
  const ids = nodes.map(({ id }) => id);
  const texts = new Map([[flowUri, JSON.stringify(flow, null, 2)]]);
  let n = 0;
  for (let file = 0; file < 200; file++) {
    const cases = Array.from({ length: 79 }, (_, i) => {
      const one = yappr(n++).test;
      const path = everyCase || i === 0 ? [...ids, "greet"] : ids;
      return { ...one, mocks: { find: { status: "success", data: { n } } }, expect: { ...one.expect, path } };
    });
    texts.set(`${folder}${file}.flowtest.json`, JSON.stringify({ flow: "flow.json", cases }, null, 2));
  }
  return texts;
}

/** What a server knows that has looked into all files, with the flow open. */
async function worldOf(texts: ReadonlyMap<string, string>): Promise<World> {
  const documents = new Documents(async (uri) => texts.get(uri));
  const workspace = new Workspace(documents);
  const flowFiles = new FlowFiles();
  const testFiles = new TestFiles({
    documents,
    workspace,
    now,
    changed() {},
    seen: (snapshot) => flowFiles.note(snapshot),
    gone: (key) => flowFiles.remove(key),
    failed(what, error) {
      throw new Error(what, { cause: error });
    },
  });
  workspace.setFolders([folder]);
  workspace.setFiles([...texts.keys()]);
  documents.didOpen({ uri: flowUri, languageId: "json", version: 1, text: texts.get(flowUri)! });
  testFiles.read([...texts.keys()]);
  await testFiles.upToDate();
  if (testFiles.of(keyOf(flowUri)).length !== texts.size - 1) throw new Error("Not every test file is known");
  const client = { versionsEdits: true } as World["client"];
  return {
    now,
    client,
    documents,
    workspace,
    testFiles,
    flowFiles,
    catalogues: new Catalogues({ documents, workspace, testFiles }),
  };
}
