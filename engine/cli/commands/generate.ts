import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { percentOf, sharesOf } from "../../coverage/coverage.ts";
import type { Flow } from "../../flow/flow.ts";
import { testText } from "../../flowtest/testText.ts";
import type { Document } from "../../formats/format.ts";
import { appending, refusalToAppend, walksIn } from "../../generate/append.ts";
import { type Covering, cover, take } from "../../generate/index.ts";
import { transitionNamed } from "../../generate/transitionNamed.ts";
import { count } from "../../report/check.ts";
import type { Skill } from "../../simulate/state.ts";
import { fixed } from "../../text/edit.ts";
import type { Json } from "../../text/value.ts";
import { Catalogues } from "../catalogues.ts";
import { type Command, type Parsed, Usage } from "../command.ts";
import { findFiles } from "../files.ts";
import type { Io } from "../io.ts";
import { Project } from "../project.ts";

export const generate: Command = {
  name: "generate",
  summary: "writes flow tests for what no case comes through",
  help: `Writes flow tests: tries every possible answer, and writes down the shortest walks as cases that pass.

Usage: flowproof generate FLOW [--take TRANSITION] [--cover transitions|nodes] [--skills FILE] [-o OUT.flowtest.json]

Without --take, cases are written that together come through everything in the flow that can be reached. What is
left is told with the reason: that no case can come there, or that none was found.

  --take TRANSITION   one case that takes this transition: its id, or NODE>TARGET, or NODE:HANDLE such as check:error
  --cover transitions every way out of every node, and each condition both ways (the default)
  --cover nodes       every node
  --skills FILE       the catalogue of a playbook's skills; without it the one that its tests name, or beside it
  -o, --output OUT    writes this file. If it is there, what its cases come through is left out, and new cases are
                      written behind them, in the file's own formatting. Without it they go to standard output

Exit code 0: all that can be covered is, or the transition is taken. 1: something is not. 2: could not do its work.`,
  options: {
    take: { type: "string" },
    cover: { type: "string", values: ["transitions", "nodes"] },
    skills: { type: "string" },
    output: { type: "string", short: "o" },
  },

  async run({ paths, options }, io) {
    const job = await jobOf(paths, options, io);
    return typeof options.take === "string" ? takeOne(job, options.take, io) : coverAll(job, options, io);
  },
};

/** What cases are written for, and where to. */
interface Job {
  readonly project: Project;
  /** Absolute; "-" for standard input. */
  readonly path: string;
  readonly flow: Flow;
  readonly skills: readonly Skill[] | undefined;
  /** The catalogue's file, where it is one. */
  readonly skillsFile: string | undefined;
  /** The file to write, and what stands there; undefined for standard output. */
  readonly output: { readonly path: string; readonly before?: Document } | undefined;
}

async function jobOf([arg, ...more]: readonly string[], options: Parsed["options"], io: Io): Promise<Job> {
  if (arg === undefined || more.length > 0) throw new Usage("say which flow to write cases for, one at a time");
  if (options.take !== undefined && options.cover !== undefined)
    throw new Usage("--take and --cover exclude each other");
  const project = new Project(io);
  const [found, ...others] = findFiles([arg], io.cwd);
  if (!found?.asked || others.length > 0) throw new Usage(`"${arg}" is not one file`);
  const document = await project.open(found.path);
  if (!document.flow) throw new Usage(`${project.nameOf(found.path)} holds no flow`);
  const output =
    typeof options.output === "string"
      ? await outputOf(resolve(io.cwd, options.output), project, found.path)
      : undefined;
  return {
    project,
    path: found.path,
    flow: document.flow,
    output,
    ...(await skillsOf(found.path, document, options, project, output?.before && output, io)),
  };
}

/** The file to be written. Throws Usage where what is there already is of no use. */
async function outputOf(path: string, project: Project, flow: string): Promise<NonNullable<Job["output"]>> {
  if (!existsSync(path)) return { path };
  const before = await project.open(path);
  const name = project.nameOf(path);
  const why = refusalToAppend(before);
  if (why !== undefined) throw new Usage(`${name} is there already, and ${why}; name another file, or mend it`);
  const tested = project.flowOf(path, before);
  if (tested !== flow)
    throw new Usage(
      `the cases in ${name} walk ${tested === undefined ? "another flow" : project.nameOf(tested)}; name another file`,
    );
  return { path, before };
}

async function skillsOf(
  path: string,
  document: Document,
  options: Parsed["options"],
  project: Project,
  output: { readonly path: string; readonly before?: Document } | undefined,
  io: Io,
): Promise<Pick<Job, "skills" | "skillsFile">> {
  if (typeof options.skills === "string") {
    const file = resolve(io.cwd, options.skills);
    const { skills } = await project.open(file);
    if (!skills) throw new Usage(`${project.nameOf(file)} holds no skills`);
    return { skills, skillsFile: file };
  }
  // The cases that are written walk with what the file around them names.
  if (output?.before) return { skills: project.contextOf(output.path, output.before).skills, skillsFile: undefined };
  const catalogues = new Catalogues(project, []);
  const skillsFile = catalogues.fileFor(path, document);
  return { skills: skillsFile === undefined ? undefined : project.find(skillsFile)?.skills, skillsFile };
}

function takeOne(job: Job, name: string, io: Io): number {
  const { flow, skills, output } = job;
  const named = transitionNamed(flow, name);
  if ("why" in named) throw new Usage(named.why);
  const names = output?.before?.tests?.cases.map((one) => one.name);
  const found = take(flow, named.node, named.transition, { skills, names });
  if ("written" in found) {
    write(job, [found.written], io);
    return 0;
  }
  io.err(
    "unreachable" in found
      ? `No case can take ${name}: ${found.unreachable}\n`
      : `No case was found that takes ${name}: ${found.gaveUp}\n`,
  );
  return 1;
}

function coverAll(job: Job, options: Parsed["options"], io: Io): number {
  const { flow, skills, output } = job;
  const of = options.cover === "nodes" ? "nodes" : "transitions";
  const before = output?.before;
  const names = before?.tests?.cases.map(({ name }) => name);
  const found = cover(flow, { of, skills, names, walks: before && walksIn(before, flow, skills) });
  // Of nothing no file is made; whoever reads standard output gets a file of tests, be it one without cases.
  if (found.cases.length > 0 || !output) write(job, found.cases, io);
  io.err(summary(found, of, before !== undefined));
  return found.missing.every(({ certain }) => certain) ? 0 : 1;
}

function write({ project, path, output, skillsFile }: Job, cases: readonly Json[], io: Io): void {
  if (!output) {
    io.out(testText(around(path, io.cwd, skillsFile), cases));
    return;
  }
  const { before } = output;
  const text = before
    ? fixed(before, appending(before, cases))
    : testText(around(path, dirname(output.path), skillsFile), cases);
  const name = project.nameOf(output.path);
  try {
    mkdirSync(dirname(output.path), { recursive: true });
    writeFileSync(output.path, text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new Usage(`could not write ${name}: ${(error as Error).message}`);
  }
  io.err(`${count(cases.length, "case")} written to ${name}\n`);
}

/** What a file of tests in a folder says of the flow at a path, and of the catalogue. */
function around(path: string, folder: string, skillsFile: string | undefined): Parameters<typeof testText>[0] {
  const flow = path === "-" ? "flow.json" : nameFrom(folder, path);
  return { flow, ...(skillsFile !== undefined && { skills: nameFrom(folder, skillsFile) }) };
}

/** How a flow test in a folder names a file. */
function nameFrom(folder: string, path: string): string {
  const name = relative(folder, path).split(sep).join("/");
  return name.startsWith(".") ? name : `./${name}`;
}

function summary({ cases, coverage, missing }: Covering, of: "transitions" | "nodes", more: boolean): string {
  const share = sharesOf(coverage)[of];
  const reached =
    share.reachable === 0
      ? `there are no ${of} that can be reached`
      : `${share.covered} of ${share.reachable} ${of} that can be reached, ${Math.floor(percentOf(share))} %`;
  const lines = [
    `${count(cases.length, more ? "new case" : "case")}; ${reached}`,
    ...missing.map(({ name, why, certain }) => `  ${certain ? "cannot be reached" : "not found"}: ${name} (${why})`),
  ];
  return `${lines.join("\n")}\n`;
}
