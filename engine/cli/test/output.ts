import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { TestReport } from "../../report/test/report.ts";
import { type Reporter, reporters } from "../../report/test/reporter.ts";
import { Usage } from "../command.ts";
import type { Io } from "../io.ts";

/** A report that was asked for. */
export interface Wish {
  readonly reporter: Reporter;
  /** The file it goes to, as the user named it; standard output without. */
  readonly file?: string;
}

/**
 * What `--reporter` asks for: `name` or `name=FILE`, any number of them. Where all of them go to files, people are told as
 * well. Throws Usage.
 */
export function wishes(asked: readonly string[]): Wish[] {
  const all = asked.map(wish);
  const printed = all.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    const [one, other] = printed.map(({ reporter }) => reporter.name);
    throw new Usage(
      `${one} and ${other} would both go to standard output; give one of them a file: --reporter ${other}=FILE`,
    );
  }
  return printed.length === 0 ? [{ reporter: named("pretty") }, ...all] : all;
}

/** Writes what was asked for. Throws Usage for a file that cannot be written. */
export function output(report: TestReport, asked: readonly Wish[], io: Io): void {
  for (const { reporter, file } of asked) {
    const colours = file === undefined && io.colours;
    const text = reporter.tell(report, { colours });
    if (file === undefined) io.out(text);
    else write(file, text, io.cwd);
  }
}

function wish(asked: string): Wish {
  const [name, ...rest] = asked.split("=");
  const file = rest.length > 0 ? rest.join("=") : undefined;
  if (file === "") throw new Usage(`--reporter ${asked} names no file; write --reporter ${name}=FILE`);
  return { reporter: named(name!), file };
}

function named(name: string): Reporter {
  const found = reporters.find((one) => one.name === name);
  if (found) return found;
  throw new Usage(`--reporter is "${name}"; expected ${reporters.map((one) => one.name).join(" or ")}`);
}

function write(file: string, text: string, cwd: string): void {
  try {
    writeFileSync(resolve(cwd, file), text);
  } catch (error) {
    throw new Usage(`could not write ${file}: ${(error as Error).message}`);
  }
}
