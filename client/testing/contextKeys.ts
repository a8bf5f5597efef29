import * as vscode from "vscode";
import { contextKeys } from "../commands.ts";
import type { TestModel } from "./model.ts";

/** Keeps `when` clauses informed about the tests there are, here and at all. */
export function followTests(model: TestModel): vscode.Disposable {
  const set = (name: string, value: boolean) => void vscode.commands.executeCommand("setContext", name, value);
  const update = () => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    set(contextKeys.hasTests, model.uris().length > 0);
    set(contextKeys.fileHasTests, uri !== undefined && model.cases(uri).length > 0);
  };
  update();
  return vscode.Disposable.from(model.onDidChange(update), vscode.window.onDidChangeActiveTextEditor(update));
}
