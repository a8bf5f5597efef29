import { isBad, type TestReport } from "../../report/test/report.ts";
import { reporters } from "../../report/test/reporter.ts";
import { type Command, listOf, type Parsed } from "../command.ts";
import { findFiles } from "../files.ts";
import { Project } from "../project.ts";
import { output, wishes } from "../test/output.ts";
import { play, type Watcher } from "../test/play.ts";
import { select, type Wanted } from "../test/select.ts";

export const test: Command = {
  name: "test",
  summary: "runs flow tests",
  help: `Runs flow tests: walks each case through its flow, without cloud, model or audio.

Usage: flowproof test [paths or globs…] [--grep TEXT] [--tag TAG] [--reporter NAME[=FILE]]

A folder means every test file below it, without what .gitignore names and without node_modules; no path means
this folder, "-" means standard input.

Which cases:
  --grep TEXT         only cases whose name contains TEXT, whatever the case of its letters
  --tag TAG           only cases with this tag; with several (--tag a --tag b, or a,b) those that have any of them;
                      with "!" in front, such as --tag '!slow', only cases without it

What is told, as many as are wanted, each --reporter NAME or --reporter NAME=FILE:
${reporters.map(({ name, summary }) => `  ${name.padEnd(18)}  ${summary}`).join("\n")}

Exit code 0: nothing failed or errored, and there was at least one case. 1: something did. 2: could not do its work.`,
  options: {
    grep: { type: "string" },
    tag: { type: "string", multiple: true },
    reporter: { type: "string", multiple: true },
  },

  async run({ paths, options }, io) {
    const asked = wishes(listOf(options.reporter));
    const project = new Project(io);
    const chosen = await select(project, findFiles(paths, io.cwd), wantedBy(options));
    const watchers: Watcher[] = [];
    const walks = asked.some(({ reporter }) => reporter.walks === "all") ? "all" : "bad";
    const report: TestReport = { cases: play(chosen, { walks, watchers }) };
    output(report, asked, io);
    return report.cases.some(isBad) ? 1 : 0;
  },
};

function wantedBy({ grep, tag }: Parsed["options"]): Wanted {
  const tags = listOf(tag).flatMap((tags) => tags.split(","));
  const named = tags.map((each) => each.trim()).filter((each) => each !== "");
  return {
    grep: typeof grep === "string" ? grep : undefined,
    tags: named.filter((each) => !each.startsWith("!")),
    without: named.filter((each) => each.startsWith("!")).map((each) => each.slice(1)),
  };
}
