import { laidOut } from "../../flowtest/transcript.ts";
import { attribute, xml } from "../xml.ts";
import { type ReportedCase, summaryOf, type TestReport } from "./report.ts";
import type { Reporter } from "./reporter.ts";

/**
 * JUnit XML as CI systems read it (there is no standard; this is the part that Jenkins, GitLab, Azure and GitHub's actions
 * agree on): a suite a file, times in seconds, tags as properties, the conversation as system-out. A case that errored is
 * an `error`, one that was not run is `skipped`.
 */
export const junit: Reporter = {
  name: "junit",
  summary: "JUnit XML, for CI systems",
  walks: "all",
  tell({ cases }, _, write) {
    write(`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="flowproof" ${totals(cases)}>\n`);
    for (const [file, own] of byFile(cases)) {
      write(`  <testsuite name="${attribute(file)}" ${totals(own)} file="${attribute(file)}">\n`);
      for (const one of own) write(testcase(one));
      write("  </testsuite>\n");
    }
    write("</testsuites>\n");
  },
};

/** The cases of each file, in the order in which the files come first. */
export function byFile(cases: TestReport["cases"]): ReadonlyMap<string, readonly ReportedCase[]> {
  const files = new Map<string, ReportedCase[]>();
  for (const one of cases) {
    const own = files.get(one.file);
    if (own) own.push(one);
    else files.set(one.file, [one]);
  }
  return files;
}

function totals(cases: readonly ReportedCase[]): string {
  const { failed, errored, skipped, not_run } = summaryOf(cases);
  const time = cases.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return `tests="${cases.length}" failures="${failed}" errors="${errored}" skipped="${skipped + not_run}" time="${seconds(time)}"`;
}

function testcase(one: ReportedCase): string {
  const { name, file, line, durationMs } = one;
  const inside = [properties(one), verdict(one), conversation(one)].join("");
  const tag = `    <testcase name="${attribute(name)}" classname="${attribute(file)}" file="${attribute(file)}" line="${line}" time="${seconds(durationMs)}"`;
  return inside === "" ? `${tag}/>\n` : `${tag}>\n${inside}    </testcase>\n`;
}

function properties({ tags }: ReportedCase): string {
  if (tags.length === 0) return "";
  const all = tags.map((tag) => `        <property name="tag" value="${attribute(tag)}"/>\n`).join("");
  return `      <properties>\n${all}      </properties>\n`;
}

function verdict({ status, message = status, failures, file, line, column }: ReportedCase): string {
  if (status === "skipped" || status === "not_run") return `      <skipped message="${attribute(message)}"/>\n`;
  if (status === "errored")
    return `      <error message="${attribute(message)}" type="errored">${xml(`${file}:${line}:${column}`)}</error>\n`;
  if (status === "passed") return "";
  // Some readers take only the first of several; so there is one, which tells all.
  const told = failures.map(
    (one) =>
      `${file}:${one.line}:${one.column}  ${one.message}\n  expected: ${one.expected}\n  actual:   ${one.actual}\n`,
  );
  return `      <failure message="${attribute(message)}" type="failed">${xml(told.join(""))}</failure>\n`;
}

function conversation({ walk }: ReportedCase): string {
  if (!walk || walk.conversation.length === 0) return "";
  const lines = laidOut(walk.conversation).map(({ text }) => text);
  return `      <system-out>${xml(lines.join("\n"))}</system-out>\n`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(6);
}
