import { type CaseResult, caseIds, runCase } from "../../flowtest/run.ts";
import { type TestedFile, testJson, testPretty } from "../../report/test.ts";
import { type Command, Usage } from "../command.ts";
import { findFiles } from "../files.ts";
import { Project } from "../project.ts";

export const test: Command = {
  name: "test",
  summary: "runs flow tests",
  help: `Runs flow tests: walks each case through its flow, without cloud, model or audio.

Usage: flowproof test [paths or globs…] [--reporter pretty|json] [--grep TEXT]

A folder means every test file below it, without what .gitignore names and without node_modules; no path means
this folder, "-" means standard input.

  --grep TEXT         only cases whose name contains TEXT, whatever the case of its letters
  --reporter pretty   for people (the default)
  --reporter json     {version, cases: [{id, file, name, status, duration_ms, …}], summary}

Exit code 0: nothing failed or errored, and there was at least one case. 1: something did. 2: could not do its work.`,
  options: { reporter: { type: "string", values: ["pretty", "json"] }, grep: { type: "string" } },

  async run({ paths, options }, io) {
    const project = new Project(io);
    const wanted = typeof options.grep === "string" ? options.grep.toLowerCase() : "";
    const files: TestedFile[] = [];
    for (const { path, asked } of findFiles(paths, io.cwd)) {
      const document = await project.tryOpen(path, asked);
      if (!document?.tests) continue;
      const { tests } = document;
      const file = project.nameOf(path);
      const { flow, skills, why } = project.contextOf(path, document);
      const ids = caseIds(file, tests.cases);
      const results: CaseResult[] = [];
      for (const [i, one] of tests.cases.entries()) {
        if (!one.name.toLowerCase().includes(wanted)) continue;
        const result = runCase(one, flow, { skills, now: () => performance.now(), file, id: ids[i], why });
        results.push(result);
      }
      if (results.length > 0) files.push({ file, document, results });
    }
    const cases = files.flatMap(({ results }) => results);
    if (cases.length === 0)
      throw new Usage(wanted ? `no case has "${options.grep}" in its name` : "there are no flow tests here");
    io.out(options.reporter === "json" ? testJson(files) : testPretty(files, io.colours));
    return cases.some(({ status }) => status === "failed" || status === "errored") ? 1 : 0;
  },
};
