import type { Flow } from "../../flow/flow.ts";
import { explain } from "../../simulate/explain.ts";
import type { Skill, State } from "../../simulate/state.ts";
import { fragileBecause } from "../choices.ts";
import { departedDuring } from "../departure.ts";
import { drive, ownPart } from "../drive.ts";
import type { Case } from "../model.ts";
import { type CaseResult, runCase } from "../run.ts";
import type { Snapshots } from "../snapshot.ts";
import { type Event, tell } from "../telling.ts";
import { callerLine, ending } from "../transcript.ts";
import { type Bound, changes, given } from "./changes.ts";
import { boundLine, eventLines, inCase, nodePiece, type Telling, tellingOf, transitionFor } from "./eventLines.ts";
import { Page, type PageLine, type Piece } from "./page.ts";

/** A walk as a document to be read. Nothing in it depends on when or how fast it was walked, so two of them compare. */
export interface TraceDocument {
  readonly status: CaseResult["status"];
  readonly lines: readonly PageLine[];
  /** What came before the first turn, each turn with what came of it, and the end. */
  readonly sections: readonly TraceSection[];
  /** The line to look at first: where a case that did not pass went wrong. */
  readonly look?: number;
}

/** A stretch of lines, counted from 0, both included. */
export interface TraceSection {
  readonly from: number;
  readonly to: number;
  /** Index of the case's turn that it is about. */
  readonly turn?: number;
}

export interface TraceWith {
  readonly skills?: readonly Skill[];
  /** Why there is no flow, where that is known. */
  readonly why?: string;
  /** What the flow is called for people, such as the name of its file. */
  readonly flowName?: string;
  /** What came of it when it was run; without it, it is judged here. */
  readonly verdict?: Pick<CaseResult, "status" | "message" | "failures">;
  /** What it is judged with: the traces that are kept, and the case's name among them. */
  readonly kept?: { readonly name: string; readonly snapshots?: Snapshots };
}

/**
 * Walks a case, and tells it as a document: a heading with the verdict, then turn by turn what was said, where the walk
 * went, what every option of a choice scored, what tools were called with and answered, and what was bound.
 */
export function traceDocument(testCase: Case, given: Flow | undefined, about: TraceWith = {}): TraceDocument {
  const { skills, why, flowName, verdict, kept: { name = testCase.name, snapshots } = {} } = about;
  const judged = runCase(testCase, given, { skills, why, now: () => 0, file: "", id: `#${name}`, snapshots });
  const result = { ...judged, ...verdict };
  const { status, flow, state } = result;
  const page = new Page();
  writeHeading(page, testCase, result, flowName);
  if (!flow || !state) return { status, lines: page.lines, sections: [] };
  const states: State[] = [];
  drive(flow, testCase, { skills, saw: (each) => states.push(each) });
  return { status, lines: page.lines, ...new WalkWriter(page, testCase, flow, result, states).write() };
}

/** In front of each line stands what begins with it, or nothing. */
function labelled(page: Page, label: string, ...pieces: readonly Piece[]): void {
  page.write(label.padEnd(8), " ", ...pieces);
}

function writeHeading(page: Page, testCase: Case, result: CaseResult, flowName: string | undefined): void {
  const { status, message, failures, flow } = result;
  labelled(page, "Case", { text: testCase.name, about: { in: "case", path: [] } });
  const names = [flow?.name, flowName].filter((name) => name);
  if (names.length > 0) labelled(page, "Flow", names.join(", "));
  labelled(page, "Verdict", status);
  for (const failure of failures)
    labelled(page, "", "✗ ", { text: failure.message, about: inCase(failure.place, testCase) });
  if (failures.length === 0 && message !== undefined)
    labelled(page, "", `${status === "skipped" ? "-" : "!"} ${message}`);
  if (flow) for (const [i, choice] of [...ours(result, flow)].entries()) labelled(page, i === 0 ? "Note" : "", choice);
}

/** What of the walk is Flowproof's choice, because the vendor does not document it; each once. */
function ours({ choices, state }: CaseResult, flow: Flow): Set<string> {
  const found = new Set<string>();
  const note = (node: Parameters<typeof explain>[1], transition: Parameters<typeof explain>[2]): void => {
    const { chosen } = explain(flow, node, transition);
    if (chosen) found.add(`${chosen.charAt(0).toUpperCase()}${chosen.slice(1)}`);
  };
  for (const { node: id, options, by } of choices) {
    const node = flow.byId.get(id);
    const transition = node && options[0] && transitionFor(node, options[0]);
    if (by === "overlap" && transition) note(node, transition);
  }
  for (const { from, transition } of state?.taken ?? [])
    if (transition && transition.handle !== "choice") note(from, transition);
  return found;
}

/** What happened from one turn to the next. */
interface Part {
  readonly events: Event[];
  /** Index of its first event. */
  readonly first: number;
}

class WalkWriter {
  private readonly page: Page;
  private readonly result: CaseResult;
  private readonly state: State;
  private readonly testCase: Case;
  private readonly events: readonly Event[];
  private readonly telling: Telling;
  private readonly start: State;
  private readonly bound: ReadonlyMap<number, readonly Bound[]>;
  /** Index of the event at which the walk left the path that was expected; -1 where it did not. */
  private readonly left: number;
  private readonly sections: TraceSection[] = [];
  private look: number | undefined;

  constructor(page: Page, testCase: Case, flow: Flow, result: CaseResult, states: readonly State[]) {
    this.page = page;
    this.testCase = testCase;
    this.result = result;
    this.state = states.at(-1)!;
    this.start = states[0]!;
    this.events = tell(result);
    this.telling = tellingOf(flow, testCase, this.state);
    this.bound = changes(states, this.events);
    this.left = this.departure();
  }

  write(): Pick<TraceDocument, "sections" | "look"> {
    const [opening, ...turns] = this.parts();
    this.section(undefined, () => this.opening(opening!));
    for (const part of turns) {
      const [caller] = part.events;
      if (caller?.kind === "caller") this.section(caller.turn.index, () => this.turn(part));
    }
    this.section(undefined, () => this.end());
    return { sections: this.sections, look: this.look };
  }

  private parts(): Part[] {
    const parts: Part[] = [{ events: [], first: 0 }];
    for (const [i, event] of this.events.entries()) {
      if (event.kind === "caller") parts.push({ events: [], first: i });
      if (event.kind !== "end") parts.at(-1)!.events.push(event);
    }
    return parts;
  }

  private section(turn: number | undefined, write: () => void): void {
    this.page.write();
    const from = this.page.lines.length;
    write();
    this.sections.push({ from, to: this.page.lines.length - 1, ...(turn !== undefined && { turn }) });
  }

  private opening(part: Part): void {
    const { node } = this.entered(part) ?? {};
    labelled(this.page, "Start", ...(node === undefined ? [] : ["at ", nodePiece(node)]), ...this.summary(part.events));
    for (const each of given(this.start)) this.line(boundLine(each));
    this.happened(part, 0);
  }

  /** The first node that the walk was at. */
  private entered({ events }: Part): Event | undefined {
    return events.find(({ kind }) => kind === "setup" || kind === "step");
  }

  private turn(part: Part): void {
    const [caller] = part.events;
    const [first, ...more] = eventLines(caller!, this.telling);
    const number = this.sections.length;
    labelled(this.page, `Turn ${number}`, ...first!, ...this.summary(part.events));
    for (const line of more) this.line(line);
    for (const each of this.bound.get(part.first) ?? []) this.line(boundLine(each));
    this.happened(part, 1);
  }

  private happened({ events, first }: Part, from: number): void {
    for (const [i, event] of events.entries()) {
      if (i < from) continue;
      const [head, ...details] = eventLines(event, this.telling);
      const left = first + i === this.left;
      if (left) this.look = this.page.lines.length;
      if (head) this.line(head);
      if (left) this.line(["  ✗ left the expected path here"]);
      for (const line of details) this.line(line);
      for (const each of this.bound.get(first + i) ?? []) this.line(boundLine(each));
    }
  }

  /** Where the walk went meanwhile, for whoever sees a section folded; and whether a choice in it hangs by a thread. */
  private summary(events: readonly Event[]): Piece[] {
    const nodes = events.flatMap((event) => (event.kind === "step" && event.to !== undefined ? [event.to] : []));
    const told = nodes.length > mostNodes ? [...nodes.slice(0, mostNodes - 2), "…", nodes.at(-1)!] : nodes;
    const fragile = events.some(
      (event) => event.kind === "step" && event.choice && fragileBecause(event.choice) !== undefined,
    );
    return [told.length > 0 ? `  ${told.map((node) => `→ ${node}`).join(" ")}` : "", fragile ? "  fragile" : ""];
  }

  private end(): void {
    const { state, result, testCase } = this;
    if (result.status !== "passed") this.look ??= this.page.lines.length;
    const node = state.endedAt ?? state.node;
    const how = state.wants.kind === "nothing" ? ending(state) : "stopped";
    labelled(this.page, "End", how, ...(node === undefined ? [] : [" at ", nodePiece(node)]));
    for (const { node, message } of state.problems)
      this.line(["- ", { text: message, about: node === undefined ? undefined : { in: "flow", node } }]);
    for (const { index, turn } of result.unused) {
      const place = testCase.turnPlaces?.[index];
      this.line([
        { text: `turn ${index + 1}`, about: place && inCase(place, testCase) },
        ` was not heard any more: ${callerLine(turn)}`,
      ]);
    }
  }

  private line(pieces: readonly Piece[]): void {
    labelled(this.page, "", ...pieces);
  }

  private departure(): number {
    const { status, before } = this.result;
    const path = status === "failed" ? this.testCase.expect?.path?.value : undefined;
    const own = ownPart({ ...this.result, flow: this.telling.flow, state: this.state });
    const visit = path && departedDuring(own.state, path);
    if (!visit) return -1;
    const since = before ? before.trace - 1 : 0;
    const isDuring = (at: number): boolean => at >= visit.from + since && at < visit.to + since;
    return this.events.findLastIndex(
      (event) => event.kind === "step" && isDuring(event.at) && eventLines(event, this.telling).length > 0,
    );
  }
}

/** More nodes than these are no summary. */
const mostNodes = 6;
