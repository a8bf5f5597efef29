import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Problem } from "../../flow/problem.ts";
import type { Document } from "../../formats/format.ts";
import { formats } from "../../formats/index.ts";
import { fixAll } from "../../lint/fixAll.ts";
import { type LintSettings, lint } from "../../lint/index.ts";
import { type Baseline, readBaseline, withoutKnown, writeBaseline } from "../../report/baseline.ts";
import { type CheckedFile, checkJson, checkPretty, count } from "../../report/check.ts";
import { Catalogues } from "../catalogues.ts";
import { type Command, type Parsed, Usage } from "../command.ts";
import { type Found, findFiles } from "../files.ts";
import type { Io } from "../io.ts";
import { Project } from "../project.ts";

export const check: Command = {
  name: "check",
  summary: "reports what is wrong with flows, agents and flow tests",
  help: `Reports what is wrong with flows, agents and flow tests.

Usage: flowproof check [paths or globs…] [--fix] [--baseline FILE] [--format pretty|json]

A folder means every file below it that Flowproof knows, without what .gitignore names and without node_modules;
no path means this folder, "-" means standard input.

  --fix               mends what can be mended without a doubt, in the files' own formatting, and reports the rest
  --baseline FILE     only problems count that FILE does not know
  --update-baseline   writes all problems into that FILE instead of reporting them
  --format pretty     for people (the default)
  --format json       {version, files: [{path, format, problems}], summary}; lines and columns count from 1

Exit code 0: no errors. 1: errors. 2: could not do its work.

Knows: ${formats.map((format) => format.title).join(", ")}.`,
  options: {
    fix: { type: "boolean" },
    baseline: { type: "string" },
    "update-baseline": { type: "boolean" },
    format: { type: "string", values: ["pretty", "json"] },
  },

  async run({ paths, options }, io) {
    const baseline = baselineOf(options, io.cwd);
    const project = new Project(io);
    const toCheck = findFiles(paths, io.cwd);
    const run: Run = { project, catalogues: new Catalogues(project, toCheck), io };
    const fixed = options.fix ? await mendAll(run, toCheck) : 0;
    const found: CheckedFile[] = [];
    for (const { path, asked } of toCheck) {
      const document = await project.tryOpen(path, asked);
      if (!document || (!document.format && !asked)) continue;
      found.push({
        path: project.nameOf(path),
        format: document.format?.id ?? null,
        text: document.text,
        problems: document.format ? lint(document, settingsFor(run, path, document)) : brokenJson(document),
      });
    }
    if (fixed > 0) io.err(`${count(fixed, "problem")} fixed\n`);
    if (baseline && options["update-baseline"]) {
      writeFileSync(baseline.file, writeBaseline(found));
      io.err(`${project.nameOf(baseline.file)} knows ${count(problemsIn(found), "problem")}\n`);
      return 0;
    }
    const { files, known } = baseline?.known ? withoutKnown(found, baseline.known) : { files: found, known: 0 };
    io.out(options.format === "json" ? checkJson(files) : checkPretty(files, io.colours));
    if (known > 0) io.err(`${count(known, "known problem")} in ${project.nameOf(baseline!.file)}\n`);
    return files.some(({ problems }) => problems.some(({ severity }) => severity === "error")) ? 1 : 0;
  },
};

/** What all files of one run are checked with. */
interface Run {
  readonly project: Project;
  readonly catalogues: Catalogues;
  readonly io: Io;
}

/** The baseline file that was asked for; `known` is absent when it is about to be written. Throws Usage. */
function baselineOf(
  options: Parsed["options"],
  cwd: string,
): { readonly file: string; readonly known?: Baseline } | undefined {
  const update = options["update-baseline"] === true;
  if (typeof options.baseline !== "string") {
    if (update) throw new Usage("--update-baseline needs --baseline FILE, to say where");
    return undefined;
  }
  const file = resolve(cwd, options.baseline);
  if (update) return { file };
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Usage(`could not read the baseline ${options.baseline}; --update-baseline writes it`);
  }
  const known = readBaseline(text);
  if (!known) throw new Usage(`${options.baseline} is no baseline; --update-baseline writes one`);
  return { file, known };
}

/** Carries out the safe fixes of all files, before any is reported on: tests are checked with the flow as it is then. */
async function mendAll(run: Run, files: readonly Found[]): Promise<number> {
  let all = 0;
  for (const { path, asked } of files) {
    const document = path === "-" ? undefined : await run.project.tryOpen(path, asked);
    if (!document?.format) continue;
    const { text, fixed } = fixAll(document, (now) => lint(now, settingsFor(run, path, now)));
    if (fixed === 0) continue;
    writeFileSync(path, text);
    run.project.replace(path, text);
    all += fixed;
  }
  return all;
}

function problemsIn(files: readonly CheckedFile[]): number {
  return files.reduce((sum, { problems }) => sum + problems.length, 0);
}

function settingsFor({ project, catalogues, io }: Run, path: string, document: Document): LintSettings {
  return {
    ...project.severitiesOf(path),
    today: new Date().toISOString().slice(0, 10),
    ...(document.tests && { context: project.contextOf(path, document) }),
    skills: catalogues.skillsFor(path, document),
    failed: (rule, error) =>
      io.err(`flowproof: the rule ${rule} failed on ${project.nameOf(path)}: ${(error as Error).stack ?? error}\n`),
  };
}

/** A file named on the command line that is of no known format: all there is to say is whether its text is JSON. */
function brokenJson(document: Document): Problem[] {
  return document
    .tree()
    .errors.filter(({ lenient }) => !lenient)
    .map(({ message, start, end }) => ({ rule: "json-syntax", severity: "error", message, span: { start, end } }));
}
