import type { Share } from "../../coverage/coverage.ts";
import { list, own, text } from "../../text/value.ts";
import type { CoverageReport, Item, Met, Missed } from "./report.ts";

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
  const missed = list(own(value, "missed")).flatMap(missedIn);
  return { flow, nodes, transitions, conditions, missed, met: list(own(value, "met")).flatMap(metIn) };
}

function shareIn(value: unknown): Share | undefined {
  const [total, reachable, covered] = ["total", "reachable", "covered"].map((key) => number(own(value, key)));
  return total === undefined || reachable === undefined || covered === undefined
    ? undefined
    : { total, reachable, covered };
}

function missedIn(value: unknown): Missed[] {
  const item = itemIn(value);
  const reason = text(own(value, "reason"));
  return item ? [{ ...item, ...(reason !== undefined && { reason }) }] : [];
}

function metIn(value: unknown): Met[] {
  const item = itemIn(value);
  const hits = number(own(value, "hits"));
  const cases = number(own(value, "cases"));
  if (!item || hits === undefined || cases === undefined) return [];
  return [{ ...item, hits, cases, first: list(own(value, "first")).filter((id) => typeof id === "string") }];
}

const kinds: readonly Item["kind"][] = ["node", "transition", "condition"];

function itemIn(value: unknown): Item | undefined {
  const kind = kinds.find((each) => each === own(value, "kind"));
  const node = text(own(value, "node"));
  const line = number(own(value, "line"));
  const column = number(own(value, "column"));
  if (!kind || node === undefined || line === undefined || column === undefined) return undefined;
  const transition = text(own(value, "transition"));
  const condition = text(own(value, "condition"));
  return {
    kind,
    node,
    ...(transition !== undefined && { transition }),
    ...(condition !== undefined && { condition }),
    line,
    column,
  };
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
