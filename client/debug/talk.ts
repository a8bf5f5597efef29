import * as vscode from "vscode";
import type { DebugLaunch, TalkTarget } from "../../server/protocol.ts";
import { offerTrust } from "../testing/trust.ts";
import { debugType } from "./configurations.ts";

/** Begins a conversation with a flow: a debug session without a test, in whose console one is the caller. */
export async function talk(target?: Partial<TalkTarget>): Promise<void> {
  const uri = target?.uri ?? vscode.window.activeTextEditor?.document.uri.toString();
  if (uri === undefined) return;
  if (!vscode.workspace.isTrusted) return offerTrust();
  const file = vscode.Uri.parse(uri);
  const name = `Talk to ${file.path.slice(file.path.lastIndexOf("/") + 1)}`;
  const launch: vscode.DebugConfiguration & DebugLaunch = {
    type: debugType,
    request: "launch",
    name,
    uri,
    talk: true,
    internalConsoleOptions: "openOnSessionStart",
  };
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(file), launch);
}
