// What lives here: the small languages of a playbook (conditions, templates, key presses, the caller's yes and no) and
// what a skill call needs. The vendor documents none of them, so unless a comment says otherwise all of it is
// Flowproof's choice. The walk itself stands in `walks/flowyte.ts`.

import type { FlowNode } from "../../flow/flow.ts";
import type { Turn } from "../state.ts";
import { bind, type Draft, hear, keep, needsInput, note, rendered, say, warn } from "./draft.ts";
import { received } from "./received.ts";
import type { CollectStep } from "./step.ts";
import { isBlank } from "./value.ts";

/**
 * Comes to a collect: goes on when its slot has a value, else asks. With the option `recollect` it asks whenever the walk
 * comes back. The handle to leave by; undefined when the caller is being asked.
 */
export function collect(walk: Draft, node: FlowNode, step: CollectStep): string | undefined {
  const { met, setup } = walk.own;
  const again = met.has(node.id);
  if (setup.options?.recollect && !again) keep(walk, { met: new Set([...met, node.id]) });
  if (step.slot === undefined) warn(walk, node, `Node "${node.id}" names no slot; what the caller says is not kept`);
  const value = step.slot === undefined ? undefined : walk.variables.get(step.slot);
  return isBlank(value) || again ? ask(walk, node, step) : captured(walk, node, step, value, "already bound");
}

/** Hears a turn at a collect. The handle to leave by; undefined when more is wanted, or the walk is over. */
export function hearValue(walk: Draft, node: FlowNode, step: CollectStep, turn: Turn | undefined): string | undefined {
  if (!hear(walk, turn)) return undefined;
  const got = received(step, walk.own.keys, turn);
  for (const problem of got.problems) warn(walk, node, problem);
  keep(walk, { keys: got.kind === "keys" ? got.keys : "" });
  if (got.kind === "keys") return undefined; // the walk wants a turn, as before
  if (got.kind === "nothing") return needsInput(walk, node, got.reason) ?? ask(walk, node, step);
  if (step.slot !== undefined) bind(walk, [[step.slot, got.value]]);
  return captured(walk, node, step, got.value);
}

function ask(walk: Draft, node: FlowNode, { prompt }: CollectStep): undefined {
  const text = prompt ? rendered(walk, node, prompt, walk.variables) : "";
  note(walk, node, "ask", say(walk, node, text) ? { data: { text } } : {});
  keep(walk, { keys: "" });
  walk.wants = { kind: "turn", node: node.id };
}

function captured(walk: Draft, node: FlowNode, { slot }: CollectStep, value: unknown, reason?: string): string {
  const data = slot === undefined ? { value } : { slot, value };
  note(walk, node, "capture", { decision: "success", ...(reason && { reason }), data });
  return "success";
}
