import type { Flow } from "../flow/flow.ts";
import type { Setup, State } from "./state.ts";

/** A thing that a walk reads, by its name; the same name means the same thing in every version of a flow. */
export type Reading = string;

/** Any change at all changes it: what is said to have been read where nothing more is certain. */
export const anything: Reading = "anything";

/** The ids that there are, in their order: read where a node is looked for that is none, or one is offered that was meant. */
export const allIds: Reading = "ids";

/** Why the flow cannot be walked, if it cannot. */
export const refusal: Reading = "refusal";

/** The node where walks begin. */
export const start: Reading = "start";

/** The nodes that can be jumped to, and what they say of themselves. */
export const globals: Reading = "globals";

/** A node: all that is written in it, and the ways that leave it. */
export function readingOfNode(id: string): Reading {
  return `node ${id}`;
}

/** Values by the names of the readings that they are. */
export type Facts = ReadonlyMap<Reading, unknown>;

/** What a dialect's walk reads of a flow beyond its nodes. */
export interface Readings {
  /** What there is to be read. */
  facts(flow: Flow): Iterable<readonly [Reading, unknown]>;
  /** What of it a walk has read; `allIds` wherever it has asked for a node that is not there. */
  read(flow: Flow, state: State, setup: Setup): Iterable<Reading>;
}

/** Whether a walk took a way that names a node and found none. */
export function missedNode({ taken }: State): boolean {
  for (const { transition, to } of taken) if (!to && transition?.target) return true;
  return false;
}
