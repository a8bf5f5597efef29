// The entry for an extension host with Node: the server runs in a process of its own.

import type { ExtensionContext } from "vscode";
import { activate as activateAnywhere } from "./activate.ts";

let running: { stop(): Promise<void> } | undefined;

export function activate(context: ExtensionContext): void {
  running = activateAnywhere(context, async (options) => {
    // Loaded only now: activation does not wait for it.
    const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
    const server = { module: context.asAbsolutePath("dist/server.cjs"), transport: TransportKind.ipc };
    const debug = { ...server, options: { execArgv: ["--nolazy", "--inspect=6010"] } };
    return new LanguageClient("flowproof", "Flowproof", { run: server, debug }, options);
  });
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
