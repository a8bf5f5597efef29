// What lives here: the command. The only part of the engine that touches files, processes and the terminal.

import { type Command, parse, Usage } from "./command.ts";
import { check } from "./commands/check.ts";
import { generate } from "./commands/generate.ts";
import { lsp } from "./commands/lsp.ts";
import { mergeReports } from "./commands/mergeReports.ts";
import { mutate } from "./commands/mutate.ts";
import { rules } from "./commands/rules.ts";
import { simulate } from "./commands/simulate.ts";
import { test } from "./commands/test.ts";
import { type Io, processIo } from "./io.ts";
import { workInThread } from "./test/worker.ts";

workInThread();

const commands: readonly Command[] = [check, test, generate, mergeReports, mutate, simulate, rules, lsp];

const help = `Flowproof proves voice and chat agent flows before a caller hears them.

Usage: flowproof <command> [options]

${commands.map(({ name, summary }) => `  ${name.padEnd(15)}${summary}`).join("\n")}

flowproof <command> --help says more. Exit codes: 0 all is well, 1 something was found, 2 it could not do its work.
`;

/** Runs one command line and gives the exit code. Never throws. */
export async function run(args: readonly string[], io: Io = processIo()): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    io.out(help);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version" || name === "-v") {
    io.out(`${process.env.FLOWPROOF_VERSION ?? "development"}\n`);
    return 0;
  }
  const command = commands.find((one) => one.name === name);
  if (!command) {
    io.err(`flowproof: there is no command "${name}"; flowproof --help lists them\n`);
    return 2;
  }
  try {
    const parsed = parse(command, rest);
    if (parsed.options.help) {
      io.out(`${command.help}\n`);
      return 0;
    }
    return await command.run(parsed, io);
  } catch (error) {
    if (error instanceof Usage) io.err(`flowproof ${name}: ${error.message}\n`);
    else
      io.err(`flowproof ${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 2;
  }
}
