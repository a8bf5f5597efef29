// What lives here: what came of a run of flow tests, as data that survives being written as JSON, and one file for each
// way of telling it. A report that was merged from those of several machines is the same as one that was made here.

import { type Fragile, fragileAmong } from "../../flowtest/choices.ts";
import type { CaseResult } from "../../flowtest/run.ts";
import { type TraceRow, traceRows } from "../../flowtest/transcript.ts";
import type { Document } from "../../formats/format.ts";
import { locate } from "../../formats/locate.ts";
import type { Call, Say, ToolAnswer, TraceEntry } from "../../simulate/state.ts";
import { Lines, type Position } from "../../text/lines.ts";
import type { CoverageReport } from "../coverage/report.ts";

/** What came of a run. */
export interface TestReport {
  readonly cases: readonly ReportedCase[];
  /** The part of all chosen cases that was run here. */
  readonly shard?: Shard;
  /** What the order of the cases was drawn from; absent where it is that of the files. */
  readonly seed?: number;
  /** How often each case was run, where that is more than once. */
  readonly rounds?: number;
  /** What the cases cover of their flows, where that was asked for. */
  readonly coverage?: readonly CoverageReport[];
}

/** One of `count` parts, from 1, of `all` cases. */
export interface Shard {
  readonly index: number;
  readonly count: number;
  readonly all: number;
}

/** `not_run`: the run was over before it was this one's turn. */
export type ReportedStatus = CaseResult["status"] | "not_run";

/** What came of a case. Lines and columns count from 1, positions from 0. */
export interface ReportedCase extends Position {
  readonly id: string;
  /** The test file, as the user knows it. */
  readonly file: string;
  readonly name: string;
  readonly status: ReportedStatus;
  readonly durationMs: number;
  /** What differed first, or why there is no verdict. */
  readonly message?: string;
  readonly failures: readonly ReportedFailure[];
  readonly tags: readonly string[];
  /** The choices on its way that hang by a thread. */
  readonly fragile: readonly Fragile[];
  /** Its place among all cases that were chosen, whatever order they ran in and on how many machines. */
  readonly position: number;
  /** How often it did not pass, where it was run several times. */
  readonly failedRounds?: number;
  /** How it went; absent where that is not wanted, and where there was no walk. */
  readonly walk?: ReportedWalk;
}

export interface ReportedFailure extends Position {
  readonly message: string;
  /** Two texts to lay side by side. */
  readonly expected: string;
  readonly actual: string;
  /** They are long, and to be compared line by line. */
  readonly byLine?: true;
}

/** A walk as data. */
export interface ReportedWalk {
  readonly outcome: string | null;
  readonly endedAt: string | null;
  readonly trace: readonly TraceEntry[];
  readonly says: readonly string[];
  readonly calls: readonly (Pick<Call, "node" | "tool" | "args"> & Partial<ToolAnswer>)[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly results: Readonly<Record<string, unknown>>;
  readonly unusedTurns: number;
  /** The walk as a conversation with margin notes. */
  readonly conversation: readonly TraceRow[];
}

/** How many cases came to what. */
export type Summary = Readonly<Record<ReportedStatus, number>>;

export function summaryOf(cases: readonly Pick<ReportedCase, "status">[]): Summary {
  const total = { passed: 0, failed: 0, errored: 0, skipped: 0, not_run: 0 };
  for (const { status } of cases) total[status]++;
  return total;
}

/** Whether a case is one that people have to look at. */
export function isBad({ status }: Pick<ReportedCase, "status">): boolean {
  return status === "failed" || status === "errored";
}

/** What is known of a case besides what came of it. */
export interface CaseFacts {
  readonly tags: readonly string[];
  readonly position: number;
  /** Finds where something is written in the test file; see `positionsIn`. */
  readonly at: (place: CaseResult["place"]) => Position;
}

/** A result as data. Walks of cases that are as they should be are left out unless `walks` asks for all. */
export function reported(result: CaseResult, facts: CaseFacts, walks: "all" | "bad"): ReportedCase {
  const { id, file, name, status, durationMs, message, failures, place } = result;
  const { tags, position, at } = facts;
  return {
    id,
    file,
    name,
    status,
    durationMs,
    message,
    failures: failures.map(({ place, ...failure }) => ({ ...failure, ...at(place) })),
    tags,
    fragile: fragileAmong(result.choices),
    position,
    ...at(place),
    walk: walks === "all" || isBad(result) ? walkOf(result) : undefined,
  };
}

function walkOf(result: CaseResult): ReportedWalk | undefined {
  const { outcome, endedAt, state, flow, unused } = result;
  if (!state || !flow) return undefined;
  return {
    outcome: outcome ?? null,
    endedAt,
    trace: state.trace.toArray(),
    says: [...state.says].map(({ text }: Say) => text),
    calls: [...state.calls].map(({ node, tool, args, answer }) => ({ node, tool, args, ...answer })),
    variables: Object.fromEntries(state.variables),
    results: Object.fromEntries(state.results),
    unusedTurns: unused.length,
    conversation: traceRows(result, flow),
  };
}

/** Where things are written in a file; its lines are counted when the first is asked for. */
export function positionsIn(document: Document): CaseFacts["at"] {
  let lines: Lines | undefined;
  return (place) => {
    lines ??= new Lines(document.text);
    return lines.position(locate(document, place).start);
  };
}
