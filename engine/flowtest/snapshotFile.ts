import type { Document } from "../formats/format.ts";
import type { TraceEntry } from "../simulate/state.ts";
import { list, object, own, text } from "../text/value.ts";
import { entryLine, type Snapshot, type Snapshots } from "./snapshot.ts";

/** The file in which the traces of a test file are kept: beside it, called like it. */
export function snapshotFileOf(testFile: string): string {
  return `${testFile.replace(/\.jsonc?$/i, "")}.snap.json`;
}

/** Whether a case of a document may expect its trace to be the one kept; what is kept need not be read for any other. */
export function keepsTraces({ tests, text }: Pick<Document, "tests" | "text">): boolean {
  return tests !== undefined && text.includes('"snapshot"');
}

/**
 * The snapshots in a file's text. A text that is not such a file is unreadable, unless it is empty: somebody has to look at
 * it, for instance where two versions of it could not be merged. A case's entry of the wrong shape counts as not kept.
 */
export function snapshotsIn(content: string): Snapshots {
  const kept = new Map<string, Snapshot>();
  const snapshots = object(own(decoded(content), "snapshots"));
  if (!snapshots) return content.trim() === "" ? kept : unreadableSnapshots();
  for (const [name, value] of Object.entries(snapshots)) {
    const outcome = text(own(value, "outcome"));
    const trace = list(own(value, "trace")).filter(
      (entry): entry is TraceEntry =>
        typeof own(entry, "step_id") === "string" && typeof own(entry, "kind") === "string",
    );
    if (outcome !== undefined) kept.set(name, { trace, outcome, ended_at: text(own(value, "ended_at")) ?? null });
  }
  return kept;
}

/** The snapshots of a file that cannot be read. */
export function unreadableSnapshots(): Snapshots {
  return Object.assign(new Map<string, Snapshot>(), { unreadable: true });
}

/**
 * The text of a file of snapshots: a line for each entry of a trace, cases in the order of their names, so that a change of
 * one shows as just that.
 */
export function snapshotText(snapshots: Snapshots): string {
  const names = [...snapshots.keys()].sort();
  const cases = names.map((name) => {
    const { trace, outcome, ended_at } = snapshots.get(name)!;
    const entries = trace.map((entry) => `        ${entryLine(entry)}`).join(",\n");
    const written = trace.length === 0 ? "[]" : `[\n${entries}\n      ]`;
    const ended = `      "outcome": ${JSON.stringify(outcome)},\n      "ended_at": ${JSON.stringify(ended_at)}`;
    return `    ${JSON.stringify(name)}: {\n      "trace": ${written},\n${ended}\n    }`;
  });
  const all = cases.length === 0 ? "{}" : `{\n${cases.join(",\n")}\n  }`;
  return `{\n  "about": ${JSON.stringify(about)},\n  "snapshots": ${all}\n}\n`;
}

const about = "Traces that Flowproof compares flow tests with; flowproof test --update writes them anew";

function decoded(content: string): unknown {
  try {
    return JSON.parse(content.charCodeAt(0) === 0xfeff ? content.slice(1) : content);
  } catch {
    return undefined;
  }
}
