import {
  asking,
  type DebugStop,
  type Flow,
  hit,
  hitProblem,
  type Playing,
  type Span,
  stopAt,
  stopsIn,
  type Terms,
  type Transition,
} from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import type { Key } from "../uris.ts";
import type { Debuggee } from "./launch.ts";

/** A breakpoint as it was asked for, counted from 0. */
export interface Asked extends Terms {
  readonly line: number;
  readonly column?: number;
}

/** A breakpoint as it stands, counted from 0; without a position it stands nowhere, for the reason given. */
export interface Standing {
  readonly id: number;
  readonly at?: { readonly line: number; readonly column?: number };
  readonly message?: string;
}

interface Breakpoint {
  readonly id: number;
  readonly stop: DebugStop;
  readonly terms: Terms;
  times: number;
}

/** What breakpoints do at a place: stop for some of them, and say what others have to say. */
export interface Met {
  readonly stops: readonly number[];
  readonly says: readonly string[];
  /** Conditions that cannot be read. */
  readonly problems: readonly string[];
}

/** The breakpoints of one debug session. They outlive edits: what they stand on is known by its name. */
export class Breakpoints {
  private readonly byFile = new Map<Key, readonly Breakpoint[]>();
  private count = 0;

  /** Sets those of a file, all of them; moved to the nearest thing that can be stopped at. */
  set(snapshot: Snapshot, asked: readonly Asked[]): Standing[] {
    const stops = stopsIn(snapshot.document);
    const before = this.byFile.get(snapshot.key) ?? [];
    const kept: Breakpoint[] = [];
    const set = asked.map(({ line, column, ...terms }): Standing => {
      const problem = terms.hitCondition?.trim() ? hitProblem(terms.hitCondition) : undefined;
      const stop = stopAt(stops, stretchOf(snapshot, line, column));
      if (!stop || problem !== undefined)
        return { id: ++this.count, message: problem ?? "There is no node, transition, turn or expectation to stop at" };
      const same = before.find((each) => keyOf(each.stop) === keyOf(stop) && sameTerms(each.terms, terms));
      const { start } = snapshot.range(stop.span);
      const breakpoint = { id: same?.id ?? ++this.count, stop, terms, times: same?.times ?? 0 };
      kept.push(breakpoint);
      // Where a line is meant, VS Code is not to draw the breakpoint in the midst of it.
      const at = column === undefined ? { line: start.line } : { line: start.line, column: start.character };
      return { id: breakpoint.id, at };
    });
    this.byFile.set(snapshot.key, kept);
    return set;
  }

  /** Counts hits from the beginning again. */
  restart(): void {
    for (const all of this.byFile.values()) for (const each of all) each.times = 0;
  }

  /** What there is to stop for where a walk stands now: an arrival, and the way by which it leaves. */
  at(play: Playing, { flowIn, flow }: Debuggee): Met {
    const { entry, leaving } = play;
    const all = flowIn && this.byFile.get(flowIn.key);
    if (!all || all.length === 0) return nothing;
    return met(all, play, ({ stop }) => {
      if (stop.of === "node")
        return isSame(stop.flow, flow) && entry?.kind === "enter" && entry.step_id === stop.node.id;
      if (stop.of !== "transition" || !leaving?.transition || !isSame(stop.flow, flow)) return false;
      const [left, by] = [leaving.from, leaving.transition];
      return (
        left.id === stop.node.id && nameIn(left.transitions, by) === nameIn(stop.node.transitions, stop.transition)
      );
    });
  }

  /** The same for a turn that the case is about to take. */
  atTurn(play: Playing, { testIn, testCase }: Debuggee, index: number): Met {
    const all = testIn && this.byFile.get(testIn.key);
    if (!all || all.length === 0) return nothing;
    return met(all, play, ({ stop }) => stop.of === "turn" && stop.index === index && isCase(stop.case, testCase));
  }

  /** The expectations of a case to stop at, when its walk is over. */
  atEnd(play: Playing, { testIn, testCase }: Debuggee): readonly { readonly id: number; readonly stop: DebugStop }[] {
    const all = (testIn && this.byFile.get(testIn.key)) ?? [];
    return all.filter((each) => {
      const { stop } = each;
      if (stop.of !== "expectation" || !isCase(stop.case, testCase)) return false;
      return met([each], play, () => true).stops.length > 0;
    });
  }
}

/** Every place between two lines where a breakpoint can stand, counted from 0. */
export function locations(snapshot: Snapshot, first: number, last: number): { line: number; column: number }[] {
  return stopsIn(snapshot.document)
    .map(({ span }) => snapshot.range(span).start)
    .filter(({ line }) => line >= first && line <= last)
    .map(({ line, character }) => ({ line, column: character }));
}

const nothing: Met = { stops: [], says: [], problems: [] };

function met(all: readonly Breakpoint[], play: Playing, concerns: (one: Breakpoint) => boolean): Met {
  const here = all.filter(concerns);
  if (here.length === 0) return nothing;
  const ask = asking(play.flow.format, play.state);
  const [stops, says, problems]: [number[], string[], string[]] = [[], [], []];
  for (const each of here) {
    const came = hit(each.terms, () => ++each.times, ask);
    if (came.stop) stops.push(each.id);
    if (came.stop && came.problem !== undefined) problems.push(came.problem);
    if (!came.stop && came.say !== undefined) says.push(came.say);
  }
  return { stops, says, problems };
}

/** A line, from a column on where one is named. */
function stretchOf(snapshot: Snapshot, line: number, column = 0): Span {
  const start = snapshot.offsetAt({ line, character: column });
  const end = snapshot.offsetAt({ line: line + 1, character: 0 });
  return { start, end: Math.max(end, start + 1) };
}

/** One name for what a breakpoint stands on, in its file. */
function keyOf(stop: DebugStop): string {
  switch (stop.of) {
    case "node":
      return JSON.stringify([stop.flow.path, stop.node.id]);
    case "transition":
      return JSON.stringify([stop.flow.path, stop.node.id, nameIn(stop.node.transitions, stop.transition)]);
    case "turn":
      return JSON.stringify([stop.case.path, "turn", stop.index]);
    case "expectation":
      return JSON.stringify([stop.case.path, stop.place]);
  }
}

/** What a transition is known by in its node, also when the text has changed since: its id, else its place in the order. */
function nameIn(transitions: readonly Transition[], one: Transition): string | number {
  const { id } = one;
  const isUnique = id !== undefined && transitions.every((each) => each === one || each.id !== id);
  return isUnique ? id : transitions.indexOf(one);
}

/** Whether two are versions of one flow: a file may hold several. */
function isSame(a: Flow, b: Flow): boolean {
  return a === b || JSON.stringify(a.path) === JSON.stringify(b.path);
}

/** Whether two are versions of one case, or made of rows of one table, which share all their text. */
function isCase(a: Debuggee["testCase"], b: Debuggee["testCase"]): boolean {
  if (a.name === b.name) return true;
  return a.row !== undefined && b.row !== undefined && JSON.stringify(a.path) === JSON.stringify(b.path);
}

function sameTerms(a: Terms, b: Terms): boolean {
  return a.condition === b.condition && a.hitCondition === b.hitCondition && a.logMessage === b.logMessage;
}
