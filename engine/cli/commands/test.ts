import { seeds } from "../../flowtest/shuffle.ts";
import type { Command } from "../command.ts";
import { askedBy, untilFailure } from "../test/asked.ts";
import { worthwhile } from "../test/jobs.ts";
import { listCases } from "../test/list.ts";
import { runOnce } from "../test/once.ts";
import { reporterHelp } from "../test/output.ts";
import { watchTests } from "../test/watch.ts";

export const test: Command = {
  name: "test",
  summary: "runs flow tests",
  help: `Runs flow tests: walks each case through its flow, without cloud, model or audio.

Usage: flowproof test [paths or globs…] [options]

A folder means every test file below it, without what .gitignore names and without node_modules; no path means
this folder, "-" means standard input.

Which cases:
  --grep TEXT         only cases whose name contains TEXT, whatever the case of its letters
  --tag TAG           only cases with this tag; with several (--tag a --tag b, or a,b) those that have any of them;
                      with "!" in front, such as --tag '!slow', only cases without it
  --shard I/N         only the I-th of N parts of these cases, for N machines; flowproof merge-reports joins them
  --list              prints these cases with their places and tags, and runs none

How:
  --watch             waits for changes of files, and runs the cases again whose flow, skills, mocks or visited nodes
                      they can affect; in a terminal a runs all, f what failed, Enter the same again, q quits
  --bail [N]          runs no more after the first case, or N cases, that failed or errored
  --random            files and cases in random order; the seed is told
  --seed SEED         the order of this seed, a number below ${seeds}
  --repeat N          runs everything N times; a case is told as its first result that failed or errored
  --until-failure     runs everything until something fails, at most ${untilFailure} times or --repeat N. A walk reads no
                      clock and draws no random number, so a case that fails once fails every time; one that does not
                      has found a mistake of Flowproof's
  --jobs N            so many threads; auto (the default) starts further ones where they pay: one for every
                      ${worthwhile} cases, at most one for two processors; coverage is measured in one

Coverage, of each flow that the cases walk: what they come through, of what any case could:
  --coverage          prints a table, and writes lcov.info, cobertura.xml and index.html
  --coverage-dir DIR  to this folder; "coverage" where nothing says
  --min-nodes N       exit code 1 unless the cases come to N percent of the nodes that can be reached, in each flow
  --min-transitions N the same of transitions
                      Of a part of the cases (--shard) both are asked of flowproof merge-reports

Traces that are kept beside the tests ("trace": "snapshot"):
  --update            writes them anew as they are now, and removes those that no case expects any more
  --ci                a case whose trace is not kept fails, as it does where the environment says CI; elsewhere its trace
                      is written

What is told, as many as are wanted, each --reporter NAME or --reporter NAME=FILE:
${reporterHelp}

Exit code 0: nothing failed or errored, and there was at least one case. 1: something did. 2: could not do its work.`,
  options: {
    grep: { type: "string" },
    tag: { type: "string", multiple: true },
    shard: { type: "string" },
    list: { type: "boolean" },
    watch: { type: "boolean" },
    bail: { type: "string", implied: "1" },
    random: { type: "boolean" },
    seed: { type: "string" },
    repeat: { type: "string" },
    "until-failure": { type: "boolean" },
    jobs: { type: "string" },
    coverage: { type: "boolean" },
    "coverage-dir": { type: "string" },
    "min-nodes": { type: "string" },
    "min-transitions": { type: "string" },
    update: { type: "boolean" },
    ci: { type: "boolean" },
    reporter: { type: "string", multiple: true },
  },

  async run(parsed, io) {
    const asked = askedBy(parsed, io);
    if (parsed.options.list) return listCases(asked, io);
    return parsed.options.watch ? watchTests(asked, io) : runOnce(asked, io);
  },
};
