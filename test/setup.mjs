// Runs scripts of package.json one after another, in a clone where nothing may be installed yet:
//
//     node test/setup.mjs build unit
//
// It installs what the lock file names where that is missing or out of date, and then uses the Node that was installed.
// It itself has to run on whatever Node is there: 20 or later, without any package.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const env = { ...process.env };
const pathName = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
env[pathName] = [path.join(root, "node_modules/.bin"), env[pathName]].join(path.delimiter);

if (!isInstalled()) run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
for (const script of process.argv.slice(2)) {
  process.stdout.write(`\n> ${script}\n`);
  run("node", ["--run", script]);
}

/** Whether every package is there in the version that the lock file names; those for other platforms may be missing. */
function isInstalled() {
  const installed = packagesIn("node_modules/.package-lock.json");
  if (!installed || !existsSync(path.join(root, "node_modules/.bin/node"))) return false;
  return Object.entries(packagesIn("package-lock.json")).every(
    ([name, { version, optional }]) =>
      !name.startsWith("node_modules/") || (installed[name] ? installed[name].version === version : optional === true),
  );
}

function packagesIn(file) {
  const lock = path.join(root, file);
  return existsSync(lock) ? JSON.parse(readFileSync(lock, "utf8")).packages : undefined;
}

function run(command, args) {
  // On Windows both commands are scripts, which only a shell can start.
  const shell = process.platform === "win32";
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: "inherit", shell });
  if (error) process.stderr.write(`Could not run ${command}: ${error.message}\n`);
  if (status !== 0) process.exit(status ?? 1);
}
