// What a walk reads of its flow, each thing by a name: `node greet`, `ids`, `snippet hours`. Two versions of a flow differ in
// such things as well, so that a change can affect a walk only where the two meet. What there is beyond the nodes is told by
// each dialect, in the file `readings.ts` beside its walk.

import type { Flow, FlowFormat, FlowNode } from "../flow/flow.ts";
import { equal } from "../text/equal.ts";
import { remember } from "../text/remember.ts";
import { factsOfSkills, readings as flowyte } from "./flowyte/readings.ts";
import { allIds, anything, type Facts, type Reading, type Readings, readingOfNode } from "./reading.ts";
import type { Setup, Skill, State } from "./state.ts";
import { readings as voicetest } from "./voicetest/readings.ts";
import { readings as yappr } from "./yappr/readings.ts";

const dialects: Record<FlowFormat, Readings> = {
  "yappr-flow": yappr,
  "flowyte-playbook": flowyte,
  "voicetest-graph": voicetest,
};

/** What a walk has read of its flow and its skills up to a state, each once. */
export function readingsOf(flow: Flow, state: State, setup: Setup): Reading[] {
  const read = new Set<Reading>();
  for (const { step_id, kind } of state.trace) if (kind === "enter") read.add(readingOfNode(step_id));
  for (const each of dialects[flow.format].read(flow, state, setup)) read.add(each);
  return [...read];
}

/** What many walks have in common. */
export interface Ground {
  readonly flow: Flow;
  readonly skills?: readonly Skill[];
}

/** The things that a walk of `before` could have read and that are other ones in `now`; none where the two are the very same. */
export function changedReadings(before: Ground, now: Ground): ReadonlySet<Reading> {
  const found = new Set<Reading>();
  if (before.flow !== now.flow) {
    for (const [id, node] of before.flow.byId)
      if (before.flow.format !== now.flow.format || !alike(node, now.flow.byId.get(id))) found.add(readingOfNode(id));
    differing(factsOf(before.flow), factsOf(now.flow), found);
  }
  if (before.skills !== now.skills)
    differing(new Map(factsOfSkills(before.skills)), new Map(factsOfSkills(now.skills)), found);
  if (found.size > 0) found.add(anything);
  return found;
}

function differing(before: Facts, now: Facts, found: Set<Reading>): void {
  for (const names of [before.keys(), now.keys()])
    for (const name of names) if (!equal(before.get(name), now.get(name))) found.add(name);
}

/** Its own value says all that a walk reads of a node, but for dialects that list transitions apart. */
function alike(a: FlowNode, b: FlowNode | undefined): boolean {
  if (a === b) return true;
  return (
    b !== undefined &&
    equal(a.value, b.value) &&
    a.transitions.length === b.transitions.length &&
    a.transitions.every((one, i) => {
      const other = b.transitions[i]!;
      return one.id === other.id && one.handle === other.handle && one.target?.id === other.target?.id;
    })
  );
}

const factsOf = remember(
  (flow: Flow): Facts => new Map([[allIds, [...flow.byId.keys()]], ...dialects[flow.format].facts(flow)]),
);
