import * as vscode from "vscode";
import type { TestCase } from "../../server/protocol.ts";
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
    file.children.replace(cases.map((one, index) => this.caseItem(file, uri, one, index)));
  }

  private caseItem(file: vscode.TestItem, uri: string, test: TestCase, index: number): vscode.TestItem {
    const item = file.children.get(test.id) ?? this.controller.createTestItem(test.id, test.name, file.uri);
    const { start, end } = test.range;
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    if (!item.range?.isEqual(range)) item.range = range;
    item.label = test.name;
    item.sortText = String(index).padStart(6, "0");
    item.tags = test.tags.map((tag) => new vscode.TestTag(tag));
    item.description = test.skip;
    if (!this.shown.has(item)) this.shown.set(item, { item, uri, id: test.id });
    return item;
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

/** As the files have them: items are known in the order in which they were found. */
function inOrder(a: ShownCase, b: ShownCase): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.item.sortText! < b.item.sortText! ? -1 : 1;
}
