import type { Flow } from "../flow/flow.ts";
import type { Call, State, TraceEntry } from "../simulate/state.ts";
import type { PlacedChoice, TakenTurn, Walked } from "./drive.ts";
import { outcomeOf } from "./outcome.ts";
import type { Before } from "./script.ts";

/** What is needed of a walk to tell it; a case's result has it too. */
export type Told = Pick<Walked, "turns" | "choices" | "before"> & { readonly state?: State };

/** What happened in a walk, one thing after the other. */
export type Event =
  /** What was played before the case itself, as one event: the cases that did so have traces of their own. */
  | { readonly kind: "setup"; readonly node: string; readonly names: readonly string[] }
  | { readonly kind: "caller"; readonly node: string; readonly turn: TakenTurn }
  /** A line said; where it is an instruction, what a model was told to say. */
  | { readonly kind: "agent"; readonly node: string; readonly text: string; readonly instruction: boolean }
  /** Something that the trace tells of, what was chosen or called there, and where the walk went on from it. */
  | {
      readonly kind: "step";
      readonly node: string;
      readonly entry: TraceEntry;
      /** Index of the entry in the trace. */
      readonly at: number;
      readonly to: string | undefined;
      readonly choice?: PlacedChoice;
      readonly call?: Call;
    }
  /** A call that was never answered and left nothing in the trace. */
  | { readonly kind: "call"; readonly node: string; readonly call: Call }
  /** The walk is over. */
  | { readonly kind: "end"; readonly node: string };

/**
 * A walk as the events that people care about, in order; empty for a walk that never began. The trace, the lines said and
 * the calls are kept apart in a state; turns say where they meet, and between two turns each line stands behind the
 * arrival at its node.
 */
export function tell({ state, turns, choices, before }: Told): Event[] {
  if (!state) return [];
  const teller = new Teller(state, choices);
  if (before) teller.skip(before);
  for (const turn of turns) {
    teller.tellUpTo(turn.trace, turn.says);
    teller.events.push({ kind: "caller", node: turn.node, turn });
  }
  teller.tellUpTo(state.trace.length, state.says.length);
  teller.end();
  return teller.events;
}

/** What was decided, unless that is the node it leads to, which is told anyway. */
export function wayOut({ decision }: TraceEntry, flow: Flow): string | undefined {
  return decision === undefined || flow.byId.has(decision) ? undefined : decision;
}

/** Whether an entry calls a tool. */
export function isCall({ kind }: TraceEntry): boolean {
  return kind.endsWith("_mock");
}

/** Whether an entry says something, or comes before what is said: what is said tells of it. */
export function isSpeech({ kind }: TraceEntry): boolean {
  return speaks.has(kind);
}

const speaks: ReadonlySet<string> = new Set(["enter", "auto_advance", "say", "ask", "confirm", "speak"]);

class Teller {
  readonly events: Event[] = [];
  private readonly state: State;
  private readonly choices: ReadonlyMap<number, PlacedChoice>;
  private trace = 0;
  private says = 0;
  private calls = 0;

  constructor(state: State, choices: readonly PlacedChoice[]) {
    this.state = state;
    this.choices = new Map(choices.map((choice) => [choice.trace, choice]));
  }

  skip({ names, node, trace, says, calls }: Before): void {
    this.trace = trace;
    this.says = says;
    this.calls = calls;
    this.events.push({ kind: "setup", node, names });
  }

  tellUpTo(trace: number, says: number): void {
    for (; this.trace < trace; this.trace++) {
      const entry = this.state.trace.at(this.trace)!;
      if (isSpeech(entry)) this.sayLinesOf(entry.step_id, says);
      if (!this.isEnd(entry)) this.step(entry);
    }
    this.sayLinesOf(undefined, says);
  }

  end(): void {
    // A call that was never answered may have left nothing in the trace.
    for (let call = this.state.calls.at(this.calls++); call; call = this.state.calls.at(this.calls++))
      this.events.push({ kind: "call", node: call.node, call });
    const { node, endedAt } = this.state;
    if (outcomeOf(this.state) !== undefined) this.events.push({ kind: "end", node: endedAt ?? node ?? "" });
  }

  /** Whether an entry only tells how the walk ended, which the end does. */
  private isEnd(entry: TraceEntry): boolean {
    if (entry.kind === "end") return true;
    const exhausted = outcomeOf(this.state) === "transcript_exhausted" && !this.choices.has(this.trace);
    return exhausted && entry.decision === "stay" && this.trace === this.state.trace.length - 1;
  }

  /** The next lines, as long as they are this node's; all of them without a node. */
  private sayLinesOf(node: string | undefined, says: number): void {
    for (; this.says < says; this.says++) {
      const { node: at, text, instruction = false } = this.state.says.at(this.says)!;
      if (node !== undefined && at !== node) return;
      this.events.push({ kind: "agent", node: at, text, instruction });
    }
  }

  private step(entry: TraceEntry): void {
    const following = this.state.trace.at(this.trace + 1);
    this.events.push({
      kind: "step",
      node: entry.step_id,
      entry,
      at: this.trace,
      to: following?.kind === "enter" ? following.step_id : undefined,
      choice: this.choices.get(this.trace),
      call: isCall(entry) && !this.choices.has(this.trace) ? this.nextCallOf(entry.step_id) : undefined,
    });
  }

  private nextCallOf(node: string): Call | undefined {
    for (; this.calls < this.state.calls.length; this.calls++) {
      const call = this.state.calls.at(this.calls)!;
      if (call.node !== node) continue;
      this.calls++;
      return call;
    }
    return undefined;
  }
}
