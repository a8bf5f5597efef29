import type { FlowNode } from "../../flow/flow.ts";
import { object } from "../../text/value.ts";
import { type Draft as Blank, blank } from "../draft.ts";
import type { Outcome, Setup, Skill, TraceEntry, Turn } from "../state.ts";
import { withEntries } from "../withEntries.ts";
import { prepare } from "./step.ts";
import { fill, type Template } from "./template.ts";
import { isBlank, type Variables } from "./value.ts";

/** What the walk of a playbook keeps for itself. */
export interface Own {
  readonly setup: Setup;
  /** The catalogue by tool; undefined where there is none. */
  readonly skills: ReadonlyMap<string, Skill> | undefined;
  /** Nodes entered since the last turn. */
  readonly arrivals: number;
  /** Keys pressed at this collect that are no value yet. */
  readonly keys: string;
  /** The collects come to so far, where coming back to one asks again. */
  readonly met: ReadonlySet<string>;
  /** What the caller is being asked to confirm; the arguments are those of the moment when it was asked. */
  readonly question?: { readonly line: string; readonly args: Readonly<Record<string, unknown>> };
}

export type Draft = Blank<Own>;

/** The state before anything has happened. */
export function fresh(setup: Setup): Draft {
  return blank(setup, {
    setup,
    skills: setup.skills && new Map(setup.skills.map((skill) => [skill.tool, skill])),
    arrivals: 0,
    keys: "",
    met: new Set(),
  });
}

/** Ends the walk. */
export function finish(walk: Draft, outcome: Outcome, endedAt: string | null = null): void {
  walk.wants = { kind: "nothing", outcome };
  walk.endedAt = endedAt;
}

/** Adds to the trace. */
export function note(walk: Draft, node: FlowNode, kind: string, more: Omit<TraceEntry, "step_id" | "kind"> = {}): void {
  walk.trace = walk.trace.append({ step_id: node.id, kind, ...more });
}

/** Tells a person something that is no part of the trace. */
export function warn(walk: Draft, node: FlowNode | undefined, message: string): void {
  walk.problems = walk.problems.append({ node: node?.id, message });
}

/** Changes what the walk keeps for itself. */
export function keep(walk: Draft, change: Partial<Own>): void {
  walk.own = { ...walk.own, ...change };
}

/** Binds variables; a later value replaces an earlier one. */
export function bind(walk: Draft, values: Iterable<readonly [string, unknown]>): void {
  const added = [...values];
  if (added.length > 0) walk.variables = withEntries(walk.variables, added);
}

/** Takes a turn and binds what it volunteers. False when there is none left, which ends the walk. */
export function hear(walk: Draft, turn: Turn | undefined): turn is Turn {
  if (!turn) {
    finish(walk, "transcript_exhausted");
    return false;
  }
  walk.turns++;
  keep(walk, { arrivals: 0 });
  bind(
    walk,
    Object.entries(object(turn.slots) ?? {}).filter(([, value]) => !isBlank(value)),
  );
  return true;
}

/** The text of a template. A placeholder that leads nowhere is empty in it, which is a problem and never an error. */
export function rendered(walk: Draft, node: FlowNode, template: Template, variables: Variables): string {
  const { text, unbound } = fill(template, variables);
  for (const path of new Set(unbound)) warn(walk, node, `The unresolved variable "${path}" is said as nothing`);
  return text;
}

/** Says a line and tells so; one with nothing in it is not said. */
export function say(walk: Draft, node: FlowNode, text: string): boolean {
  if (text.trim() === "") return false;
  walk.says = walk.says.append({ node: node.id, text });
  return true;
}

/** Notes that the caller has to give more. The handle, if something is connected to it. */
export function needsInput(walk: Draft, node: FlowNode, reason: string): "needs_input" | undefined {
  const decision = prepare(node).edges.has("needs_input") ? "needs_input" : undefined;
  note(walk, node, "needs_input", { ...(decision && { decision }), reason });
  return decision;
}
