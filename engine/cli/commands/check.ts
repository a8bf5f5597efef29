import type { Problem } from "../../flow/problem.ts";
import type { Document } from "../../formats/format.ts";
import { formats } from "../../formats/index.ts";
import { type LintSettings, lint } from "../../lint/index.ts";
import { type CheckedFile, checkJson, checkPretty } from "../../report/check.ts";
import type { Command } from "../command.ts";
import { findFiles } from "../files.ts";
import type { Io } from "../io.ts";
import { Project } from "../project.ts";

export const check: Command = {
  name: "check",
  summary: "reports what is wrong with flows, agents and flow tests",
  help: `Reports what is wrong with flows, agents and flow tests.

Usage: flowproof check [paths or globs…] [--format pretty|json]

A folder means every file below it that Flowproof knows, without what .gitignore names and without node_modules;
no path means this folder, "-" means standard input.

  --format pretty   for people (the default)
  --format json     {version, files: [{path, format, problems}], summary}; lines and columns count from 1

Exit code 0: no errors. 1: errors. 2: could not do its work.

Knows: ${formats.map((format) => format.title).join(", ")}.`,
  options: { format: { type: "string", values: ["pretty", "json"] } },

  async run({ paths, options }, io) {
    const project = new Project(io);
    const files: CheckedFile[] = [];
    for (const { path, asked } of findFiles(paths, io.cwd)) {
      const document = await project.tryOpen(path, asked);
      if (!document || (!document.format && !asked)) continue;
      files.push({
        path: project.nameOf(path),
        format: document.format?.id ?? null,
        text: document.text,
        problems: document.format ? lint(document, settingsFor(project, path, document, io)) : brokenJson(document),
      });
    }
    io.out(options.format === "json" ? checkJson(files) : checkPretty(files, io.colours));
    return files.some(({ problems }) => problems.some(({ severity }) => severity === "error")) ? 1 : 0;
  },
};

function settingsFor(project: Project, path: string, document: Document, io: Io): LintSettings {
  return {
    ...project.severitiesOf(path),
    ...(document.tests && { context: project.contextOf(path, document) }),
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
