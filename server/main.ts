import { createConnection } from "vscode-languageserver/node";
import { serve } from "./server.ts";

// The client says on the command line how it wants to speak: --node-ipc or --stdio.
serve(createConnection(), { now: () => performance.now(), today: () => new Date().toISOString().slice(0, 10) });
