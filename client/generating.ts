import * as vscode from "vscode";
import type { GenerateParams, GenerateResult, WriteCaseTarget, WrittenCases } from "../server/protocol.ts";
import type { Server } from "./server.ts";

/** Writes a case that takes a transition, of the one at the cursor where none is named, and shows it. */
export async function writeCase(server: Server, target?: WriteCaseTarget): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (target) return generate(server, { uri: target.uri, path: target.path });
  if (!editor) return;
  const { line, character } = editor.selection.active;
  await generate(server, { uri: editor.document.uri.toString(), position: { line, character } });
}

/** Writes the cases that a flow lacks, of the one in the active editor where none is named, and shows the first. */
export async function generateCases(server: Server, uri?: string): Promise<void> {
  const flow = uri ?? vscode.window.activeTextEditor?.document.uri.toString();
  if (flow !== undefined) await generate(server, { uri: flow });
}

async function generate(server: Server, params: GenerateParams): Promise<void> {
  if (!vscode.workspace.isTrusted) return;
  const first = await asked(server, params);
  if (first === null) {
    void vscode.window.showInformationMessage("Flowproof could not do this; its log says why");
    return;
  }
  const into = first?.files && (await chosen(first.files));
  if (first?.files && into === undefined) return;
  const result = into === undefined ? first : await asked(server, { ...params, into });
  if (!result) return;
  const { written, why } = result;
  if (written && !(await carriedOut(written))) {
    void vscode.window.showErrorMessage(`Could not write to ${nameOf(written.uri)}`);
    return;
  }
  if (why !== undefined) void vscode.window.showInformationMessage(why);
}

/** What the server answers; undefined once the user has cancelled it. Only what takes longer is seen to be under way. */
async function asked(server: Server, params: GenerateParams): Promise<GenerateResult | null | undefined> {
  const cancelling = new vscode.CancellationTokenSource();
  try {
    const answer = server.generate(params, cancelling.token);
    const soon = await Promise.race([answer, later()]);
    if (soon !== undefined) return soon;
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: "Flowproof: writing cases", cancellable: true },
      async (_, token) => {
        const listening = token.onCancellationRequested(() => cancelling.cancel());
        try {
          const found = await answer;
          return token.isCancellationRequested ? undefined : found;
        } catch (error) {
          if (token.isCancellationRequested) return undefined;
          throw error;
        } finally {
          listening.dispose();
        }
      },
    );
  } finally {
    cancelling.dispose();
  }
}

/** How long nothing is shown, in milliseconds. */
const UNSEEN = 500;

function later(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), UNSEEN));
}

async function chosen(files: readonly string[]): Promise<string | undefined> {
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  const items = files
    .map((file) => ({ label: vscode.workspace.asRelativePath(vscode.Uri.parse(file)), file }))
    .sort((a, b) => Number(isOpen(b.file, open)) - Number(isOpen(a.file, open)));
  const picked = await vscode.window.showQuickPick(items, { title: "Write Cases", placeHolder: "They go into…" });
  return picked?.file;
}

function isOpen(file: string, open: ReadonlySet<string>): boolean {
  return open.has(vscode.Uri.parse(file).toString());
}

/** Writes the cases and shows the first of them. */
async function carriedOut({ uri, version, text, edits, reveal }: WrittenCases): Promise<boolean> {
  const file = vscode.Uri.parse(uri);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === file.toString());
  if (open && open.version !== version) return false; // edited since the cases were written for it
  const edit = new vscode.WorkspaceEdit();
  if (text !== undefined) edit.createFile(file, { contents: new TextEncoder().encode(text) });
  for (const { range, newText } of edits) edit.replace(file, rangeOf(range), newText);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  const selection = rangeOf(reveal);
  // Not showTextDocument: it would keep the document open for minutes after the user has closed it.
  await vscode.commands.executeCommand("vscode.open", file, { selection } satisfies vscode.TextDocumentShowOptions);
  return true;
}

function rangeOf({ start, end }: WrittenCases["reveal"]): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function nameOf(uri: string): string {
  return uri.slice(uri.lastIndexOf("/") + 1);
}
