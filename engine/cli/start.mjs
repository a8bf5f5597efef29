// What `npm start` shows: the command, checking and testing the examples. One of them is broken on purpose, so finding
// something is success here; not being able to look is failure.

import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

for (const command of ["check", "test"]) {
  process.stdout.write(`\n$ flowproof ${command} examples\n\n`);
  const args = [path.join(root, "engine/bin/flowproof.js"), command, "examples"];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0 && status !== 1) process.exitCode = status ?? 2;
}
