import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
const bin = join(root, "engine/bin/flowproof.js");

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Where {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the command as a process of its own, as it is published, on any machine as on one of no CI system. */
export function start(args: readonly string[], { cwd = root, env = {} }: Where): ChildProcessWithoutNullStreams {
  if (!existsSync(join(root, "engine/dist/cli.js")))
    throw new Error("The command is not built; npm run build makes it");
  return spawn(process.execPath, [bin, ...args], { cwd, env: { ...process.env, CI: "", GITHUB_ACTIONS: "", ...env } });
}

/** Runs the command to its end. */
export function flowproof(args: readonly string[], { stdin = "", ...where }: Where = {}): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = start(args, where);
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.on("error", failed);
    child.on("close", (code) => done({ code, out, err }));
    child.stdin.end(stdin);
  });
}

/** A folder that is gone when the test is over. */
export function folder(test: { after(done: () => void): void }): string {
  const path = mkdtempSync(join(tmpdir(), "flowproof-"));
  test.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
