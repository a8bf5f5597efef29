import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { booking, dangling } from "./fixtures.ts";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { diagnostics?: { code: string }[]; version?: number };
  readonly result?: unknown;
}

test("in a browser's worker, where there is nothing of Node", async () => {
  // As it is built and published; `npm run build` comes first.
  const script = await readFile(new URL("../../dist/web/server.js", import.meta.url), "utf8");

  const told: Message[] = [];
  let heard = () => {};
  const scope: Record<string, unknown> = {
    postMessage(message: Message) {
      told.push(structuredClone(message)); // as a message is on its way to a page
      heard();
    },
    addEventListener() {},
    performance: { now: () => performance.now() },
    setTimeout,
    clearTimeout,
    TextEncoder,
    TextDecoder,
    console,
  };
  scope.self = scope;
  runInContext(script, createContext(scope));
  const tell = (message: object) =>
    (scope.onmessage as (event: { data: object }) => void)({ data: { jsonrpc: "2.0", ...message } });
  const when = async (fits: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const found = told.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };

  tell({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
  await when(({ id }) => id === 1);
  tell({ method: "initialized", params: {} });
  const uri = "vscode-vfs://github/o/r/booking.json";
  const textDocument = { uri, languageId: "json", version: 1, text: dangling };
  tell({ method: "textDocument/didOpen", params: { textDocument } });
  const told1 = await when(({ method }) => method === "textDocument/publishDiagnostics");
  assert.deepEqual(
    told1.params?.diagnostics?.map(({ code }) => code),
    ["unknown-target"],
  );
  tell({
    method: "textDocument/didChange",
    params: { textDocument: { uri, version: 2 }, contentChanges: [{ text: booking }] },
  });
  const told2 = await when(({ params }) => params?.version === 2);
  assert.deepEqual(told2.params?.diagnostics, []);
  tell({ id: 2, method: "textDocument/documentSymbol", params: { textDocument: { uri } } });
  assert.ok(Array.isArray((await when(({ id }) => id === 2)).result));
  tell({ id: 3, method: "shutdown" });
  await when(({ id }) => id === 3);
});
