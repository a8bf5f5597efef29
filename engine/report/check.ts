// What lives here: answers as text for people and as JSON for programs. Pure: given facts, gives a string.

import type { Problem, Severity } from "../flow/problem.ts";
import { Lines } from "../text/lines.ts";
import { type Paint, painter } from "./paint.ts";
import { printableLine } from "./printable.ts";

export interface CheckedFile {
  readonly path: string;
  /** Null for a file that is of no known format. */
  readonly format: string | null;
  readonly text: string;
  readonly problems: readonly Problem[];
}

interface Summary {
  files: number;
  errors: number;
  warnings: number;
  infos: number;
  hints: number;
}

/** `{version: 1, files: [{path, format, problems: […]}], summary}`; lines and columns from 1. */
export function checkJson(files: readonly CheckedFile[]): string {
  const report = {
    version: 1,
    files: files.map(({ path, format, text, problems }) => {
      const lines = problems.length > 0 ? new Lines(text) : undefined;
      return {
        path,
        format,
        problems: problems.map(({ rule, severity, message, span, suggestion, fixes }) => {
          const start = lines!.position(span.start);
          const end = lines!.position(span.end);
          return {
            rule,
            severity,
            message,
            line: start.line,
            column: start.column,
            endLine: end.line,
            endColumn: end.column,
            ...(suggestion !== undefined && { suggestion }),
            ...(fixes && { fixes: fixes.map(({ title, safe }) => ({ title, safe: safe === true })) }),
          };
        }),
      };
    }),
    summary: summary(files),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** One line a problem, place first so that it can be clicked, then the totals. */
export function checkPretty(files: readonly CheckedFile[], colours: boolean): string {
  const paint = painter(colours);
  const out: string[] = [];
  for (const { path, text, problems, format } of files) {
    if (format === null && problems.length === 0) out.push(`${path}  ${paint.dim("no file that Flowproof knows")}`);
    if (problems.length === 0) continue;
    const lines = new Lines(text);
    for (const { rule, severity, message, span, related } of problems) {
      const { line, column } = lines.position(span.start);
      out.push(
        `${paint.bold(`${path}:${line}:${column}`)}  ${word(severity, paint)}  ${printableLine(message)}  ${paint.dim(rule)}`,
      );
      for (const also of related ?? []) {
        const at = lines.position(also.span.start);
        out.push(paint.dim(`    ${path}:${at.line}:${at.column}  ${printableLine(also.message)}`));
      }
    }
    out.push("");
  }
  const { errors, warnings, infos, hints } = summary(files);
  const known = files.filter(({ format }) => format !== null).length;
  const counts = [
    count(errors, "error"),
    count(warnings, "warning"),
    ...(infos > 0 ? [count(infos, "note")] : []),
    ...(hints > 0 ? [count(hints, "hint")] : []),
  ].join(", ");
  const total = `${count(known, "file")} checked: ${errors + warnings + infos + hints === 0 ? "no problems" : counts}`;
  const sure = files.reduce((sum, { problems }) => sum + problems.filter(({ fixes }) => fixes?.[0]?.safe).length, 0);
  out.push(errors > 0 ? paint.red(total) : warnings > 0 ? paint.yellow(total) : paint.green(total));
  if (sure > 0) out.push(paint.dim(`--fix mends ${sure} of them`));
  return `${out.join("\n")}\n`;
}

function summary(files: readonly CheckedFile[]): Summary {
  const total: Summary = { files: files.length, errors: 0, warnings: 0, infos: 0, hints: 0 };
  for (const { problems } of files)
    for (const { severity } of problems) {
      if (severity === "error") total.errors++;
      else if (severity === "warning") total.warnings++;
      else if (severity === "information") total.infos++;
      else total.hints++;
    }
  return total;
}

function word(severity: Severity, paint: Paint): string {
  if (severity === "error") return paint.red("error");
  if (severity === "warning") return paint.yellow("warning");
  return paint.blue(severity === "information" ? "note" : "hint");
}

/** "1 error", "2 errors". */
export function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
