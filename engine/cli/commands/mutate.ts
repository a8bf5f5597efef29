import { dirname, relative, resolve } from "node:path";
import type { Flow } from "../../flow/flow.ts";
import { inlineFlow } from "../../flowtest/context.ts";
import type { Document } from "../../formats/format.ts";
import type { TestsOfFlow } from "../../mutate/baseline.ts";
import { type MutantKind, mutantKinds } from "../../mutate/mutant.ts";
import { mutate as mutateFlow, scoreOf } from "../../mutate/mutate.ts";
import { count } from "../../report/check.ts";
import { mutateJson, mutatePretty } from "../../report/mutate.ts";
import { type Command, numberIn, Usage } from "../command.ts";
import { findFiles } from "../files.ts";
import type { Io } from "../io.ts";
import { Project } from "../project.ts";

export const mutate: Command = {
  name: "mutate",
  summary: "puts mistakes into a flow and reports those that no flow test notices",
  help: `Puts one mistake after the other into a flow and plays the flow tests that come to it.

Usage: flowproof mutate FLOW [TESTS…] [--min-score N] [--kinds LIST] [--format pretty|json]

A mistake is a transition that leads elsewhere, is missing or has changed places with the next; a condition turned
round; a variable that gets no value; a member missing from what a mocked tool answers. Without TESTS, those files
of tests below this folder count that walk the flow. No file is changed.

  --min-score N       a lower score fails, in percent
  --kinds LIST        only some, by comma: ${mutantKinds.join(", ")}
  --format pretty     for people (the default)
  --format json       {mutants, killed, survived: [{kind, message, file, line, column, …}], equivalent, score}

The score is the share of the mistakes that were noticed, without those that are proved to make no difference.

Exit code 0: done. 1: the score is below --min-score. 2: could not do its work.`,
  options: {
    "min-score": { type: "string" },
    kinds: { type: "string" },
    format: { type: "string", values: ["pretty", "json"] },
  },

  async run({ paths: [path, ...tests], options }, io) {
    if (path === undefined) throw new Usage("which flow? flowproof mutate FLOW [TESTS…]");
    const least = numberIn(options, "min-score", 0, 100);
    const kinds = kindsIn(options.kinds);
    const project = new Project(io);
    const at = path === "-" ? path : resolve(io.cwd, path);
    const document = await project.open(at);
    const flow = document.flow ?? inlineFlow(document.tests);
    if (!flow) throw new Usage(`${project.nameOf(at)} holds no flow`);
    const files = await testsOf({ at, document, flow }, tests, project, io);
    const mutation = mutateFlow(flow, files, { kinds });
    const { cases, unfit, leftOut } = mutation;
    if (cases === 0)
      throw new Usage(unfit > 0 ? `${whatFails(unfit)}; flowproof test says why` : "no case walks this flow");
    if (unfit > 0) io.err(`${whatFails(unfit)} and cannot notice anything\n`);
    if (leftOut > 0) io.err(`${count(leftOut, "mutant")} more would be possible and were left out\n`);
    const mutated = { file: project.nameOf(at), document, mutation };
    io.out(options.format === "json" ? mutateJson(mutated) : mutatePretty(mutated, io.colours));
    const { score } = scoreOf(mutation);
    return least !== undefined && score !== null && score < least ? 1 : 0;
  },
};

function whatFails(unfit: number): string {
  return `${count(unfit, "case")} of this flow ${unfit === 1 ? "does" : "do"} not pass`;
}

/** Throws Usage. */
function kindsIn(value: unknown): readonly MutantKind[] | undefined {
  if (typeof value !== "string") return undefined;
  return value.split(",").map((word) => {
    const kind = mutantKinds.find((one) => one === word.trim());
    if (!kind) throw new Usage(`--kinds has "${word.trim()}"; expected some of ${mutantKinds.join(", ")}`);
    return kind;
  });
}

/** The files of tests that walk a flow: those that are named, else those below this folder and the flow's own. */
async function testsOf(
  { at, document, flow }: { readonly at: string; readonly document: Document; readonly flow: Flow },
  named: readonly string[],
  project: Project,
  io: Io,
): Promise<TestsOfFlow[]> {
  const here = at === "-" || !relative(io.cwd, at).startsWith("..");
  const places = named.length > 0 ? named : here ? [] : [".", dirname(at)];
  const found = [...findFiles(places, io.cwd), ...(document.tests ? [{ path: at, asked: false }] : [])];
  const files = new Map<string, TestsOfFlow>();
  for (const { path, asked } of found) {
    const tests = await project.tryOpen(path, asked);
    if (!tests?.tests) {
      if (asked) throw new Usage(`${project.nameOf(path)} holds no flow tests`);
      continue;
    }
    const context = project.contextOf(path, tests);
    const { skills, snapshots } = context;
    if (context.flow === flow) files.set(path, { file: project.nameOf(path), document: tests, skills, snapshots });
    else if (asked) throw new Usage(`${project.nameOf(path)} does not walk this flow`);
  }
  return [...files.values()];
}
