// The entry for an extension host in a browser: the server runs in a worker.

import { type ExtensionContext, Uri, workspace } from "vscode";
import { activate as activateAnywhere } from "./activate.ts";

/** The browser's own; the type checker is told of Node's world only. */
declare class Worker {
  constructor(url: string);
}

let running: { stop(): Promise<void> } | undefined;

export function activate(context: ExtensionContext): void {
  running = activateAnywhere(context, async (options) => {
    // Loaded only now: activation does not wait for it.
    const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import(
      "vscode-languageclient/browser"
    );
    const start = async () => {
      // Not the worker itself: VS Code's own `Worker` makes objects that are no instances of it.
      const worker = await startWorker(Uri.joinPath(context.extensionUri, "dist/web/server.js"));
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    return new LanguageClient("flowproof", "Flowproof", start, options);
  });
}

export function deactivate(): Promise<void> | undefined {
  return running?.stop();
}

/** A browser starts workers from the web alone; an extension on a remote machine is read through the editor. */
async function startWorker(script: Uri): Promise<Worker> {
  if (/^https?$/.test(script.scheme)) return new Worker(script.toString(true));
  const code = await workspace.fs.readFile(script);
  return new Worker(URL.createObjectURL(new Blob([new Uint8Array(code)], { type: "text/javascript" })));
}
