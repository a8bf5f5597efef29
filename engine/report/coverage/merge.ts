import type { Share } from "../../coverage/coverage.ts";
import { byPlace, type CoverageReport, type Item, type Met, type Missed, mostNamed } from "./report.ts";

/**
 * What the cases of several reports cover together: of each flow what all of them have missed is missed, and what one of them
 * could have come to can be reached. The flows have to be the same ones, as those of the shards of one run are.
 */
export function mergeCoverage(reports: readonly (readonly CoverageReport[])[]): CoverageReport[] {
  const flows = new Map<string, CoverageReport>();
  for (const report of reports)
    for (const one of report) {
      const before = flows.get(one.flow);
      flows.set(one.flow, before ? merged(before, one) : one);
    }
  return [...flows.values()].sort((a, b) => (a.flow < b.flow ? -1 : 1));
}

function merged(one: CoverageReport, other: CoverageReport): CoverageReport {
  const others = new Map(other.missed.map((each) => [keyOf(each), each]));
  const missed = one.missed.flatMap((each): Missed[] => {
    const same = others.get(keyOf(each));
    if (!same) return [];
    const { reason, ...rest } = each;
    return [reason === undefined || same.reason === undefined ? rest : each];
  });
  const share = (kind: Missed["kind"], { total }: Share): Share => {
    const left = missed.filter((each) => each.kind === kind);
    const unreachable = left.filter(({ reason }) => reason !== undefined).length;
    return { total, reachable: total - unreachable, covered: total - left.length };
  };
  return {
    flow: one.flow,
    nodes: share("node", one.nodes),
    transitions: share("transition", one.transitions),
    conditions: share("condition", one.conditions),
    missed,
    met: metByEither(one.met, other.met),
  };
}

function metByEither(one: readonly Met[], other: readonly Met[]): readonly Met[] {
  const all = new Map(one.map((each) => [keyOf(each), each]));
  for (const each of other) {
    const key = keyOf(each);
    const before = all.get(key);
    const { hits, cases, first } = before ?? { hits: 0, cases: 0, first: [] };
    const named = [...first, ...each.first].slice(0, mostNamed);
    all.set(key, { ...each, hits: hits + each.hits, cases: cases + each.cases, first: named });
  }
  return [...all.values()].sort(byPlace);
}

function keyOf({ kind, node, transition, condition, line, column }: Item): string {
  return JSON.stringify([kind, node, transition, condition, line, column]);
}
