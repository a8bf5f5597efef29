import { percentOf, type Share } from "../../coverage/coverage.ts";
import type { CoverageReport, Missed } from "./report.ts";
import { nameOf, percent } from "./table.ts";

/** How much of every flow has to be covered, in percent of what is reachable. */
export interface Gate {
  readonly nodes?: number;
  readonly transitions?: number;
}

/** What of flows is covered less than it has to be: one sentence for each. A gate holds for each flow by itself. */
export function belowGate(flows: readonly CoverageReport[], gate: Gate): string[] {
  return flows.flatMap((flow) => [
    ...below(flow, "nodes", flow.nodes, gate.nodes),
    ...below(flow, "transitions", flow.transitions, gate.transitions),
  ]);
}

/** Enough to know where to begin. */
const MOST_NAMED = 5;

function below({ flow, missed }: CoverageReport, what: string, share: Share, least = 0): string[] {
  if (percentOf(share) >= least) return [];
  const names = missed.filter((each) => isOf(each, what)).map(nameOf);
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return [
    `${flow}: cases cover ${percent(share)} of the ${what}, expected ${least}%; missed: ${names.slice(0, MOST_NAMED).join(", ")}${more}`,
  ];
}

function isOf({ kind, reason }: Missed, what: string): boolean {
  return `${kind}s` === what && reason === undefined;
}
