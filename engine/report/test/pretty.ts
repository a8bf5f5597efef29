import { fragileWords } from "../../flowtest/choices.ts";
import { laidOut } from "../../flowtest/transcript.ts";
import { count } from "../check.ts";
import { coverageTable } from "../coverage/table.ts";
import { type Paint, painter } from "../paint.ts";
import { printable, printableLine } from "../printable.ts";
import { lineDifference } from "./lineDifference.ts";
import { type ReportedCase, summaryOf, type TestReport } from "./report.ts";
import type { Reporter } from "./reporter.ts";

/** One line a case; below one that did not pass, why, and how the conversation went. */
export const pretty: Reporter = {
  name: "pretty",
  summary: "for people (the default)",
  walks: "bad",
  tell(report, { colours }, write) {
    const paint = painter(colours);
    const out: string[] = [];
    let file: string | undefined;
    for (const one of report.cases) {
      if (one.status === "not_run") continue;
      if (one.file !== file) {
        if (file !== undefined) out.push("");
        out.push(paint.bold(printableLine(one.file)));
        file = one.file;
      }
      tellCase(one, paint, out);
    }
    if (out.length > 0) out.push("");
    if (report.coverage) out.push(coverageTable(report.coverage, colours));
    out.push(totals(report, paint));
    write(`${out.join("\n")}\n`);
  },
};

function tellCase(one: ReportedCase, paint: Paint, out: string[]): void {
  const { status, durationMs, walk } = one;
  const name = printableLine(one.name);
  const file = printableLine(one.file);
  const message = one.message === undefined ? undefined : printableLine(one.message);
  const time = paint.dim(`${durationMs.toFixed(durationMs < 10 ? 1 : 0)} ms`);
  const thread = fragileWords(one.fragile);
  if (status === "passed")
    return void out.push(
      `  ${paint.green("✓")} ${name}  ${time}${thread ? `  ${paint.dim(printableLine(thread))}` : ""}`,
    );
  if (status === "skipped") return void out.push(`  ${paint.yellow("-")} ${name}  ${paint.dim(message ?? "skipped")}`);
  const often = one.failedRounds === undefined ? "" : `  ${paint.red(`in ${count(one.failedRounds, "round")}`)}`;
  out.push(`  ${paint.red(status === "failed" ? "✗" : "!")} ${name}  ${time}${often}`);
  const told = one.failures.length > 0 ? one.failures : [{ message: message ?? status, ...place(one) }];
  for (const failure of told) {
    const { message, line, column } = failure;
    out.push(`      ${paint.dim(`${file}:${line}:${column}`)}  ${paint.red(printableLine(message))}`);
    if ("byLine" in failure && failure.byLine)
      for (const text of lineDifference(failure.expected, failure.actual, paint)) out.push(`        ${text}`);
  }
  for (const { text } of laidOut(walk?.conversation ?? []))
    if (text.trim() !== "") out.push(paint.dim(`        ${printable(text)}`));
}

function place({ line, column }: ReportedCase): { line: number; column: number } {
  return { line, column };
}

/** How many cases came to what, in a line. */
export function totals({ cases, shard, seed, rounds = 1 }: TestReport, paint: Paint): string {
  const { passed, failed, errored, skipped, not_run } = summaryOf(cases);
  const parts = [
    ...(failed > 0 ? [paint.red(`${failed} failed`)] : []),
    ...(errored > 0 ? [paint.red(`${errored} errored`)] : []),
    ...(passed > 0 || cases.length === skipped + not_run ? [paint.green(`${passed} passed`)] : []),
    ...(skipped > 0 ? [paint.yellow(`${skipped} skipped`)] : []),
    ...(not_run > 0 ? [paint.yellow(`${not_run} not run`)] : []),
  ];
  const how = [
    ...(shard ? [`part ${shard.index} of ${shard.count}`] : []),
    ...(rounds > 1 ? [`${rounds} rounds`] : []),
    ...(seed === undefined ? [] : [`in the order of --seed ${seed}`]),
  ];
  return `${count(cases.length, "case")}: ${parts.join(", ")}${how.length > 0 ? paint.dim(` (${how.join(", ")})`) : ""}`;
}
