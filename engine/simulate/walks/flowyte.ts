import type { Flow, FlowNode } from "../../flow/flow.ts";
import { nearest } from "../../text/nearest.ts";
import { took } from "../draft.ts";
import { collect, hearValue } from "../flowyte/collect.ts";
import { type Draft, finish, fresh, keep, note, type Own, rendered, say, warn } from "../flowyte/draft.ts";
import { holds } from "../flowyte/evaluate.ts";
import type { Condition } from "../flowyte/expression.ts";
import { refusals } from "../flowyte/refusals.ts";
import { callSkill, hearConfirmation, hearResult } from "../flowyte/skill.ts";
import { prepare } from "../flowyte/step.ts";
import type { Template } from "../flowyte/template.ts";
import { lookUp } from "../flowyte/value.ts";
import type { Answer, State, Walk } from "../state.ts";

/** So many nodes without hearing the caller are a loop. */
const LONGEST_SILENCE = 1000;

/**
 * The walk of a playbook. The vendor says only that the agent walks the graph inline (gather, call and bind, branch,
 * speak, continue) and that a skill with a confirmation pauses for the caller's yes or no and then runs once; all that is
 * finer is Flowproof's choice. Outcomes: `ended`, `branch_not_taken`, `transcript_exhausted`, `dead_end`, `blocked`,
 * `declined`, `unmocked_skill`, `skill_error`, `invalid_condition`, `loop`, `invalid`.
 */
export const flowyte: Walk<Own> = {
  begin(flow, setup) {
    const walk = fresh(setup);
    walkFrom(flow, walk, startOf(flow, walk, setup.startAt));
    return walk;
  },

  advance(flow, state, answer) {
    const walk: Draft = { ...state };
    const node = state.node === undefined ? undefined : flow.byId.get(state.node);
    if (!node || state.wants.kind !== answer.kind) throw misfit(state, answer);
    const handle = take(walk, node, answer);
    if (handle !== undefined) walkFrom(flow, walk, nextBy(flow, walk, node, handle));
    return walk;
  },

  enter(flow, state, node) {
    const { question: _, ...own } = state.own;
    const walk: Draft = { ...state, own: { ...own, arrivals: 0, keys: "" } };
    walkFrom(flow, walk, node);
    return walk;
  },

  resumed: (own, { confirm, options }) => ({ ...own, setup: { ...own.setup, confirm, options } }),
};

/** Takes the answer a node has waited for. The handle to leave by; undefined when it wants more or the walk is over. */
function take(walk: Draft, node: FlowNode, answer: Answer): string | undefined {
  const { step } = prepare(node);
  if (answer.kind === "turn" && step.kind === "collect") return hearValue(walk, node, step, answer.turn);
  if (answer.kind === "turn" && step.kind === "skill") return hearConfirmation(walk, node, step, answer.turn);
  if (answer.kind === "tool" && step.kind === "skill" && walk.wants.kind === "tool")
    return hearResult(walk, node, step, walk.wants.args, answer.answer);
  throw misfit(walk, answer);
}

function misfit(state: State, answer: Answer): Error {
  return new Error(`The walk wants ${state.wants.kind}, it was answered with ${answer.kind}`);
}

function startOf(flow: Flow, walk: Draft, startAt: string | undefined): FlowNode | undefined {
  const reasons = refusals(flow);
  for (const reason of reasons) warn(walk, undefined, reason);
  if (reasons.length > 0) return undefined;
  if (startAt === undefined) return flow.starts[0];
  const node = flow.byId.get(startAt);
  if (!node) {
    const meant = nearest(startAt, flow.byId.keys());
    const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
    warn(walk, undefined, `The walk should begin at "${startAt}", which is not a node${hint}`);
  }
  return node;
}

/** Enters `first` and goes on from node to node until an answer is wanted or the walk is over. */
function walkFrom(flow: Flow, walk: Draft, first: FlowNode | undefined): void {
  // Variables change with turns and calls only: between two answers a node come to twice is a state come to twice.
  const seen = new Set<FlowNode>();
  for (let node = first; node; ) {
    walk.node = node.id;
    note(walk, node, "enter");
    keep(walk, { arrivals: walk.own.arrivals + 1 });
    if (seen.has(node) || walk.own.arrivals >= LONGEST_SILENCE) {
      finish(walk, "loop");
      return;
    }
    seen.add(node);
    const handle = act(walk, node);
    node = handle === undefined ? undefined : nextBy(flow, walk, node, handle);
  }
}

/** Does what a node does. The handle to leave by; undefined when an answer is wanted or the walk is over. */
function act(walk: Draft, node: FlowNode): string | undefined {
  const { step } = prepare(node);
  switch (step.kind) {
    case "say":
      return speak(walk, node, step.text);
    case "collect":
      return collect(walk, node, step);
    case "skill":
      return callSkill(walk, node, step);
    case "branch":
      return branch(walk, node, step.condition);
    case "end":
      note(walk, node, "end");
      finish(walk, "ended", node.id);
      return undefined;
  }
}

function speak(walk: Draft, node: FlowNode, template: Template | undefined): string {
  const text = template ? rendered(walk, node, template, walk.variables) : "";
  if (say(walk, node, text)) note(walk, node, "say", { data: { text } });
  return "success";
}

function branch(walk: Draft, node: FlowNode, { expression, error, doubts, reads }: Condition): string | undefined {
  for (const { message } of doubts) warn(walk, node, `Condition of "${node.id}": ${message}`);
  if (!expression) {
    warn(walk, node, `Condition of "${node.id}": ${error?.message}`);
    finish(walk, "invalid_condition");
    return undefined;
  }
  const held = holds(expression, walk.variables);
  walk.tried = walk.tried.append({ node, held, at: walk.trace.length });
  const decision = held ? "true" : "false";
  const read = reads.map(({ path }) => [path.join("."), lookUp(walk.variables, path) ?? null]);
  note(walk, node, "branch", { decision, data: Object.fromEntries(read) });
  return decision;
}

/** The node that `handle` leads to; without one the walk is over. */
function nextBy(flow: Flow, walk: Draft, node: FlowNode, handle: string): FlowNode | undefined {
  const edge = prepare(node).edges.get(handle);
  const next = edge?.target && flow.byId.get(edge.target.id);
  if (edge) took(walk, { from: node, transition: edge, to: next });
  if (next) return next;
  if (!edge && handle === "false") {
    // Public material says that a branch merely continues when its condition holds.
    finish(walk, "branch_not_taken", node.id);
    return undefined;
  }
  if (!edge) warn(walk, node, `Node "${node.id}" has no edge for ${handle}`);
  else if (!edge.target) warn(walk, node, `The edge for ${handle} of node "${node.id}" has no target`);
  else
    warn(walk, node, `The edge for ${handle} of node "${node.id}" leads to "${edge.target.id}", which is not a node`);
  finish(walk, "dead_end");
  return undefined;
}
