/**
 * VS Code runs tests only on behalf of an extension under development; where the extension under test is an installed one,
 * this one, which does nothing, stands in.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

export function writeEmptyExtension(folder: string): string {
  const manifest = {
    name: "test-runner",
    publisher: "flowproof-test",
    version: "0.0.0",
    engines: { vscode: "^1.100.0" },
    main: "./empty.js",
    browser: "./empty.js",
    activationEvents: ["*"],
    capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(path.join(folder, "empty.js"), "exports.activate = () => {};\n");
  return folder;
}
