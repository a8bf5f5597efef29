// What `npm start` shows: the command, checking and testing the bundled examples, then catching the broken ones. There,
// finding something is success; not being able to look is failure everywhere.

import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const good = ["examples/booking", "examples/service-request", "examples/helpdesk"];

say("Three agents, checked and tested");
flowproof(0, "check", ...good);
flowproof(0, "test", ...good);
say("How much would their tests notice? One mistake after the other is put into each flow");
for (const folder of good) flowproof(0, "mutate", `${folder}/${path.basename(folder)}.json`, folder);
say("And the broken ones, caught");
flowproof(1, "check", "examples/broken");
flowproof(1, "test", "examples/broken");
if (!process.exitCode)
  say(`To see it in the editor: open this folder in Visual Studio Code and press F5, or make the extension with
  npm run package
and install it with
  code --install-extension flowproof-vscode-${process.env.npm_package_version ?? "0.1.0"}.vsix
Then open examples/broken/booking.json.`);

/** Runs the command as a person would; `expected` is its exit code when all is as it should be. */
function flowproof(expected, ...args) {
  process.stdout.write(`$ flowproof ${args.join(" ")}\n\n`);
  const command = path.join(root, "engine/bin/flowproof.js");
  const { status } = spawnSync(process.execPath, [command, ...args], { cwd: root, stdio: "inherit" });
  process.stdout.write("\n");
  if (status === expected) return;
  process.stderr.write(`flowproof ${args[0]} ended with ${status}, expected ${expected}\n`);
  process.exitCode = 2;
}

function say(text) {
  process.stdout.write(`\n${text}\n\n`);
}
