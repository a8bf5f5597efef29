import type { ToolAnswer, Turn } from "../../simulate/state.ts";
import type { Graph } from "../../simulate/voicetest/graph.ts";
import { type Inputs, withVariable } from "../dialect.ts";
import type { Wish } from "../solve.ts";
import type { Trail } from "../trail.ts";

/**
 * Where a value came from it is given anew: in what a tool answered, or as a slot of a turn. What some node extracts goes
 * along with the turn that comes before that; all else comes with the call.
 */
export function give(
  { nodes, extracted }: Graph,
  { path, value }: Wish,
  inputs: Inputs,
  moments: readonly Trail[],
): number | undefined {
  const name = path[0]!;
  if (name === "tool_result" || name.startsWith("tool_result.")) {
    const called = lastAnswered(moments, moments.length - 1, "tool");
    if (called >= 0) {
      inputs.results.set(called, answering(inputs.results.get(called) ?? resultAt(moments, called), name, value));
      return called;
    }
  }
  const extracting = extracted.has(name) ? lastPassing(moments, (id) => nodes.get(id)?.extracts.includes(name)) : -1;
  const turnAt = extracting >= 0 ? lastAnswered(moments, extracting, "turn") : lastGiving(moments, name);
  if (turnAt < 0) {
    if (value === undefined && !Object.hasOwn(inputs.setup.variables ?? {}, name)) return undefined;
    inputs.setup = withVariable(inputs.setup, [name], value);
    return -1;
  }
  const { slots, ...turn } = inputs.turns.get(turnAt) ?? turnGiven(moments, turnAt);
  const others = new Map(Object.entries(slots ?? {}));
  if (value === undefined) others.delete(name);
  else others.set(name, value);
  inputs.turns.set(turnAt, others.size > 0 ? { ...turn, slots: Object.fromEntries(others) } : turn);
  return turnAt;
}

/** The last position up to a moment at which an answer of a kind was given; -1 for none. */
function lastAnswered(moments: readonly Trail[], upTo: number, kind: "turn" | "tool"): number {
  for (let i = upTo; i > 0; i--) if (moments[i]!.before!.given.answer.kind === kind) return i - 1;
  return -1;
}

/** The last moment before which a walk has come to such a node since it was answered; -1 for none. */
function lastPassing(moments: readonly Trail[], isMeant: (id: string) => boolean | undefined): number {
  for (let i = moments.length - 1; i >= 0; i--) {
    const { state, before } = moments[i]!;
    for (let at = before?.trail.state.trace.length ?? 0; at < state.trace.length; at++)
      if (isMeant(state.trace.at(at)!.step_id)) return i;
  }
  return -1;
}

function lastGiving(moments: readonly Trail[], name: string): number {
  for (let i = moments.length - 2; i >= 0; i--) if (Object.hasOwn(turnGiven(moments, i).slots ?? {}, name)) return i;
  return -1;
}

function turnGiven(moments: readonly Trail[], at: number): Turn {
  const answer = moments[at + 1]?.before?.given.answer;
  return (answer?.kind === "turn" && answer.turn) || {};
}

function resultAt(moments: readonly Trail[], at: number): ToolAnswer {
  const answer = moments[at + 1]?.before?.given.answer;
  return (answer?.kind === "tool" && answer.answer) || { result: {} };
}

/** A tool's answer in which one member, or all of it, is another. */
function answering(answer: ToolAnswer, name: string, value: unknown): ToolAnswer {
  if (name === "tool_result") return { result: value ?? null };
  const result = "result" in answer ? answer.result : undefined;
  const members = new Map(typeof result === "object" && result !== null ? Object.entries(result) : []);
  const key = name.slice("tool_result.".length);
  if (value === undefined) members.delete(key);
  else members.set(key, value);
  return { result: Object.fromEntries(members) };
}
