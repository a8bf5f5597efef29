import type { Problem } from "../flow/problem.ts";
import { list, object, own, text } from "../text/value.ts";
import type { CheckedFile } from "./check.ts";

/**
 * Problems that are known and do not count: how many of each, by file, rule and message. Places do not matter, so that
 * moving a node brings nothing back.
 */
export type Baseline = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What a baseline file says; undefined when it is none. */
export function readBaseline(json: string): Baseline | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const files = object(own(value, "files"));
  if (own(value, "version") !== 1 || !files) return undefined;
  return new Map(
    Object.entries(files).map(([path, entries]) => {
      const known = new Map<string, number>();
      for (const entry of list(entries)) {
        const count = own(entry, "count");
        const key = keyOf({ rule: text(own(entry, "rule")) ?? "", message: text(own(entry, "message")) ?? "" });
        known.set(key, (known.get(key) ?? 0) + (typeof count === "number" ? count : 1));
      }
      return [path, known] as const;
    }),
  );
}

/** The baseline file that knows all problems of these files: sorted, one problem a line of its own, for quiet diffs. */
export function writeBaseline(files: readonly CheckedFile[]): string {
  const known: Record<string, { rule: string; message: string; count?: number }[]> = {};
  for (const { path, problems } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (problems.length === 0) continue;
    const counts = new Map<string, { rule: string; message: string; count: number }>();
    for (const problem of problems) {
      const { rule, message } = problem;
      const same = counts.get(keyOf(problem));
      if (same) same.count++;
      else counts.set(keyOf(problem), { rule, message, count: 1 });
    }
    const entries = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
    known[path] = entries.map(({ rule, message, count }) => ({ rule, message, ...(count > 1 && { count }) }));
  }
  return `${JSON.stringify({ version: 1, files: known }, null, 2)}\n`;
}

/** The files with only the problems that a baseline does not know, and how many it knew. */
export function withoutKnown(
  files: readonly CheckedFile[],
  baseline: Baseline,
): { readonly files: CheckedFile[]; readonly known: number } {
  let known = 0;
  const left = files.map((file) => {
    const counts = new Map(baseline.get(file.path));
    const problems = file.problems.filter((problem) => {
      const count = counts.get(keyOf(problem)) ?? 0;
      if (count === 0) return true;
      counts.set(keyOf(problem), count - 1);
      known++;
      return false;
    });
    return { ...file, problems };
  });
  return { files: left, known };
}

function keyOf({ rule, message }: Pick<Problem, "rule" | "message">): string {
  return `${rule}\0${message}`;
}
