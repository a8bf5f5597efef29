import type { Flow } from "../flow/flow.ts";
import type { Call, TraceEntry, Turn } from "../simulate/state.ts";
import { fragileBecause, scoresOf } from "./choices.ts";
import type { PlacedChoice, Walked } from "./drive.ts";
import { outcomeOf } from "./outcome.ts";
import { shown } from "./shown.ts";

/** One line of a trace as people read it. */
export interface TraceLine {
  readonly text: string;
  /** The node it is about. */
  readonly node?: string;
}

/** What is needed of a walk to tell it; a case's result has it too. */
export type Told = Pick<Walked, "turns" | "choices"> & { readonly state?: Walked["state"] };

/** A walk as a conversation with margin notes; empty for a walk that never began. */
export function describeTrace(told: Told, flow: Flow): string {
  return traceLines(told, flow)
    .map(({ text }) => text)
    .join("\n");
}

/** The same line by line, each with the node it is about. */
export function traceLines(told: Told, flow: Flow): TraceLine[] {
  return laidOut(traceRows(told, flow));
}

/** The same as data, not yet laid out; empty for a walk that never began. */
export function traceRows({ state, turns, choices }: Told, flow: Flow): TraceRow[] {
  if (!state) return [];
  const teller = new Teller(flow, state, choices);
  for (const { node, turn, trace, says } of turns) {
    teller.tellUpTo(trace, says);
    teller.speech("caller", callerLine(turn), node);
  }
  teller.tellUpTo(state.trace.length, state.says.length);
  teller.end();
  return teller.rows;
}

/** Speech, or a note in the margin. */
export type TraceRow =
  | { readonly who: "agent" | "caller"; readonly text: string; readonly node: string }
  | { readonly who: "margin"; readonly text: string; readonly note: string; readonly node: string };

/**
 * Merges a walk's logs. The trace, the lines said and the calls are kept apart in a state; turns say where they meet, and
 * between two turns each line stands behind the arrival at its node.
 */
class Teller {
  readonly rows: TraceRow[] = [];
  private readonly flow: Flow;
  private readonly state: Walked["state"];
  private readonly choices: ReadonlyMap<number, PlacedChoice>;
  private trace = 0;
  private says = 0;
  private calls = 0;

  constructor(flow: Flow, state: Walked["state"], choices: readonly PlacedChoice[]) {
    this.flow = flow;
    this.state = state;
    this.choices = new Map(choices.map((choice) => [choice.trace, choice]));
  }

  speech(who: "agent" | "caller", text: string, node: string): void {
    this.rows.push({ who, text, node });
  }

  tellUpTo(trace: number, says: number): void {
    for (; this.trace < trace; this.trace++) {
      const entry = this.state.trace.at(this.trace)!;
      if (speaks.has(entry.kind)) this.sayLinesOf(entry.step_id, says);
      else if (!this.isEnd(entry)) this.note(entry);
    }
    this.sayLinesOf(undefined, says);
  }

  /** Whether an entry only tells how the walk ended, which the last line does. */
  private isEnd(entry: TraceEntry): boolean {
    if (entry.kind === "end") return true;
    const exhausted = outcomeOf(this.state) === "transcript_exhausted" && !this.choices.has(this.trace);
    return exhausted && entry.decision === "stay" && this.trace === this.state.trace.length - 1;
  }

  end(): void {
    // A call that was never answered may have left nothing in the trace.
    for (let call = this.state.calls.at(this.calls++); call; call = this.state.calls.at(this.calls++))
      this.margin(call.node, ` called ${call.tool}`, "no mock");
    const { node, endedAt, trace } = this.state;
    const outcome = outcomeOf(this.state);
    if (outcome === undefined) return;
    const last = trace.at(-1);
    const detail = last?.kind === "end" && last.reason ? `: ${last.reason}` : "";
    this.margin(endedAt ?? node ?? "", "", `${outcome}${detail}`);
  }

  /** The next lines, as long as they are this node's; all of them without a node. */
  private sayLinesOf(node: string | undefined, says: number): void {
    for (; this.says < says; this.says++) {
      const said = this.state.says.at(this.says)!;
      if (node !== undefined && said.node !== node) return;
      const text = said.instruction ? `(told: ${excerpt(said.text)})` : said.text;
      this.speech("agent", text, said.node);
    }
  }

  private note(entry: TraceEntry): void {
    const following = this.state.trace.at(this.trace + 1);
    const to = following?.kind === "enter" ? ` → ${following.step_id}` : "";
    const choice = this.choices.get(this.trace);
    if (choice) this.margin(entry.step_id, to, chosen(choice));
    else if (entry.kind.endsWith("_mock")) this.call(entry);
    else this.margin(entry.step_id, to, this.words(entry));
  }

  private call(entry: TraceEntry): void {
    const call = this.nextCallOf(entry.step_id);
    const tool = entry.kind === "skill_mock" && call ? ` ${call.tool}` : "";
    const way = entry.decision === undefined ? "" : ` → ${this.wayOut(entry) ?? entry.reason}`;
    this.margin(entry.step_id, ` called${tool}`, call?.answer ? `mock: ${answered(call)}${way}` : "no mock");
  }

  /** What any other entry says for itself; that something succeeded is told by what follows. */
  private words(entry: TraceEntry): string {
    const way = this.wayOut(entry);
    const words = [
      routing.has(entry.kind) && entry.reason ? undefined : entry.kind,
      way === "success" ? undefined : way,
      entry.reason,
    ].filter((word) => word !== undefined);
    const data = entry.data === undefined ? "" : `: ${shown(entry.data, 60)}`;
    return `${words.join(", ")}${data}`;
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

  /** What was decided, unless that is the node it leads to, which is told anyway. */
  private wayOut({ decision }: TraceEntry): string | undefined {
    return decision === undefined || this.flow.byId.has(decision) ? undefined : decision;
  }

  private margin(node: string, rest: string, note: string): void {
    this.rows.push({ who: "margin", text: `${node}${rest}`, note, node });
  }
}

/** Kinds of entries that say something, or come before what is said, and are told by that. */
const speaks: ReadonlySet<string> = new Set(["enter", "auto_advance", "say", "ask", "confirm", "speak"]);

/** Kinds of entries that only say that something was chosen, which their reason says better. */
const routing: ReadonlySet<string> = new Set(["eval", "route"]);

function callerLine({ user, dtmf, silence }: Turn): string {
  if (user !== undefined) return user;
  if (dtmf !== undefined) return `(presses ${dtmf})`;
  return silence ? "(silence)" : "(nothing)";
}

function chosen(choice: PlacedChoice): string {
  const { options, take, by } = choice;
  const taken = take === undefined ? undefined : options[take];
  if (by === "script") return `${taken ? taken.id : "stay"}, as the turn says`;
  const { score = 0, shared = [] } = (take === undefined ? undefined : scoresOf(choice)[take]) ?? {};
  const fragile = fragileBecause(choice);
  const words = taken ? `${taken.id}, score ${score}: ${shared.join(", ")}` : "stay, no word in common";
  return fragile ? `${words} (fragile: ${fragile})` : words;
}

function answered({ answer }: Call): string {
  if (!answer) return "";
  return "error" in answer ? `error ${shown(answer.error)}` : shown(answer.result);
}

const indent = 8;

/** Lines of rows, with the notes in one column. */
export function laidOut(rows: readonly TraceRow[]): TraceLine[] {
  let widest = 0;
  for (const row of rows) if (row.who === "margin") widest = Math.max(widest, row.text.length);
  const column = Math.min(widest, 48) + 6;
  return rows.flatMap((row) => {
    const node = row.node === "" ? {} : { node: row.node };
    if (row.who === "margin") {
      const about = row.text === "" ? "" : `${oneLine(row.text).padEnd(column - 2)}  `;
      return [{ text: `${" ".repeat(indent)}${about}${oneLine(row.note)}`, ...node }];
    }
    return row.text.split(lineEnd).map((line, i) => ({
      text: `${(i === 0 ? row.who : "").padEnd(indent)}${line}`,
      ...node,
    }));
  });
}

const lineEnd = /\r\n|[\r\n]/;

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

/** Enough of a prompt to know it again. */
function excerpt(prompt: string): string {
  const line = oneLine(prompt.slice(0, 200)).trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
