import { fragileBecause } from "../flowtest/choices.ts";
import type { CaseResult } from "../flowtest/run.ts";
import { describeTrace } from "../flowtest/transcript.ts";
import type { Document } from "../formats/format.ts";
import { locate } from "../formats/locate.ts";
import { Lines, type Position } from "../text/lines.ts";
import { count } from "./check.ts";
import { painter } from "./paint.ts";

/** The cases of one file that were run. */
export interface TestedFile {
  readonly file: string;
  readonly document: Document;
  readonly results: readonly CaseResult[];
}

/** `{version: 1, cases: […], summary: {passed, failed, errored, skipped}}`; lines and columns from 1. */
export function testJson(files: readonly TestedFile[]): string {
  const cases = files.flatMap(({ document, results }) => {
    const position = positions(document);
    return results.map((result) => {
      const { id, file, name, status, durationMs, message, failures, outcome, endedAt, state, unused } = result;
      return {
        id,
        file,
        name,
        status,
        duration_ms: Number(durationMs.toFixed(3)),
        ...(message !== undefined && { message }),
        ...(failures.length > 0 && {
          failures: failures.map(({ message, expected, actual, place }) => ({
            message,
            expected,
            actual,
            ...position(place),
          })),
        }),
        ...position(result.place),
        outcome: outcome ?? null,
        ended_at_step_id: endedAt,
        trace: state?.trace.toArray() ?? [],
        says: state ? [...state.says].map(({ text }) => text) : [],
        calls: state ? [...state.calls].map(({ node, tool, args, answer }) => ({ node, tool, args, ...answer })) : [],
        variables: Object.fromEntries(state?.variables ?? []),
        named_results: Object.fromEntries(state?.results ?? []),
        fragile: fragileChoices(result),
        unused_turns: unused.length,
      };
    });
  });
  return `${JSON.stringify({ version: 1, cases, summary: summary(files) }, null, 2)}\n`;
}

/** One line a case; below one that did not pass, why, and how the conversation went. */
export function testPretty(files: readonly TestedFile[], colours: boolean): string {
  const paint = painter(colours);
  const out: string[] = [];
  for (const { file, document, results } of files) {
    out.push(paint.bold(file));
    const position = positions(document);
    for (const result of results) {
      const { name, status, message, failures, durationMs } = result;
      const time = paint.dim(`${durationMs.toFixed(durationMs < 10 ? 1 : 0)} ms`);
      if (status === "passed") out.push(`  ${paint.green("✓")} ${name}  ${time}`);
      else if (status === "skipped") out.push(`  ${paint.yellow("-")} ${name}  ${paint.dim(message ?? "skipped")}`);
      else {
        out.push(`  ${paint.red(status === "failed" ? "✗" : "!")} ${name}  ${time}`);
        const told = failures.length > 0 ? failures : [{ message: message ?? status, place: result.place }];
        for (const failure of told) {
          const { line, column } = position(failure.place);
          out.push(`      ${paint.red(failure.message)}`, `      ${paint.dim(`${file}:${line}:${column}`)}`);
        }
        const trace = result.flow ? describeTrace(result, result.flow) : "";
        for (const line of trace.split("\n")) if (line.trim() !== "") out.push(paint.dim(`        ${line}`));
      }
    }
    out.push("");
  }
  const { passed, failed, errored, skipped } = summary(files);
  const parts = [
    ...(failed > 0 ? [paint.red(`${failed} failed`)] : []),
    ...(errored > 0 ? [paint.red(`${errored} errored`)] : []),
    paint.green(`${passed} passed`),
    ...(skipped > 0 ? [paint.yellow(`${skipped} skipped`)] : []),
  ];
  out.push(`${count(passed + failed + errored + skipped, "case")}: ${parts.join(", ")}`);
  return `${out.join("\n")}\n`;
}

function summary(files: readonly TestedFile[]): Record<CaseResult["status"], number> {
  const total = { passed: 0, failed: 0, errored: 0, skipped: 0 };
  for (const { results } of files) for (const { status } of results) total[status]++;
  return total;
}

function fragileChoices({ choices }: CaseResult): { node: string; reason: string }[] {
  return choices.flatMap((choice) => {
    const reason = fragileBecause(choice);
    return reason === undefined ? [] : [{ node: choice.node, reason }];
  });
}

function positions(document: Document): (place: CaseResult["place"]) => Position {
  let lines: Lines | undefined;
  return (place) => {
    lines ??= new Lines(document.text);
    return lines.position(locate(document, place).start);
  };
}
