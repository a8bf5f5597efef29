import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { TestReport } from "../../report/test/report.ts";
import { type Reporter, reporters } from "../../report/test/reporter.ts";
import { nearest } from "../../text/nearest.ts";
import { listOf, type Parsed, Usage } from "../command.ts";
import type { Io } from "../io.ts";

/** A report that was asked for. */
export interface Wish {
  readonly reporter: Reporter;
  /** The file it goes to, as the user named it; standard output without. */
  readonly file?: string;
}

/**
 * What `--reporter` asks for: `name` or `name=FILE`, any number of them. Where all of them go to files, people are told as
 * well: in GitHub Actions with annotations (Flowproof's choice). Throws Usage.
 */
export function wishes(asked: Parsed["options"][string], { env, cwd }: Io): Wish[] {
  const all = listOf(asked).map(wish);
  const printed = all.filter(({ file }) => file === undefined);
  checkFiles(all, cwd);
  if (printed.length > 1) {
    const [one, other] = printed.map(({ reporter }) => reporter.name);
    throw new Usage(
      `${one} and ${other} would both go to standard output; give one of them a file: --reporter ${other}=FILE`,
    );
  }
  return printed.length === 0
    ? [{ reporter: named(env.GITHUB_ACTIONS === "true" ? "github" : "pretty") }, ...all]
    : all;
}

/** The HTML page in a folder, among what was asked for: once, whoever asked. */
export function withPage(asked: readonly Wish[], folder: string, { cwd }: Io): readonly Wish[] {
  const file = join(folder, "index.html");
  const there = asked.some((each) => each.file !== undefined && resolve(cwd, each.file) === resolve(cwd, file));
  return there ? asked : [...asked, { reporter: named("html"), file }];
}

function checkFiles(all: readonly Wish[], cwd: string): void {
  const taken = new Map<string, Reporter>();
  for (const { reporter, file } of all) {
    if (file === undefined) continue;
    const path = resolve(cwd, file);
    const other = taken.get(path);
    if (other) throw new Usage(`${other.name} and ${reporter.name} would both be written to ${file}`);
    taken.set(path, reporter);
  }
}

/** Which walks a report has to hold for those who tell it. */
export function walksFor(asked: readonly Wish[]): Reporter["walks"] {
  return asked.some(({ reporter }) => reporter.walks === "all") ? "all" : "bad";
}

/** The reporters as `--help` lists them. */
export const reporterHelp = reporters.map(({ name, summary }) => `  ${name.padEnd(18)}  ${summary}`).join("\n");

/**
 * Writes what was asked for; without `covered` nobody has asked for coverage. Throws Usage for a file that cannot be
 * written.
 */
export function output(report: TestReport, asked: readonly Wish[], io: Io, { covered }: { covered: boolean }): void {
  const when = `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const look = { fromRoot: repositoryPrefix(io), when, version: process.env.FLOWPROOF_VERSION };
  for (const { reporter, file } of asked) {
    const told = covered || reporter.covers ? report : { ...report, coverage: undefined };
    const tell = (write: (piece: string) => void): void =>
      reporter.tell(told, { ...look, colours: file === undefined && io.colours }, write);
    if (file === undefined) inPieces(tell, io.out);
    else writeTo(file, tell, io.cwd);
  }
}

/** What leads from the root of a repository that GitHub Actions checked out to where the command runs. */
function repositoryPrefix({ cwd, env }: Io): string {
  const path = env.GITHUB_WORKSPACE ? relative(env.GITHUB_WORKSPACE, cwd) : "";
  return path === "" || path.startsWith("..") || isAbsolute(path) ? "" : `${path.split(sep).join("/")}/`;
}

/** Enough at a time that it is not the writing that takes long. */
const pieceSize = 1 << 16;

function inPieces(tell: (write: (piece: string) => void) => void, out: (text: string) => void): void {
  let text = "";
  tell((piece) => {
    text += piece;
    if (text.length < pieceSize) return;
    out(text);
    text = "";
  });
  if (text !== "") out(text);
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
  const names = reporters.map((one) => one.name);
  const meant = nearest(name, names);
  const right =
    meant === undefined ? `expected ${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : `did you mean "${meant}"?`;
  throw new Usage(`--reporter is "${name}"; ${right}`);
}

function writeTo(file: string, tell: (write: (piece: string) => void) => void, cwd: string): void {
  const path = resolve(cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const handle = openSync(path, "w");
    try {
      inPieces(tell, (text) => writeFileSync(handle, text));
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Usage(`could not write ${file}: ${(error as Error).message}`);
  }
}
