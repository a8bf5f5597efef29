/**
 * A real VS Code without a desktop and without the internet: its own server and web workbench (see install.ts), opened in a
 * headless Chromium. Takes the flags of VS Code, so @vscode/test-electron starts it through the file `code` beside this
 * one. With `--extensionTestsPath` it ends with the tests' exit code; without, it stays open to be tried by hand.
 */
import type { ChildProcess } from "node:child_process";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumFlags, findChromium } from "./chromium.ts";
import { type ControlServer, serveControl } from "./controlServer.ts";
import { writeEmptyExtension } from "./emptyExtension.ts";
import { type Flags, readFlags } from "./flags.ts";
import { logFolder, screenshotFolder, vscodeFolder } from "./folders.ts";
import { install } from "./install.ts";
import { controlSetting, quietSettings } from "./settings.ts";
import { endServer, installVsix, listening, type ServerFolders, startServer } from "./vscodeServer.ts";

let stop!: (code: number) => void;
const stopped = new Promise<number>((resolve) => {
  stop = resolve;
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => stop(128 + os.constants.signals[signal]));
// Whoever started us may be killed without a word; then someone else becomes our parent.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && stop(1), 1000).unref();
process.stdout.on("error", () => stop(1));
process.stderr.on("error", () => stop(1));

try {
  process.exitCode = await run(readFlags(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
}
process.exit();

async function run(flags: Flags): Promise<number> {
  install();
  const temp = mkdtempSync(path.join(os.tmpdir(), "flowproof-code-"));
  const log = openLog();
  let control: ControlServer | undefined;
  let server: ChildProcess | undefined;
  let browser: Browser | undefined;
  let page: Page | undefined;
  let ending = false;
  let failed = false;
  try {
    control = await serveControl();
    const prepared = prepare(flags, temp, control.url);
    server = startServer(prepared, flags.askTrust, log.write);
    const address = await listening(server);

    browser = await chromium.launch({
      executablePath: findChromium()!,
      args: chromiumFlags,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      locale: "en-US",
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    control.drive(page);

    const fail = (why: string) => () => {
      if (ending) return;
      failed = true;
      process.stderr.write(`test host: ${why}\n`);
      stop(1);
    };
    server.on("exit", fail("VS Code's server has stopped"));
    browser.on("disconnected", fail("Chromium has stopped"));
    page.on("crash", fail("The page has crashed"));
    await listenToTests(page, log, stop);
    await page.goto(workbenchUrl(address, flags, prepared), { waitUntil: "commit" });

    if (!flags.tests) {
      process.stdout.write(`VS Code is open at ${page.url()}\nand takes clicks at ${control.url}, until Ctrl+C\n`);
      return await stopped;
    }
    const late = setTimeout(fail(`No result after ${flags.seconds} seconds`), flags.seconds * 1000);
    const code = await stopped;
    clearTimeout(late);
    if (failed) await tellWhatHappened(page, log);
    return code;
  } finally {
    ending = true;
    control?.close();
    await browser?.close().catch(() => {});
    if (server) await endServer(server);
    rmSync(temp, { recursive: true, force: true, maxRetries: 5 });
    await log.close();
  }
}

interface Prepared extends ServerFolders {
  extensions: string[];
  /** Where the workbench is to find the tests: inside an extension under development, or it will not start them in a worker. */
  tests: string | undefined;
}

function prepare(flags: Flags, temp: string, controlUrl: string): Prepared {
  const data = path.join(temp, "server");
  const extensionsFolder = flags.extensionsFolder ?? path.join(temp, "extensions");
  const extensions = [...flags.extensions];
  let tests = flags.tests;
  if (tests && !extensions.some((folder) => isInside(tests!, folder))) {
    const runner = writeEmptyExtension(path.join(temp, "runner"));
    symlinkSync(path.dirname(tests), path.join(runner, "tests"));
    extensions.push(runner);
    tests = path.join(runner, "tests", path.basename(tests));
  }
  for (const file of flags.vsix) installVsix(file, { data, extensionsFolder });

  const settings: Record<string, unknown> = {
    ...quietSettings,
    ...userSettings(flags.userData),
    [controlSetting]: controlUrl,
  };
  if (flags.kind === "web") {
    // The payload's extensionDevelopmentKind is not read where there is a server; this setting is.
    const installed = flags.vsix.length > 0 ? subfolders(extensionsFolder) : [];
    settings["remote.extensionKind"] = Object.fromEntries(
      [...extensions, ...installed].map((folder) => [extensionId(folder), ["web"]]),
    );
  }
  const folder = path.join(data, "data/User");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "settings.json"), JSON.stringify(settings, null, 2));
  return { data, extensionsFolder, extensions, tests };
}

function userSettings(userData: string | undefined): Record<string, unknown> {
  const file = userData && path.join(userData, "User/settings.json");
  return file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

function subfolders(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => path.join(folder, name))
    .filter((name) => existsSync(path.join(name, "package.json")));
}

function extensionId(folder: string): string {
  const { publisher, name } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return `${publisher}.${name}`;
}

function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return !relative.startsWith("..") && !path.isAbsolute(relative);
}

function workbenchUrl(address: string, flags: Flags, { extensions, tests }: Prepared): string {
  // The host has to be the same in the address and here.
  const remote = (file: string) => `vscode-remote://${new URL(address).host}${encodeURI(file)}`;
  const payload = extensions.map((folder) => ["extensionDevelopmentPath", remote(folder)]);
  payload.push(["skipWelcome", "true"], ["skipReleaseNotes", "true"]);
  if (tests) payload.push(["extensionTestsPath", remote(tests)]);
  if (flags.kind === "web") payload.push(["extensionDevelopmentKind", "web"]);
  const what = !flags.workspace
    ? ["ew", "true"]
    : flags.workspace.endsWith(".code-workspace")
      ? ["workspace", flags.workspace]
      : ["folder", flags.workspace];
  return `${address}/?${new URLSearchParams([what as [string, string], ["payload", JSON.stringify(payload)]])}`;
}

/** VS Code hands its whole log to a function of the page; what the extension host's console said is told apart by the caller's name. */
async function listenToTests(page: Page, log: Log, onExit: (code: number) => void): Promise<void> {
  await page.exposeFunction("flowproofTestLog", (level: string, args: unknown[], fromConsole: boolean) => {
    const line = args.map((arg) => (typeof arg === "string" ? arg : JSON.stringify(arg))).join(" ");
    log.write(`[${level}] ${line}\n`);
    if (fromConsole && !isNoise(line)) process.stdout.write(`${line}\n`);
  });
  await page.exposeFunction("codeAutomationExit", onExit);
  await page.addInitScript(() => {
    const page = globalThis as unknown as Record<string, (...args: unknown[]) => void>;
    page.codeAutomationLog = (level, args) => {
      const fromConsole = new Error().stack?.includes("$logExtensionHostMessage") ?? false;
      page.flowproofTestLog!(level, args, fromConsole);
    };
  });
}

/** What VS Code says of itself, and of the native modules that nobody built. */
function isNoise(message: string): boolean {
  return /Could not locate the bindings file|^Cannot find module '\.\/build|^Extension `vscode\./.test(message);
}

async function tellWhatHappened(page: Page, log: Log): Promise<void> {
  const file = path.join(screenshotFolder, "test-host-failed.png");
  await page.screenshot({ path: file, timeout: 5000 }).then(
    () => process.stderr.write(`test host: the window looked like ${file}\n`),
    () => {},
  );
  process.stderr.write(`test host: the log is ${log.file}, and ends with\n${log.tail()}\n`);
}

interface Log {
  file: string;
  write(text: string): void;
  tail(): string;
  close(): Promise<void>;
}

function openLog(): Log {
  mkdirSync(logFolder, { recursive: true });
  const older = readdirSync(logFolder).sort().slice(0, -9);
  for (const name of older) rmSync(path.join(logFolder, name), { force: true });
  const file = path.join(logFolder, `${new Date().toISOString().replace(/:/g, "-")}-${process.pid}.log`);
  const stream = createWriteStream(file);
  let end = "";
  return {
    file,
    write(text) {
      if (stream.writable) stream.write(text);
      end = (end + text).slice(-100_000);
    },
    tail: () =>
      end
        .split("\n")
        .filter((line) => line !== "" && !isPlumbing(line))
        .slice(-40)
        .join("\n"),
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}

/** Most of the log: stacks inside VS Code about modules that it does without. */
function isPlumbing(line: string): boolean {
  return (
    /Could not locate the bindings|Cannot find module '\.\.?\/build|Require stack:|\bnode:internal\b|from gallery/.test(
      line,
    ) || line.includes(vscodeFolder)
  );
}
