import type { Share } from "../../coverage/coverage.ts";
import { list, own, text } from "../../text/value.ts";
import type { CoverageReport, Missed } from "./report.ts";

/** Coverage as it was written into a JSON report; undefined where there is none that can be read. */
export function coverageIn(value: unknown): CoverageReport[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const read = value.flatMap((each) => flowIn(each) ?? []);
  return read.length === value.length ? read : undefined;
}

function flowIn(value: unknown): CoverageReport | undefined {
  const flow = text(own(value, "flow"));
  const nodes = shareIn(own(value, "nodes"));
  const transitions = shareIn(own(value, "transitions"));
  const conditions = shareIn(own(value, "conditions"));
  if (flow === undefined || !nodes || !transitions || !conditions) return undefined;
  return { flow, nodes, transitions, conditions, missed: list(own(value, "missed")).flatMap(missedIn) };
}

function shareIn(value: unknown): Share | undefined {
  const [total, reachable, covered] = ["total", "reachable", "covered"].map((key) => own(value, key));
  if (typeof total !== "number" || typeof reachable !== "number" || typeof covered !== "number") return undefined;
  return { total, reachable, covered };
}

const kinds: readonly Missed["kind"][] = ["node", "transition", "condition"];

function missedIn(value: unknown): Missed[] {
  const kind = kinds.find((each) => each === own(value, "kind"));
  const node = text(own(value, "node"));
  const [line, column] = [own(value, "line"), own(value, "column")];
  if (!kind || node === undefined || typeof line !== "number" || typeof column !== "number") return [];
  const more = ["transition", "condition", "reason"].flatMap((key) => {
    const written = text(own(value, key));
    return written === undefined ? [] : [[key, written]];
  });
  return [{ kind, node, line, column, ...Object.fromEntries(more) }];
}
