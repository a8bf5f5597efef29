import type { Flow, FlowFormat, FlowNode } from "../flow/flow.ts";
import { ownAt } from "../text/value.ts";
import type { Ask, Asked, Told } from "./asked.ts";
import type { Decisions, IsVariable } from "./conditions/decision.ts";
import { ask as askFlowyte } from "./flowyte/ask.ts";
import { decisionsOf as flowyteDecisions } from "./flowyte/decisions.ts";
import { canBeSaid as flowyteCanBeSaid } from "./flowyte/template.ts";
import type { Answer, Setup, State, Walk } from "./state.ts";
import { ask as askVoicetest } from "./voicetest/ask.ts";
import { isPlain, decisionsOf as voicetestDecisions } from "./voicetest/decisions.ts";
import { canBeSaid as voicetestCanBeSaid } from "./voicetest/template.ts";
import { flowyte } from "./walks/flowyte.ts";
import { voicetest } from "./walks/voicetest.ts";
import { yappr } from "./walks/yappr.ts";
import { ask as askYappr } from "./yappr/ask.ts";
import { decisionsOf as yapprDecisions } from "./yappr/decisions.ts";

export { readToConfirm } from "./flowyte/confirm.ts";

// A walk only ever meets states that it made itself, so the type of what it keeps in them is its own affair.
const walks = {
  "yappr-flow": yappr,
  "flowyte-playbook": flowyte,
  "voicetest-graph": voicetest,
} as Record<FlowFormat, Walk>;

/** The first state of a walk through `flow`, advanced to where it first needs an answer. */
export function begin(flow: Flow, setup: Setup = {}): State {
  return walks[flow.format].begin(flow, setup);
}

/**
 * The state after an answer. Pure: same flow, state and answer, same result. Any earlier state can be advanced again.
 * Throws when the answer is not of the kind the state wants, which is a mistake of the driver, not of the user.
 */
export function advance(flow: Flow, state: State, answer: Answer): State {
  if (state.wants.kind !== answer.kind)
    throw new Error(`The walk wants ${state.wants.kind}, it was answered with ${answer.kind}`);
  return walks[flow.format].advance(flow, state, answer);
}

/**
 * The state after arriving at `node` in the midst of a walk: whatever `state` wanted is given up. What a walk goes on with
 * when a person has changed a value. A loop is counted from here.
 */
export function enter(flow: Flow, state: State, node: FlowNode): State {
  return walks[flow.format].enter(flow, state, node);
}

/**
 * A state with more variables, and with the tools to confirm and the options that count from there on: what somebody else
 * takes up the walk with.
 */
export function resume(flow: Flow, state: State, setup: Pick<Setup, "variables" | "confirm" | "options">): State {
  const { resumed } = walks[flow.format];
  const given = Object.entries(setup.variables ?? {}).filter(([, value]) => value !== undefined);
  return {
    ...state,
    ...(given.length > 0 && { variables: new Map([...state.variables, ...given]) }),
    ...(resumed && { own: resumed(state.own, setup) }),
  };
}

const deciders: Record<FlowFormat, (node: FlowNode, isVariable: IsVariable) => Decisions | undefined> = {
  "yappr-flow": yapprDecisions,
  "flowyte-playbook": flowyteDecisions,
  "voicetest-graph": voicetestDecisions,
};

const sayers: Record<FlowFormat, (name: string) => boolean> = {
  "yappr-flow": () => true, // tokens name arguments, which are called whatever tools call them
  "flowyte-playbook": flowyteCanBeSaid,
  "voicetest-graph": voicetestCanBeSaid,
};

/** Whether a placeholder of the dialect can name what is called like this. */
export function canBeSaid(format: FlowFormat, name: string): boolean {
  return sayers[format](name);
}

/** What comparisons of values decide at a node; undefined where none do. */
export function decisionsOf(format: FlowFormat, node: FlowNode, isVariable: IsVariable): Decisions | undefined {
  return deciders[format](node, isVariable);
}

/** Whether one sees at a glance that nothing about the comparisons of a node is certain; false where it takes a closer look. */
export function isPlainAt(format: FlowFormat, node: FlowNode): boolean {
  return format === "voicetest-graph" && isPlain(node);
}

const askers: Record<FlowFormat, Ask> = {
  "yappr-flow": askYappr,
  "flowyte-playbook": askFlowyte,
  "voicetest-graph": askVoicetest,
};

/**
 * What a name or a condition, written as the dialect has it, comes to at a moment of a walk. Names of variables as they
 * stand win over all else, also those that no condition could spell; `results.name` is what a tool answered.
 */
export function askedOf(format: FlowFormat, text: string, state: Asked): Told {
  const name = text.trim().replace(/^\{\{?\s*([^{}]*?)\s*\}?\}$/s, "$1");
  if (name === "") return { ok: false, why: "There is nothing to look up" };
  if (state.variables.has(name)) return { ok: true, value: state.variables.get(name) };
  if (name.startsWith("results.")) return { ok: true, value: resultAt(name.slice("results.".length), state) };
  return askers[format](name, state);
}

/** Results go by the names of nodes, which may have dots and blanks in them: the longest that fits is meant. */
function resultAt(written: string, { results }: Asked): unknown {
  for (let end = written.length; end > 0; end = written.lastIndexOf(".", end - 1)) {
    const name = written.slice(0, end);
    if (!results.has(name)) continue;
    const path = written.slice(end + 1);
    return path === "" ? results.get(name) : ownAt(results.get(name), path.split("."));
  }
  return undefined;
}
