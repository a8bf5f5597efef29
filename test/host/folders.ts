/**
 * Where the test host keeps its things: all of it under `.vscode-test/` at the root, which git ignores.
 */
import path from "node:path";

export const codeServerVersion = "4.139.1";

export const root = path.resolve(import.meta.dirname, "../..");
export const hostFolder = path.join(root, ".vscode-test");
export const codeServerFolder = path.join(hostFolder, `code-server-${codeServerVersion}`);
export const vscodeFolder = path.join(codeServerFolder, "node_modules/code-server/lib/vscode");
export const screenshotFolder = path.join(hostFolder, "screenshots");
export const logFolder = path.join(hostFolder, "logs");
