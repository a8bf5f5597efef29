import * as vscode from "vscode";
import type { DebugLaunch } from "../../server/protocol.ts";
import { offerTrust } from "../testing/trust.ts";

/** The type of Flowproof's debug sessions, in the manifest and in every launch.json. */
export const debugType = "flowproof";

/** What a person writes into launch.json. */
export interface Configuration extends vscode.DebugConfiguration {
  /** A file of flow tests, or a flow to talk to. */
  readonly program?: string;
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code fills it in
const activeFile = "${file}";

/** Fills in what a launch configuration leaves open: without any, the file in the active editor is debugged. */
export const configurations: vscode.DebugConfigurationProvider = {
  provideDebugConfigurations: (): vscode.DebugConfiguration[] => [
    { type: debugType, request: "launch", name: "Talk to this flow", program: activeFile },
  ],

  resolveDebugConfiguration(_, configuration: Configuration): Configuration {
    if (configuration.type) return configuration;
    // F5 without a launch.json
    return {
      ...configuration,
      type: debugType,
      request: "launch",
      name: "Talk to this flow",
      program: activeFile,
      talk: true,
    };
  },

  resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: Configuration & Partial<DebugLaunch>,
  ): vscode.ProviderResult<vscode.DebugConfiguration> {
    if (!vscode.workspace.isTrusted) {
      void offerTrust();
      return undefined;
    }
    const { program, uri } = configuration;
    const found = uri ?? (program === undefined ? undefined : uriOf(program, folder)?.toString());
    if (found !== undefined) return { ...configuration, uri: found };
    void vscode.window.showErrorMessage('Name a file under "program": one of flow tests, or a flow to talk to');
    return undefined;
  },
};

/** A file named by its URI, its path, or its path in the workspace folder. */
function uriOf(program: string, folder = vscode.workspace.workspaceFolders?.[0]): vscode.Uri | undefined {
  if (/^[a-z][a-z0-9+.-]+:/i.test(program)) return vscode.Uri.parse(program);
  const active = vscode.window.activeTextEditor?.document.uri;
  // `${file}` is the active editor's, which need not be a file of this machine.
  if (active && (active.fsPath === program || active.path === program)) return active;
  if (!/^(?:[\\/]|[a-z]:)/i.test(program)) return folder && vscode.Uri.joinPath(folder.uri, program);
  return folder && folder.uri.scheme !== "file" ? folder.uri.with({ path: program }) : vscode.Uri.file(program);
}
