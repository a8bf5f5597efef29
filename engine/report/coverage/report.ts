// What lives here: what tests cover of flows, told to people (table.ts) and to programs: as data that survives being
// written as JSON and merged from several machines, and in the two forms that other tools read (lcov.ts, cobertura.ts).

import { type Coverage, type Share, sharesOf } from "../../coverage/coverage.ts";
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
}

/** What no case has come to, at the place where it is written; lines and columns count from 1. */
export interface Missed extends Position {
  readonly kind: "node" | "transition" | "condition";
  /** The node, or the one that the rest belongs to. */
  readonly node: string;
  /** `tx-confirm → check-availability-step`. */
  readonly transition?: string;
  /** The answer that the condition was never found to have: `age > 17 is false`. */
  readonly condition?: string;
  /** Why no case can come there, as a clause; absent where one could. */
  readonly reason?: string;
}

export function coverageReport({ file, document, coverage }: MeasuredFlow): CoverageReport {
  const lines = new Lines(document.text);
  const at = (place: Place): Position => lines.position(locate(document, place).start);
  const missed: Missed[] = [];
  const note = (what: Omit<Missed, "line" | "column" | "reason">, place: Place, reason: string | undefined): void => {
    missed.push({ ...what, ...at(place), ...(reason !== undefined && { reason }) });
  };
  for (const { node, hits, unreachable, transitions, conditions } of coverage.nodes) {
    if (hits === 0) note({ kind: "node", node: node.id }, node.idPlace, unreachable);
    for (const { name, transition, ...way } of transitions)
      if (way.hits === 0)
        note({ kind: "transition", node: node.id, transition: name }, transition.place, way.unreachable);
    for (const { text, place, held, failed } of conditions)
      for (const answer of [held, failed])
        if (answer.hits === 0)
          note(
            { kind: "condition", node: node.id, condition: answerName(text, answer === held) },
            place,
            answer.unreachable,
          );
  }
  return { flow: flowName(file, coverage.flow), ...sharesOf(coverage), missed };
}

/** How reports name a flow. */
function flowName(file: string, { path }: Flow): string {
  const pointer = path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return pointer === "" ? file : `${file}#${pointer}`;
}
