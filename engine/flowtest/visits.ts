import type { State, TraceEntry } from "../simulate/state.ts";

/** A stay at a node: from entering it until the next one is entered, as a range of the trace. */
export interface Visit {
  readonly node: string;
  readonly from: number;
  readonly to: number;
}

/** The nodes entered, in order. */
export function visitsOf({ trace }: Pick<State, "trace">): Visit[] {
  const visits: Visit[] = [];
  let node: string | undefined;
  let from = 0;
  for (let i = 0; i <= trace.length; i++) {
    const entry = trace.at(i);
    if (entry && entry.kind !== "enter") continue;
    if (node !== undefined) visits.push({ node, from, to: i });
    node = entry?.step_id;
    from = i;
  }
  return visits;
}

/** The last entry of a visit in which something was decided at its node. */
export function decidedAt({ trace }: Pick<State, "trace">, { node, from, to }: Visit): TraceEntry | undefined {
  for (let i = to - 1; i > from; i--) {
    const entry = trace.at(i)!;
    if (entry.step_id === node && entry.decision !== undefined) return entry;
  }
  return undefined;
}
