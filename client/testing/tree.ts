import * as vscode from "vscode";
import type { RunTarget, TestCase } from "../../server/protocol.ts";
import { baseName, foldersAbove } from "./folders.ts";
import type { TestModel } from "./model.ts";

/** A case as it is shown, with what the server calls it. */
export interface ShownCase {
  readonly item: vscode.TestItem;
  readonly uri: string;
  readonly id: string;
}

/**
 * The tree in the Test Explorer: folders, files, cases. Follows the model; an item lives as long as what it stands for, so
 * results stay with it.
 */
export class TestTree implements vscode.Disposable {
  readonly controller: vscode.TestController;
  private readonly model: TestModel;
  private readonly files = new Map<string, vscode.TestItem>();
  private readonly shown = new WeakMap<vscode.TestItem, ShownCase>();
  private readonly disposables: vscode.Disposable[];

  constructor(model: TestModel) {
    this.model = model;
    this.controller = vscode.tests.createTestController("flowproof", "Flowproof");
    this.disposables = [
      this.controller,
      model.onDidChange((uri) => this.update(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.rebuild()),
    ];
  }

  /** The item of a file, or of one of its cases. */
  item(uri: string, id?: string): vscode.TestItem | undefined {
    const file = this.files.get(uri);
    return id === undefined ? file : file?.children.get(id);
  }

  /** The file of a case and what the server calls the case; undefined for any other item. */
  nameOf(item: vscode.TestItem): { readonly uri: string; readonly id: string } | undefined {
    const shown = this.shown.get(item);
    return shown && { uri: shown.uri, id: shown.id };
  }

  /** What the server calls what an item stands for: a folder, a file, or a case. */
  target(item: vscode.TestItem): RunTarget[number] {
    const shown = this.shown.get(item);
    return shown ? { uri: shown.uri, ids: [shown.id] } : { uri: item.id };
  }

  /** The cases at and under `items`, all of them without any; each once and in order, less those under `exclude`. */
  cases(items: readonly vscode.TestItem[] | undefined, exclude: readonly vscode.TestItem[] = []): ShownCase[] {
    const found = new Set<ShownCase>();
    const left = new Set(exclude);
    const collect = (item: vscode.TestItem): void => {
      if (left.has(item)) return;
      const shown = this.shown.get(item);
      if (shown) found.add(shown);
      item.children.forEach(collect);
    };
    if (items) items.forEach(collect);
    else this.controller.items.forEach(collect);
    return [...found].sort(inOrder);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private update(uri: string): void {
    const cases = this.model.cases(uri);
    if (cases.length === 0) {
      this.remove(uri);
      return;
    }
    const file = this.files.get(uri) ?? this.addFile(uri);
    const ids = new Set(cases.map(({ id }) => id));
    // Item by item: most stay as they are, and replacing them all would cost as much as there are.
    for (const [id] of [...file.children]) if (!ids.has(id)) file.children.delete(id);
    for (const [index, test] of cases.entries()) {
      const before = file.children.get(test.id);
      const item = before ?? this.controller.createTestItem(test.id, test.name, file.uri);
      show(item, test, index);
      this.shown.set(item, { item, uri, id: test.id });
      if (!before) file.children.add(item);
    }
  }

  private addFile(uri: string): vscode.TestItem {
    const parsed = vscode.Uri.parse(uri);
    let children = this.controller.items;
    for (const folder of foldersAbove(parsed)) {
      const id = folder.uri.toString();
      let item = children.get(id);
      if (!item) {
        item = this.controller.createTestItem(id, folder.label, folder.uri);
        children.add(item);
      }
      children = item.children;
    }
    const file = this.controller.createTestItem(uri, baseName(parsed), parsed);
    this.files.set(uri, file);
    children.add(file);
    return file;
  }

  /** Takes a file out, and the folders that are empty without it. */
  private remove(uri: string): void {
    let item = this.files.get(uri);
    this.files.delete(uri);
    while (item && (item.children.size === 0 || item.id === uri)) {
      const parent: vscode.TestItem | undefined = item.parent;
      (parent?.children ?? this.controller.items).delete(item.id);
      item = parent;
    }
  }

  private rebuild(): void {
    this.files.clear();
    this.controller.items.replace([]);
    for (const uri of this.model.uris()) this.update(uri);
  }
}

/** Brings an item up to date; what is the same is not said again, because each change is sent to the window. */
function show(item: vscode.TestItem, { name, range: { start }, end, tags, skip }: TestCase, index: number): void {
  // From its name, where the icon belongs, to the end of the case: wherever the cursor is in it, it is the test there.
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  if (!item.range?.isEqual(range)) item.range = range;
  if (item.label !== name) item.label = name;
  const sortText = String(index).padStart(6, "0");
  if (item.sortText !== sortText) item.sortText = sortText;
  if (item.tags.map(({ id }) => id).join("\n") !== tags.join("\n"))
    item.tags = tags.map((tag) => new vscode.TestTag(tag));
  if (item.description !== skip) item.description = skip;
}

/** As the files have them: items are known in the order in which they were found. */
function inOrder(a: ShownCase, b: ShownCase): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.item.sortText! < b.item.sortText! ? -1 : 1;
}
