import { readFileSync } from "node:fs";
import { merge, type NamedReport } from "../../report/test/merge.ts";
import { readReport } from "../../report/test/read.ts";
import { isBad } from "../../report/test/report.ts";
import { type Command, Usage } from "../command.ts";
import { findFiles } from "../files.ts";
import { Project } from "../project.ts";
import { failsGate, gateIn, isOpen } from "../test/coverage.ts";
import { output, reporterHelp, wishes } from "../test/output.ts";

export const mergeReports: Command = {
  name: "merge-reports",
  summary: "makes one report of those of several machines",
  help: `Makes one report of the JSON reports of several machines, such as those of flowproof test --shard.

Usage: flowproof merge-reports FILES… [--reporter NAME[=FILE]]

FILES are what flowproof test --reporter json=FILE has written; a folder means every JSON file below it. Parts of one
run have to be complete, and no case may be told twice.

  --min-nodes N       exit code 1 unless the cases of all reports come to N percent of the nodes that can be reached, in
                      each flow; the reports have to be of flowproof test --coverage
  --min-transitions N the same of transitions

What is told, as many as are wanted, each --reporter NAME or --reporter NAME=FILE:
${reporterHelp}

Exit code as if all cases had run here. 0: nothing failed or errored, and there was at least one case. 1: something did.
2: could not do its work, such as when a part is missing.`,
  options: {
    "min-nodes": { type: "string" },
    "min-transitions": { type: "string" },
    reporter: { type: "string", multiple: true },
  },

  async run({ paths, options }, io) {
    if (paths.length === 0) throw new Usage("say which reports to merge");
    const asked = wishes(options.reporter, io);
    const gate = gateIn(options);
    const project = new Project(io);
    const merged = merge(findFiles(paths, io.cwd).map(({ path }) => open(path, project.nameOf(path))));
    if (!merged.ok) throw new Usage(merged.why);
    if (merged.value.cases.length === 0) throw new Usage("there is no case in these reports");
    const { cases, coverage } = merged.value;
    if (!isOpen(gate) && !coverage)
      throw new Usage("there is no coverage in these reports; flowproof test --coverage adds it");
    output(merged.value, asked, io, { covered: true });
    const below = coverage ? failsGate(coverage, gate, io) : false;
    return below || cases.some(isBad) ? 1 : 0;
  },
};

function open(path: string, name: string): NamedReport {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Usage(`could not read ${name}: ${(error as Error).message}`);
  }
  const report = readReport(text);
  if (!report) throw new Usage(`${name} is no report; flowproof test --reporter json=FILE writes them`);
  return { name, report };
}
