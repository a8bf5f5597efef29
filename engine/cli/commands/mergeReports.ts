import { readFileSync } from "node:fs";
import { merge, type NamedReport } from "../../report/test/merge.ts";
import { readReport } from "../../report/test/read.ts";
import { isBad } from "../../report/test/report.ts";
import { type Command, Usage } from "../command.ts";
import { findFiles } from "../files.ts";
import { Project } from "../project.ts";
import { output, reporterHelp, wishes } from "../test/output.ts";

export const mergeReports: Command = {
  name: "merge-reports",
  summary: "makes one report of those of several machines",
  help: `Makes one report of the JSON reports of several machines, such as those of flowproof test --shard.

Usage: flowproof merge-reports FILES… [--reporter NAME[=FILE]]

FILES are what flowproof test --reporter json=FILE has written; a folder means every JSON file below it. Parts of one
run have to be complete, and no case may be told twice.

What is told, as many as are wanted, each --reporter NAME or --reporter NAME=FILE:
${reporterHelp}

Exit code as if all cases had run here. 0: nothing failed or errored, and there was at least one case. 1: something did.
2: could not do its work, such as when a part is missing.`,
  options: { reporter: { type: "string", multiple: true } },

  async run({ paths, options }, io) {
    if (paths.length === 0) throw new Usage("say which reports to merge");
    const asked = wishes(options.reporter, io);
    const project = new Project(io);
    const merged = merge(findFiles(paths, io.cwd).map(({ path }) => open(path, project.nameOf(path))));
    if (!merged.ok) throw new Usage(merged.why);
    if (merged.value.cases.length === 0) throw new Usage("there is no case in these reports");
    output(merged.value, asked, io);
    return merged.value.cases.some(isBad) ? 1 : 0;
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
