import type { ReportedStatus } from "../report.ts";

/** In the order in which people want to know. */
export const statuses: readonly ReportedStatus[] = ["failed", "errored", "passed", "skipped", "not_run"];

export const statusWords: Readonly<Record<ReportedStatus, string>> = {
  failed: "failed",
  errored: "errored",
  passed: "passed",
  skipped: "skipped",
  not_run: "not run",
};

export const statusMarks: Readonly<Record<ReportedStatus, string>> = {
  failed: "✗",
  errored: "!",
  passed: "✓",
  skipped: "–",
  not_run: "○",
};

/** A duration as people read it. */
export function time(ms: number): string {
  if (ms < 100) return `${ms.toFixed(1)} ms`;
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
