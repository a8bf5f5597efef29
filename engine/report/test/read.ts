import type { Fragile } from "../../flowtest/choices.ts";
import type { TraceRow } from "../../flowtest/transcript.ts";
import type { TraceEntry } from "../../simulate/state.ts";
import { list, object, own, text } from "../../text/value.ts";
import { coverageIn } from "../coverage/read.ts";
import type { ReportedCase, ReportedFailure, ReportedStatus, ReportedWalk, Shard, TestReport } from "./report.ts";

/** A report that the JSON reporter wrote; undefined for any other text. */
export function readReport(json: string): TestReport | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const cases = own(value, "cases");
  if (own(value, "version") !== 1 || !Array.isArray(cases)) return undefined;
  const read = cases.flatMap((one, i) => caseIn(one, i) ?? []);
  if (read.length < cases.length) return undefined;
  return {
    cases: read,
    shard: shardIn(own(value, "shard")),
    seed: number(own(value, "seed")),
    rounds: number(own(value, "rounds")),
    coverage: coverageIn(own(value, "coverage")),
  };
}

function shardIn(value: unknown): Shard | undefined {
  const index = number(own(value, "index"));
  const count = number(own(value, "count"));
  const all = number(own(value, "all"));
  return index === undefined || count === undefined || all === undefined ? undefined : { index, count, all };
}

function caseIn(value: unknown, index: number): ReportedCase | undefined {
  const id = text(own(value, "id"));
  const file = text(own(value, "file"));
  const name = text(own(value, "name"));
  const status = statuses.find((each) => each === own(value, "status"));
  if (id === undefined || file === undefined || name === undefined || !status) return undefined;
  return {
    id,
    file,
    name,
    status,
    durationMs: number(own(value, "duration_ms")) ?? 0,
    message: text(own(value, "message")),
    failures: list(own(value, "failures")).map(failureIn),
    tags: list(own(value, "tags")).filter((tag) => typeof tag === "string"),
    fragile: list(own(value, "fragile")).filter(isFragile),
    position: number(own(value, "position")) ?? index,
    ...positionIn(value),
    failedRounds: number(own(value, "failed_rounds")),
    walk: walkIn(value),
  };
}

const statuses: readonly ReportedStatus[] = ["passed", "failed", "errored", "skipped", "not_run"];

function failureIn(value: unknown): ReportedFailure {
  return {
    message: text(own(value, "message")) ?? "",
    expected: text(own(value, "expected")) ?? "",
    actual: text(own(value, "actual")) ?? "",
    ...(own(value, "byLine") === true && { byLine: true }),
    ...positionIn(value),
  };
}

function positionIn(value: unknown): { readonly line: number; readonly column: number } {
  return { line: number(own(value, "line")) ?? 1, column: number(own(value, "column")) ?? 1 };
}

/** A case that was never begun is written with an empty trace. */
function walkIn(value: unknown): ReportedWalk | undefined {
  const trace = list(own(value, "trace")).filter(isEntry);
  const conversation = list(own(value, "conversation")).filter(isRow);
  if (trace.length === 0 && conversation.length === 0) return undefined;
  return {
    outcome: text(own(value, "outcome")) ?? null,
    endedAt: text(own(value, "ended_at_step_id")) ?? null,
    trace,
    says: list(own(value, "says")).filter((each) => typeof each === "string"),
    calls: list(own(value, "calls")).filter(isCall),
    variables: object(own(value, "variables")) ?? {},
    results: object(own(value, "named_results")) ?? {},
    unusedTurns: number(own(value, "unused_turns")) ?? 0,
    conversation,
  };
}

function isEntry(value: unknown): value is TraceEntry {
  return areTexts(value, "step_id", "kind") && ["decision", "reason"].every((key) => isTextOrNothing(own(value, key)));
}

function isRow(value: unknown): value is TraceRow {
  const who = own(value, "who");
  return (
    areTexts(value, "text", "node") &&
    (who === "margin" ? areTexts(value, "note") : who === "agent" || who === "caller")
  );
}

function isCall(value: unknown): value is ReportedWalk["calls"][number] {
  return areTexts(value, "node", "tool") && object(own(value, "args")) !== undefined;
}

function isFragile(value: unknown): value is Fragile {
  return areTexts(value, "node", "reason");
}

function areTexts(value: unknown, ...keys: string[]): boolean {
  return keys.every((key) => typeof own(value, key) === "string");
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
