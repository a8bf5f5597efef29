// The entry for an extension host in a browser: the server runs in a worker.

import { type ExtensionContext, Uri } from "vscode";
import { activate as activateAnywhere } from "./activate.ts";

/** The browser's own; the type checker is told of Node's world only. */
declare class Worker {
  constructor(url: string);
}

let running: { stop(): Promise<void> } | undefined;

export function activate(context: ExtensionContext): void {
  running = activateAnywhere(context, async (options) => {
    // Loaded only now: activation does not wait for it.
    const { LanguageClient } = await import("vscode-languageclient/browser");
    const server = Uri.joinPath(context.extensionUri, "dist/web/server.js").toString(true);
    return new LanguageClient("flowproof", "Flowproof", async () => new Worker(server), options);
  });
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}
