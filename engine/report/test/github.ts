import { pretty } from "./pretty.ts";
import { isBad, type ReportedCase } from "./report.ts";
import type { Look, Reporter } from "./reporter.ts";

/**
 * What people read, and then a line for each case that failed or errored, which GitHub shows at the place in the changed
 * file (vendor contract: workflow commands).
 */
export const github: Reporter = {
  name: "github",
  summary: "pretty, and annotations at the lines of a pull request (the default in GitHub Actions)",
  walks: "bad",
  tell(report, look, write) {
    pretty.tell(report, look, (piece) => write(withoutCommands(piece)));
    for (const one of report.cases) if (isBad(one)) for (const line of annotations(one, look)) write(`${line}\n`);
  },
};

/**
 * What people wrote is no command to the runner, which reads commands in any line of the log: a space without width breaks
 * them.
 */
function withoutCommands(text: string): string {
  return text.replace(/^(\s*:):/gm, "$1\u200b:").replaceAll("##[", "#\u200b#[");
}

function* annotations(one: ReportedCase, { fromRoot = "" }: Look): Iterable<string> {
  const { name, file, message = one.status, failures, status, line, column } = one;
  const told = failures.length > 0 ? failures : [{ message, line, column }];
  for (const failure of told) {
    const at = `file=${property(fromRoot + file)},line=${failure.line},col=${failure.column}`;
    yield `::error ${at},title=${property(`${name} ${status}`)}::${data(failure.message)}`;
  }
}

/** A command is one line, so line ends are written as GitHub reads them. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
