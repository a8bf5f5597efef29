/**
 * VS Code's server as a process: started, listened to, ended; and asked to install packaged extensions.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { vscodeFolder } from "./folders.ts";

export interface ServerFolders {
  data: string;
  extensionsFolder: string;
}

export function startServer(
  { data, extensionsFolder }: ServerFolders,
  askTrust: boolean,
  log: (text: string) => void,
): ChildProcess {
  const args = ["out/server-main.js", "--host", "127.0.0.1", "--port", "0", "--without-connection-token"];
  args.push("--accept-server-license-terms", "--disable-telemetry", "--enable-smoke-test-driver");
  args.push("--server-data-dir", data, "--extensions-dir", extensionsFolder);
  if (!askTrust) args.push("--disable-workspace-trust");
  // A process group of its own, so that its children end with it.
  const server = spawn(process.execPath, args, {
    cwd: vscodeFolder,
    env: serverEnv(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => log(text));
  return server;
}

/** Without ELECTRON_RUN_AS_NODE and the like, which a VS Code that started us may have left; and with no marketplace to ask. */
function serverEnv(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)));
  return { ...env, EXTENSIONS_GALLERY: "{}" };
}

/** Where the workbench is, once it is there. */
export function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = "";
    const read = (text: string) => {
      seen += text;
      const address = /Web UI available at (http:\/\/localhost:\d+)/.exec(seen)?.[1];
      if (!address) return;
      server.stdout!.off("data", read);
      resolve(address);
    };
    server.stdout!.on("data", read);
    server.stderr!.on("data", (text: string) => {
      seen += text;
    });
    server.once("exit", (code) =>
      reject(new Error(`VS Code's server ended with ${code} before it listened\n${seen.slice(-4000)}`)),
    );
  });
}

export async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once("exit", resolve));
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-server.pid!, name);
    } catch {
      // Already gone.
    }
  };
  signal("SIGTERM");
  const force = setTimeout(signal, 3000, "SIGKILL");
  await gone;
  clearTimeout(force);
  signal("SIGKILL");
}

export function installVsix(file: string, { data, extensionsFolder }: ServerFolders): void {
  if (!existsSync(file)) throw new Error(`There is no "${file}" to install`);
  const args = ["out/server-main.js", "--install-extension", file, "--force", "--extensions-dir", extensionsFolder];
  args.push("--server-data-dir", data, "--accept-server-license-terms", "--disable-telemetry");
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: vscodeFolder,
    env: serverEnv(),
    encoding: "utf8",
  });
  if (status !== 0 || !stdout.includes("was successfully installed"))
    throw new Error(`Could not install ${path.basename(file)}\n${stdout}${stderr}`);
}
