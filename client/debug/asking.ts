import * as vscode from "vscode";
import { asksEvent } from "../../server/protocol.ts";

/**
 * Where the walk wants an answer, keys go to the Debug Console. At every stop VS Code takes them to the editor, where what
 * the caller says next would be typed into the flow; so they are taken on as soon as it has.
 */
export function typedIntoConsole(): vscode.Disposable {
  const asking = new Set<string>();
  return vscode.Disposable.from(
    vscode.debug.onDidReceiveDebugSessionCustomEvent(({ session, event }) => {
      if (event === asksEvent) asking.add(session.id);
    }),
    vscode.debug.onDidChangeActiveStackItem((item) => {
      if (item instanceof vscode.DebugStackFrame && asking.delete(item.session.id))
        void vscode.commands.executeCommand("workbench.panel.repl.view.focus");
    }),
    vscode.debug.onDidTerminateDebugSession(({ id }) => asking.delete(id)),
  );
}
