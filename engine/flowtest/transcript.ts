import type { Flow } from "../flow/flow.ts";
import type { Call, State, Turn } from "../simulate/state.ts";
import { fragileBecause, scoresOf } from "./choices.ts";
import type { PlacedChoice } from "./drive.ts";
import { outcomeOf } from "./outcome.ts";
import { shown } from "./shown.ts";
import { type Event, isCall, isSpeech, type Told, tell, wayOut } from "./telling.ts";

/** One line of a trace as people read it. */
export interface TraceLine {
  readonly text: string;
  /** The node it is about. */
  readonly node?: string;
}

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
export function traceRows(told: Told, flow: Flow): TraceRow[] {
  const { state } = told;
  return state ? tell(told).flatMap((event) => rowOf(event, state, flow) ?? []) : [];
}

/** Speech, or a note in the margin. */
export type TraceRow =
  | { readonly who: "agent" | "caller"; readonly text: string; readonly node: string }
  | { readonly who: "margin"; readonly text: string; readonly note: string; readonly node: string };

/** Undefined for what the lines around it tell as well. */
function rowOf(event: Event, state: State, flow: Flow): TraceRow | undefined {
  const { node } = event;
  switch (event.kind) {
    case "setup":
      return {
        who: "margin",
        text: node,
        note: `begins after ${event.names.map((name) => `"${name}"`).join(", ")}`,
        node,
      };
    case "caller":
      return { who: "caller", text: callerLine(event.turn.turn), node };
    case "agent":
      return { who: "agent", text: agentLine(event), node };
    case "step":
      return isSpeech(event.entry) ? undefined : stepRow(event, flow);
    case "call":
      return { who: "margin", text: `${node} called ${event.call.tool}`, note: "no mock", node };
    case "end":
      return { who: "margin", text: node, note: ending(state), node };
  }
}

function stepRow(event: Extract<Event, { kind: "step" }>, flow: Flow): TraceRow {
  const { node, entry, call, choice } = event;
  const on = event.to === undefined ? "" : ` → ${event.to}`;
  if (choice) return { who: "margin", text: `${node}${on}`, note: chosen(choice), node };
  if (!isCall(entry)) return { who: "margin", text: `${node}${on}`, note: noted(event, flow), node };
  const way = entry.decision === undefined ? "" : ` → ${wayOut(entry, flow) ?? entry.reason}`;
  const note = call?.answer ? `mock: ${answered(call)}${way}` : "no mock";
  return { who: "margin", text: `${node} called${toolName(event)}`, note, node };
}

/** The tool that a step called, unless its node is all the name it has. */
export function toolName({ entry, call }: Extract<Event, { kind: "step" }>): string {
  return entry.kind === "skill_mock" && call ? ` ${call.tool}` : "";
}

/** What an entry that is neither a choice nor a call says for itself; that something succeeded is told by what follows. */
export function noted({ entry }: Pick<Extract<Event, { kind: "step" }>, "entry">, flow: Flow): string {
  const way = wayOut(entry, flow);
  const words = [
    routing.has(entry.kind) && entry.reason ? undefined : entry.kind,
    way === "success" ? undefined : way,
    entry.reason,
  ].filter((word) => word !== undefined);
  const data = entry.data === undefined ? "" : `: ${shown(entry.data, 60)}`;
  return `${[...new Set(words)].join(", ")}${data}`;
}

/** Kinds of entries that only say that something was chosen, which their reason says better. */
const routing: ReadonlySet<string> = new Set(["eval", "route"]);

/** How a walk ended. */
export function ending(state: State): string {
  const last = state.trace.at(-1);
  const detail = last?.kind === "end" && last.reason ? `: ${last.reason}` : "";
  return `${outcomeOf(state)}${detail}`;
}

/** What the caller did, in words. */
export function callerLine({ user, dtmf, silence }: Turn): string {
  if (user !== undefined) return user;
  if (dtmf !== undefined) return `(presses ${dtmf})`;
  return silence ? "(silence)" : "(nothing)";
}

/** What the agent said, or was told to say. */
export function agentLine({
  text,
  instruction,
}: Pick<Extract<Event, { kind: "agent" }>, "text" | "instruction">): string {
  return instruction ? `(told: ${excerpt(text)})` : text;
}

function chosen(choice: PlacedChoice): string {
  const { take, by } = choice;
  const { score = 0, shared = [] } = (take === undefined ? undefined : scoresOf(choice)[take]) ?? {};
  const fragile = fragileBecause(choice);
  const words = by === "overlap" && take !== undefined ? `, score ${score}: ${shared.join(", ")}` : "";
  return `${whatWasChosen(choice)}${words}${fragile ? ` (fragile: ${fragile})` : ""}`;
}

/** The option that was taken, or why none was. */
export function whatWasChosen({ options, take, by }: PlacedChoice): string {
  const taken = take === undefined ? undefined : options[take];
  if (by === "script") return `${taken ? taken.id : "stay"}, as the turn says`;
  return taken ? taken.id : "stay, no word in common";
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

/** Where a text that somebody said breaks into lines. */
export const lineEnd = /\r\n|[\r\n]/;

/** A text that may have several lines, on one. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

/** Enough of a prompt to know it again. */
function excerpt(prompt: string): string {
  const line = oneLine(prompt.slice(0, 200)).trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
