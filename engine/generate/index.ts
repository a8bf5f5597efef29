// What lives here: cases that write themselves. Walks are walked with every possible answer, shortest first, and what they
// find is written down as flow tests that have been run. What a dialect offers to answer stands in its folder.

import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import { type Cover, type Covering, covering } from "./cover.ts";
import { type Taking, taking } from "./take.ts";

export { type Cover, type Covering, covering, type Missing } from "./cover.ts";
export { type Taking, taking } from "./take.ts";

/** `covering`, all at once. */
export function cover(flow: Flow, how: Cover = {}): Covering {
  return drained(covering(flow, how));
}

/** `taking`, all at once. */
export function take(
  flow: Flow,
  node: FlowNode,
  transition: Transition,
  how: Parameters<typeof taking>[3] = {},
): Taking {
  return drained(taking(flow, node, transition, how));
}

function drained<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
