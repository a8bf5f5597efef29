// What lives here: what tests cover of flows, told to people (table.ts) and to programs: as data that survives being
// written as JSON and merged from several machines, and in the two forms that other tools read (lcov.ts, cobertura.ts).

import { type Coverage, type Covered, type Share, sharesOf } from "../../coverage/coverage.ts";
import { answerName } from "../../coverage/named.ts";
import type { Flow } from "../../flow/flow.ts";
import type { Place } from "../../flow/problem.ts";
import type { Document } from "../../formats/format.ts";
import { locate } from "../../formats/locate.ts";
import { Lines, type Position } from "../../text/lines.ts";

/** What tests cover of a flow, and the file that it is written in. */
export interface MeasuredFlow {
  /** As the user knows it. */
  readonly file: string;
  readonly document: Document;
  readonly coverage: Coverage;
}

/** The same as data. Percentages are of what is reachable. */
export interface CoverageReport {
  /** The flow's file; `file#/path/in/it` for one that is written into a file of tests. */
  readonly flow: string;
  readonly nodes: Share;
  readonly transitions: Share;
  /** Of each condition both answers count. */
  readonly conditions: Share;
  /** Everything that no case has come to, in the order of the flow. */
  readonly missed: readonly Missed[];
  /** Everything that some case has come to, in the order in which it is written. */
  readonly met: readonly Met[];
}

/** What can be covered, at the place where it is written; lines and columns count from 1. */
export interface Item extends Position {
  readonly kind: "node" | "transition" | "condition";
  /** The node, or the one that the rest belongs to. */
  readonly node: string;
  /** `tx-confirm → check-availability-step`. */
  readonly transition?: string;
  /** An answer of a condition: `age > 17 is false`. */
  readonly condition?: string;
}

/** What no case has come to. */
export interface Missed extends Item {
  /** Why no case can come there, as a clause; absent where one could. */
  readonly reason?: string;
}

/** What cases have come to. */
export interface Met extends Item {
  /** How often. */
  readonly hits: number;
  /** How many cases did. */
  readonly cases: number;
  /** The ids of the first of them, at most `mostNamed`. */
  readonly first: readonly string[];
}

/** Enough to look at; a node near the start is met by every case. */
export const mostNamed = 10;

export function coverageReport({ file, document, coverage }: MeasuredFlow): CoverageReport {
  const lines = new Lines(document.text);
  const at = (place: Place): Position => lines.position(locate(document, place).start);
  const missed: Missed[] = [];
  const met: Met[] = [];
  const note = (what: Omit<Item, keyof Position>, place: Place, { hits, cases, unreachable }: Covered): void => {
    const item = { ...what, ...at(place) };
    const first = cases.slice(0, mostNamed).map((each) => coverage.cases[each]!);
    if (hits > 0) met.push({ ...item, hits, cases: cases.length, first });
    else missed.push({ ...item, ...(unreachable !== undefined && { reason: unreachable }) });
  };
  for (const { node, transitions, conditions, ...own } of coverage.nodes) {
    note({ kind: "node", node: node.id }, node.idPlace, own);
    for (const { name, transition, ...way } of transitions)
      note({ kind: "transition", node: node.id, transition: name }, transition.place, way);
    for (const { text, place, held, failed } of conditions)
      for (const answer of [held, failed])
        note({ kind: "condition", node: node.id, condition: answerName(text, answer === held) }, place, answer);
  }
  return { flow: flowName(file, coverage.flow), ...sharesOf(coverage), missed, met: met.sort(byPlace) };
}

export function byPlace(one: Position, other: Position): number {
  return one.line - other.line || one.column - other.column;
}

/** How reports name a flow. */
function flowName(file: string, { path }: Flow): string {
  const pointer = path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return pointer === "" ? file : `${file}#${pointer}`;
}
