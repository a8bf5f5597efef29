import * as vscode from "vscode";
import type { CaseTarget, TraceResult } from "../../server/protocol.ts";
import type { TestModel } from "./model.ts";
import { paramsOf, type TraceDocuments } from "./traceDocuments.ts";
import type { TestTree } from "./tree.ts";
import { offerTrust } from "./trust.ts";

/** What a command is called with: by a lens, by the Test Explorer, by a failure's message; by the palette with nothing. */
export type TraceArgument = CaseTarget | vscode.TestItem | { readonly test: vscode.TestItem } | undefined;

/** The commands that show how a case went. */
export class TraceCommands {
  private readonly documents: TraceDocuments;
  private readonly model: TestModel;
  private readonly tree: TestTree;

  constructor(documents: TraceDocuments, model: TestModel, tree: TestTree) {
    this.documents = documents;
    this.model = model;
    this.tree = tree;
  }

  /** Opens a case's trace: of its last walk where a failure is asked about, else of what it is now. */
  async show(argument?: TraceArgument): Promise<void> {
    if (!vscode.workspace.isTrusted) return offerTrust();
    const target = this.targetOf(argument);
    if (!target) return void vscode.window.showInformationMessage("Put the cursor into a flow test, to see its trace");
    const ofFailure = argument !== undefined && "test" in argument;
    const open = await this.documents.open({ ...target, which: "last", anew: !ofFailure });
    if (!open) return void vscode.window.showInformationMessage("This flow test is not there any more");
    const isNew = !isShown(open.uri);
    const editor = await vscode.window.showTextDocument(open.uri, { preview: false });
    if (isNew) await vscode.commands.executeCommand("editor.foldAll");
    if (isNew || ofFailure) await lookAt(editor, open.trace);
  }

  /** Lays a case's last two traces side by side. */
  async compare(argument?: TraceArgument): Promise<void> {
    if (!vscode.workspace.isTrusted) return offerTrust();
    const target = this.targetOf(argument);
    if (!target)
      return void vscode.window.showInformationMessage("Put the cursor into a flow test, to compare its traces");
    const last = await this.documents.open({ ...target, which: "last" });
    const previous = last && (await this.documents.open({ ...target, which: "previous" }));
    if (!last || !previous)
      return void vscode.window.showInformationMessage(
        "There is one trace of this flow test so far; change the test or its flow, and run it again",
      );
    const title = `${last.trace.name}: previous run ↔ last run`;
    await vscode.commands.executeCommand("vscode.diff", previous.uri, last.uri, title, { preview: false });
  }

  private targetOf(argument: TraceArgument): CaseTarget | undefined {
    if (argument === undefined) return this.atCursor();
    const item = "test" in argument ? argument.test : "children" in argument ? argument : undefined;
    // Of a case that is shown no more is told to the server than what it calls it.
    const { uri, id } = item ? (this.tree.cases([item])[0] ?? {}) : (argument as CaseTarget);
    return uri !== undefined && id !== undefined ? { uri, id } : undefined;
  }

  /** The case that the cursor is in, or whose trace is looked at. */
  private atCursor(): CaseTarget | undefined {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return undefined;
    const shown = paramsOf(editor.document.uri);
    if (shown) return { uri: shown.uri, id: shown.id };
    const uri = editor.document.uri.toString();
    const { line } = editor.selection.active;
    const here = this.model.cases(uri).filter(({ written: { start, end } }) => start.line <= line && line <= end.line);
    // Of a table the row that the cursor is in, else the first one.
    const at = here.findLast(({ range: { start }, end }) => start.line <= line && line <= end.line) ?? here[0];
    return at && { uri, id: at.id };
  }
}

function isShown(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  );
}

/** Unfolds what holds the line where a case went wrong, and puts the cursor there. */
async function lookAt(editor: vscode.TextEditor, { look }: NonNullable<TraceResult>): Promise<void> {
  if (look === undefined) return;
  await vscode.commands.executeCommand("editor.unfold", { selectionLines: [look] });
  editor.selection = new vscode.Selection(look, 0, look, 0);
  editor.revealRange(new vscode.Range(look, 0, look, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
