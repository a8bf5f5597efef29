/**
 * Makes the machine ready to run the extension in a real VS Code: `node test/host/install.ts`.
 * Puts code-server, which carries VS Code's web workbench, into `.vscode-test/`, from npm alone and without a compiler, and sees
 * to it that there is a Chromium. A second call finds the stamp and returns at once; the stamp is written last, so a
 * call that was interrupted starts over.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findChromium } from "./chromium.ts";
import { codeServerFolder, codeServerVersion, vscodeFolder } from "./folders.ts";

const stamp = path.join(codeServerFolder, "installed");
/** Native modules stay unbuilt: VS Code complains about the missing ones and does without them. */
const npmInstall = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

export function install(): void {
  installCodeServer();
  installChromium();
}

function installCodeServer(): void {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === codeServerVersion) return;
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 24)
    throw new Error(`The test host wants Node 24, this is ${process.version}; run it through an npm script`);

  rmSync(codeServerFolder, { recursive: true, force: true });
  mkdirSync(codeServerFolder, { recursive: true });
  // Without a package.json of its own npm would walk up and install into ours.
  writeFileSync(path.join(codeServerFolder, "package.json"), '{ "private": true }\n');
  say(`installing code-server ${codeServerVersion} into ${path.relative(process.cwd(), codeServerFolder)}`);
  run("npm", [...npmInstall, `code-server@${codeServerVersion}`], codeServerFolder);
  say("installing what VS Code needs");
  run("npm", [...npmInstall, "--omit=dev"], vscodeFolder);
  say("installing what its built-in extensions need");
  run("npm", [...npmInstall, "--omit=dev"], path.join(vscodeFolder, "extensions"));
  writeFileSync(stamp, codeServerVersion);
  say("VS Code is ready");
}

function installChromium(): void {
  if (findChromium()) return;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version"))
    throw new Error(
      "No Chromium found. Install it (Debian and Ubuntu: sudo apt-get install chromium; Fedora: sudo dnf install chromium; " +
        "macOS: brew install --cask chromium), or set FLOWPROOF_CHROMIUM to the path of a Chromium or Chrome",
    );
  say("installing Chromium from Debian");
  run("apt-get", ["update", "-q"]);
  run("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"]);
  if (!findChromium())
    throw new Error("apt-get installed chromium, but there is no /usr/bin/chromium; set FLOWPROOF_CHROMIUM");
}

function run(command: string, args: string[], folder?: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" } as NodeJS.ProcessEnv;
  // Inside an npm script npm is told through the environment which project it works on; this is another one.
  for (const name of ["npm_config_local_prefix", "npm_config_prefix", "npm_config_workspace", "INIT_CWD"])
    delete env[name];
  env.PATH = [path.dirname(process.execPath), env.PATH].join(path.delimiter);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status === 0) return;
  const tail = `${stdout ?? ""}${stderr ?? ""}`.trim().split("\n").slice(-30).join("\n");
  throw new Error(`Could not run "${command} ${args.join(" ")}": ${error?.message ?? `exit code ${status}`}\n${tail}`);
}

function say(line: string): void {
  process.stdout.write(`test host: ${line}\n`);
}

if (import.meta.main) {
  try {
    install();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
