import {
  type Answer,
  type Place,
  Playing,
  type Step,
  type TraceRow,
  traceRows,
  type Verdict,
  verdictOf,
} from "../../engine/index.ts";
import { Slices } from "../slices.ts";
import type { Breakpoints, Met } from "./breakpoints.ts";
import type { Debuggee } from "./launch.ts";

/** Why a walk stands still. */
export type Stopped =
  | { readonly reason: "entry" | "step" | "pause" | "restart" }
  | {
      readonly reason: "breakpoint";
      readonly ids: readonly number[];
      readonly expected?: Place;
      readonly turn?: boolean;
    }
  /** It wants what the case does not say. */
  | { readonly reason: "asks"; readonly text: string; readonly problem?: string }
  /** It is over, and something is to be seen. */
  | { readonly reason: "exception"; readonly kind: Exception; readonly verdict: Verdict }
  | { readonly reason: "over" };

/** What a session stops for at the end of a walk, where the user wants it to. */
export type Exception = "failed" | "errors";

/** Whom a course tells what happens. */
export interface Listener {
  /** Lines of the transcript that were not told before, each with the node it is about. */
  told(rows: readonly TraceRow[]): void;
  said(text: string, how: "log" | "problem"): void;
  verdict(verdict: Verdict): void;
  stopped(stopped: Stopped): void;
  /** Nothing is left to be done. */
  ended(): void;
}

/** How far to go. */
export type Until = "next entry" | "next node" | "caller's turn" | "stop";

/** A debugged walk on its course: goes as far as it is told, and stops for what there is to stop for. */
export class Course {
  readonly play: Playing;
  readonly about: Debuggee;
  /** Which ends to stop at. */
  exceptions: ReadonlySet<Exception> = new Set<Exception>(["failed", "errors"]);
  /** Stops nowhere. */
  nonstop = false;
  stopped: Stopped | undefined;
  private readonly breakpoints: Breakpoints;
  private readonly listener: Listener;
  private readonly slices: Slices;
  /** How much of the transcript was told. */
  private rows = 0;
  private pausing = false;
  private running = false;
  private left = false;
  /** What is still to be stopped at, of a walk that is over. */
  private ends: Stopped[] | undefined;

  constructor(about: Debuggee, breakpoints: Breakpoints, listener: Listener, now: () => number) {
    this.about = about;
    this.breakpoints = breakpoints;
    this.listener = listener;
    this.slices = new Slices(now);
    this.play = new Playing(about.flow, about.testCase, about.skills);
  }

  /** Whether it waits for what a person says. */
  get asks(): boolean {
    const { wants } = this.play;
    return !this.running && wants !== undefined && wants.kind !== "nothing";
  }

  /** What it waits for, in words; undefined where it does not wait. */
  get asked(): string | undefined {
    return this.stopped?.reason === "asks" ? this.stopped.text : undefined;
  }

  /** The expectation it stands at. */
  get expected(): Place | undefined {
    const { stopped } = this;
    if (stopped?.reason === "breakpoint") return stopped.expected;
    return stopped?.reason === "exception" ? stopped.verdict.failures?.[0]?.place : undefined;
  }

  /** Begins: stops at the first entry, or goes on to whatever there is to stop for. */
  async begin(stopOnEntry: boolean): Promise<void> {
    this.breakpoints.restart();
    const { hindrance } = this.about;
    if (hindrance) {
      this.listener.verdict(hindrance);
      return this.listener.ended();
    }
    if (stopOnEntry && !this.nonstop) return this.stop({ reason: "entry" });
    if (this.play.entry && this.stopHere()) return;
    await this.go("stop");
  }

  /** Goes on; where it asks for something, going on with no end in sight says that there is nothing to come. */
  async go(until: Until): Promise<void> {
    if (this.running) return;
    if (until === "stop" && this.stopped?.reason === "asks") this.giveUp();
    this.running = true;
    this.pausing = false;
    try {
      for (;;) {
        if (this.slices.over) await this.slices.next();
        if (this.left) return;
        if (this.pausing) return this.stop({ reason: "pause" });
        if (this.stopAtTurn()) return;
        const step = this.play.forward();
        if (step.kind !== "entry") return this.atEdge(step);
        if (this.stopHere()) return;
        if (this.isThere(until)) return this.stop({ reason: "step" });
      }
    } finally {
      this.running = false;
    }
  }

  /** Goes back by an entry, or as far as a breakpoint. */
  async goBack(until: "entry" | "stop"): Promise<void> {
    if (this.running) return;
    this.running = true;
    this.pausing = false;
    this.ends = undefined;
    try {
      do {
        if (this.slices.over) await this.slices.next();
        if (this.left) return;
        if (this.pausing) return this.stop({ reason: "pause" });
        if (!this.play.back()) return this.stop({ reason: "entry" });
        const { stops } = until === "stop" ? this.breakpoints.at(this.play, this.about) : nowhere;
        if (stops.length > 0) return this.stop({ reason: "breakpoint", ids: stops });
      } while (until === "stop");
      this.stop({ reason: "step" });
    } finally {
      this.running = false;
    }
  }

  restart(visit: number): void {
    this.play.restart(visit);
    this.again();
    this.stop({ reason: "restart" });
  }

  /** Answers what it waits for; the lines that the transcript has of the answer itself, which are told with that. */
  answer(answer: Answer): readonly TraceRow[] {
    this.again();
    this.play.answer(answer);
    this.stopped = undefined;
    const rows = this.transcript.slice(this.rows);
    this.rows += rows.length;
    return rows;
  }

  set(name: string, value: unknown): void {
    this.play.set(name, value);
    this.again();
  }

  pause(): void {
    this.pausing = this.running;
  }

  /** Goes no further, and says nothing of it. */
  leave(): void {
    this.left = true;
  }

  /** What was told of a future that is no more will be told anew as it comes. */
  private again(): void {
    this.rows = Math.min(this.rows, this.transcript.length);
    this.ends = undefined;
  }

  private get transcript(): readonly TraceRow[] {
    return traceRows(this.play.walked, this.about.flow);
  }

  /** Says that there is nothing to come of what it asks for. */
  private giveUp(): void {
    const { wants } = this.play;
    if (wants?.kind === "turn") this.play.answer({ kind: "turn", turn: undefined });
    else if (wants?.kind === "tool") this.play.answer({ kind: "tool", answer: undefined });
    else if (wants?.kind === "choice") this.play.answer({ kind: "choice", take: undefined, by: "person" });
  }

  private isThere(until: Until): boolean {
    if (until === "next entry") return true;
    if (until === "next node") return this.play.entry?.kind === "enter";
    return until === "caller's turn" && this.play.wants?.kind === "turn";
  }

  /** Whether a breakpoint stops it here. */
  private stopHere(): boolean {
    return this.stopFor(this.breakpoints.at(this.play, this.about));
  }

  /** Whether a breakpoint stops it before the turn that the case is about to take. */
  private stopAtTurn(): boolean {
    const { wants, moment } = this.play;
    const stoodHere = this.stopped?.reason === "breakpoint" && this.stopped.turn === true;
    this.stopped = undefined;
    if (wants?.kind !== "turn" || stoodHere) return false;
    return this.stopFor(this.breakpoints.atTurn(this.play, this.about, moment.cursor.turns), true);
  }

  private stopFor({ stops, says, problems }: Met, turn = false): boolean {
    for (const text of says) this.listener.said(text, "log");
    for (const text of problems) this.listener.said(text, "problem");
    if (stops.length === 0 || this.nonstop) return false;
    this.stop({ reason: "breakpoint", ids: stops, turn });
    return true;
  }

  private async atEdge(step: Exclude<Step, { kind: "entry" }>): Promise<void> {
    if (step.kind === "over") return this.atEnd();
    if (this.nonstop) {
      this.giveUp();
      this.running = false;
      return this.go("stop");
    }
    this.stop({ reason: "asks", text: askingFor(step), problem: step.why });
  }

  /** The walk is over: stops at what is expected of it, then at what came out otherwise, and ends. */
  private atEnd(): void {
    if (!this.ends) {
      this.tell();
      this.ends = this.endsOf();
    }
    const next = this.ends.shift();
    if (next) this.stop(next);
    else this.listener.ended();
  }

  private endsOf(): Stopped[] {
    const { about, play } = this;
    const verdict = verdictOf(about.testCase, play.walked, about.kept);
    const isError = verdict.status === "errored" || (!about.testIn && verdict.status === "failed");
    if (about.testIn) this.listener.verdict(verdict);
    if (this.nonstop) return [];
    const ends: Stopped[] = this.breakpoints.atEnd(play, about).map(({ id, stop }) => {
      const expected = stop.of === "expectation" ? stop.place : undefined;
      return { reason: "breakpoint", ids: [id], expected };
    });
    if (isError && this.exceptions.has("errors") && !isHungUp(play))
      ends.push({ reason: "exception", kind: "errors", verdict });
    else if (verdict.status === "failed" && about.testIn && this.exceptions.has("failed"))
      ends.push({ reason: "exception", kind: "failed", verdict });
    // Nobody expects anything of a conversation, so that its end is where one looks back and records.
    else if (!about.testIn) ends.push({ reason: "over" });
    return ends;
  }

  private stop(stopped: Stopped): void {
    this.stopped = stopped;
    this.running = false;
    this.tell();
    this.listener.stopped(stopped);
  }

  private tell(): void {
    const rows = this.transcript;
    if (rows.length > this.rows) this.listener.told(rows.slice(this.rows));
    this.rows = Math.max(this.rows, rows.length);
  }
}

const nowhere: Met = { stops: [], says: [], problems: [] };

/** The person has ended the conversation, which is no mistake of the flow. */
function isHungUp({ state }: Playing): boolean {
  return state.wants.kind === "nothing" && state.wants.outcome === "transcript_exhausted";
}

/** What a person is asked for, in words. */
function askingFor({ wants }: Extract<Step, { kind: "asks" }>): string {
  switch (wants.kind) {
    case "turn":
      return `"${wants.node}" waits for the caller: type what they say, /help for more, or continue to hang up`;
    case "tool":
      return `"${wants.node}" calls ${wants.keys.includes(wants.tool) ? `"${wants.tool}"` : "its tool"} without a mock: type /mock {"result": …}, or continue without an answer`;
    case "choice":
      return `"${wants.node}" has to choose: type /take and one of ${wants.options.map(({ id }) => id).join(", ") || "nothing"}`;
  }
}
