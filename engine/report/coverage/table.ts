import { percentOf, type Share } from "../../coverage/coverage.ts";
import { painter } from "../paint.ts";
import { printableLine } from "../printable.ts";
import type { CoverageReport, Missed } from "./report.ts";

const kinds = ["nodes", "transitions", "conditions"] as const;

/**
 * What tests cover, for people: a row a flow, and below the rows what no case comes to, each at its place, apart from what
 * no case can come to, with the reason. Ends with a line end.
 */
export function coverageTable(flows: readonly CoverageReport[], colours: boolean): string {
  const paint = painter(colours);
  const rows = flows.map((flow) => [flow.flow, ...kinds.map((kind) => cell(flow[kind]))]);
  if (flows.length > 1) rows.push(["all", ...kinds.map((kind) => cell(sumOf(flows.map((flow) => flow[kind]))))]);
  const table = [["Coverage", ...kinds], ...rows];
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
  const lines = table.map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i]!))
      .join("  ")
      .trimEnd(),
  );
  lines[0] = paint.bold(lines[0]!);
  for (const { flow, missed } of flows) {
    const reachable = missed.filter(({ reason }) => reason === undefined);
    const others = outOfReach(missed);
    if (reachable.length > 0) lines.push("", `${flow}: no case comes to`, ...listed(flow, reachable, paint));
    if (others.length > 0) lines.push("", `${flow}: no case can come to`, ...listed(flow, others, paint));
  }
  return `${lines.join("\n")}\n`;
}

/** Of a node that no case can come to, the node alone. */
function outOfReach(missed: readonly Missed[]): Missed[] {
  const others = missed.filter(({ reason }) => reason !== undefined);
  const nodes = new Set(others.flatMap(({ kind, node }) => (kind === "node" ? [node] : [])));
  return others.filter(({ kind, node }) => kind === "node" || !nodes.has(node));
}

/** More of one flow nobody reads in a terminal; the other forms of the report have all of them. */
const MOST = 100;

function listed(flow: string, missed: readonly Missed[], paint: ReturnType<typeof painter>): string[] {
  const file = flow.split("#")[0]!;
  const shown = missed.slice(0, MOST).map((each) => {
    const { line, column, reason } = each;
    return { at: `${file}:${line}:${column}`, what: `${nameOf(each)}${reason === undefined ? "" : `: ${reason}`}` };
  });
  const width = Math.max(...shown.map(({ at }) => at.length));
  const lines = shown.map(({ at, what }) => `  ${paint.dim(at.padEnd(width))}  ${printableLine(what)}`);
  if (missed.length > MOST) lines.push(`  and ${missed.length - MOST} more`);
  return lines;
}

/** What was missed, in words. */
export function nameOf({ kind, node, transition, condition }: Missed): string {
  if (kind === "node") return `"${node}"`;
  return `"${node}": ${transition ?? condition}`;
}

/** `78.5% 11/14 (+2 out of reach)`: of what can be reached. */
function cell(share: Share): string {
  const { reachable, covered, total } = share;
  if (total === 0) return "none";
  const rest = total > reachable ? ` (+${total - reachable} out of reach)` : "";
  return `${percent(share)} ${covered}/${reachable}${rest}`;
}

/** Rounded down, so that 100% means all. */
export function percent(share: Share): string {
  const tenths = Math.floor(percentOf(share) * 10) / 10;
  return `${tenths}%`;
}

function sumOf(shares: readonly Share[]): Share {
  const sum = (key: keyof Share): number => shares.reduce((all, share) => all + share[key], 0);
  return { total: sum("total"), reachable: sum("reachable"), covered: sum("covered") };
}
