/**
 * The command line of `test/host/code`: the flags of VS Code that matter here, and a few of ours. Others are ignored, as
 * @vscode/test-electron passes several that only concern a desktop.
 */
import { existsSync } from "node:fs";
import path from "node:path";

export interface Flags {
  /** A folder or a `.code-workspace` file; none opens an empty window. */
  workspace: string | undefined;
  extensions: string[];
  tests: string | undefined;
  kind: "node" | "web";
  userData: string | undefined;
  extensionsFolder: string | undefined;
  vsix: string[];
  /** Ask whether the workspace is trusted, as a user's VS Code does: it is not, until someone says so. */
  askTrust: boolean;
  seconds: number;
}

export function readFlags(args: string[]): Flags {
  const values = new Map<string, string[]>();
  const free: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/s.exec(args[i]!) ?? [];
    if (name === undefined) free.push(args[i]!);
    else {
      const found = value ?? (takesValue.has(name) ? args[++i] : undefined) ?? "";
      values.set(name, [...(values.get(name) ?? []), found]);
    }
  }
  const all = (name: string) => values.get(name) ?? [];
  const last = (name: string) => all(name).at(-1);
  const folder = (name: string) => absolute(last(name));

  const workspace = free.map((name) => path.resolve(name)).find((name) => existsSync(name));
  if (free.length > 0 && !workspace) throw new Error(`There is no folder or workspace "${free[0]}"`);
  const kind = last("extensionDevelopmentKind") === "web" ? "web" : "node";
  const seconds = Number(last("timeout") ?? 240);
  if (!(seconds > 0)) throw new Error(`--timeout wants seconds, not "${last("timeout")}"`);
  return {
    workspace,
    extensions: all("extensionDevelopmentPath").map((name) => path.resolve(name)),
    tests: values.has("keep-open") ? undefined : folder("extensionTestsPath"),
    kind,
    userData: folder("user-data-dir"),
    extensionsFolder: folder("extensions-dir"),
    vsix: all("install-vsix").map((name) => path.resolve(name)),
    askTrust: values.has("workspace-trust"),
    seconds,
  };
}

const takesValue = new Set([
  "extensionDevelopmentPath",
  "extensionTestsPath",
  "extensionDevelopmentKind",
  "user-data-dir",
  "extensions-dir",
  "install-vsix",
  "timeout",
]);

function absolute(name: string | undefined): string | undefined {
  return name === undefined ? undefined : path.resolve(name);
}
