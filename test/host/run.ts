/**
 * Runs tests of the extension in an editor: by default in our own host (see code.ts), which needs neither a desktop nor the
 * internet; with `--desktop` on the command line in the build that @vscode/test-electron downloads.
 */

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import { writeEmptyExtension } from "./emptyExtension.ts";
import { hostFolder, root } from "./folders.ts";
import { install } from "./install.ts";
import { onlySetting, quietSettings } from "./settings.ts";

export interface EditorRun {
  /** A folder, copied before VS Code opens it, so that tests may change it; or a `.code-workspace` file, whose folder is copied. */
  workspace?: string;
  /** The bundle whose `run()` is called: CommonJS, for the browser when the kind is web, with `vscode` external. */
  tests: string;
  /** The extension host: a process with Node, or a worker in the browser. */
  kind?: "node" | "web";
  /** A packaged extension to install; without one, the extension is the project itself. */
  vsix?: string;
  /** The folder of the extension, where it is not the project's root. */
  extension?: string;
  /** False opens the workspace as one that nobody has said to trust. */
  trust?: boolean;
  /** User settings. */
  settings?: Record<string, unknown>;
  /** Only tests with this in their name; `--only=` on the command line says the same. */
  only?: string;
  seconds?: number;
}

/** Rejects when a test failed, or when VS Code did not get as far as running them. */
export async function runInEditor(options: EditorRun): Promise<void> {
  const { kind = "node", trust = true, extension = root } = options;
  const desktop = process.argv.includes("--desktop");
  if (desktop && !trust)
    return void process.stdout.write("skipped: @vscode/test-electron trusts every workspace, run without --desktop\n");

  const temp = realpathSync(mkdtempSync(path.join(os.tmpdir(), "flowproof-test-")));
  const clean = () => rmSync(temp, { recursive: true, force: true, maxRetries: 5 });
  const end = () => process.exit(143);
  process.on("exit", clean).on("SIGTERM", end);
  try {
    const only = options.only ?? process.argv.find((arg) => arg.startsWith("--only="))?.slice("--only=".length);
    const settings = { ...quietSettings, ...options.settings, ...(only ? { [onlySetting]: only } : {}) };
    mkdirSync(path.join(temp, "user/User"), { recursive: true });
    writeFileSync(path.join(temp, "user/User/settings.json"), JSON.stringify(settings, null, 2));
    const extensionsFolder = path.join(temp, "extensions");
    const launchArgs = [`--user-data-dir=${path.join(temp, "user")}`, `--extensions-dir=${extensionsFolder}`];
    if (options.workspace) launchArgs.unshift(copy(options.workspace, temp));
    if (kind === "web") launchArgs.push("--extensionDevelopmentKind=web");

    const common = { extensionTestsPath: path.resolve(options.tests), launchArgs };
    if (desktop) {
      const vscodeExecutablePath = await downloadAndUnzipVSCode({ cachePath: hostFolder });
      if (options.vsix) installOnDesktop(vscodeExecutablePath, options.vsix, launchArgs);
      const extensionDevelopmentPath = options.vsix ? writeEmptyExtension(path.join(temp, "runner")) : extension;
      await runTests({ ...common, vscodeExecutablePath, extensionDevelopmentPath });
      return;
    }
    install();
    if (!trust) launchArgs.push("--workspace-trust");
    if (options.vsix) launchArgs.push(`--install-vsix=${path.resolve(options.vsix)}`);
    if (options.seconds) launchArgs.push(`--timeout=${options.seconds}`);
    const vscodeExecutablePath = path.join(import.meta.dirname, "code");
    await runTests({ ...common, vscodeExecutablePath, extensionDevelopmentPath: options.vsix ? [] : extension });
  } finally {
    process.off("exit", clean).off("SIGTERM", end);
    clean();
  }
}

function copy(workspace: string, temp: string): string {
  const isFile = workspace.endsWith(".code-workspace");
  const from = path.resolve(isFile ? path.dirname(workspace) : workspace);
  const to = path.join(temp, path.basename(from));
  cpSync(from, to, { recursive: true });
  return isFile ? path.join(to, path.basename(workspace)) : to;
}

function installOnDesktop(executable: string, vsix: string, launchArgs: string[]): void {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  const folders = launchArgs.filter((arg) => /^--(user-data|extensions)-dir=/.test(arg));
  const all = [...args, ...folders, "--install-extension", path.resolve(vsix), "--force"];
  const { status } = spawnSync(cli!, all, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) throw new Error(`Could not install ${vsix}: code ended with ${status}`);
}
