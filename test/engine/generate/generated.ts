import assert from "node:assert/strict";
import { sharesOf } from "../../../engine/coverage/coverage.ts";
import type { Flow } from "../../../engine/flow/flow.ts";
import { runCase } from "../../../engine/flowtest/run.ts";
import { read } from "../../../engine/formats/index.ts";
import { type Cover, type Covering, cover, type Taking, take } from "../../../engine/generate/index.ts";
import type { Skill, State } from "../../../engine/simulate/state.ts";
import type { Json } from "../../../engine/text/value.ts";

export function flowOf(written: object): Flow {
  const { flow } = read(JSON.stringify(written), "flow.json");
  assert.ok(flow, "This is no flow");
  return flow;
}

/** The last state of a written case, read back from a file of its own and run; it has to pass. */
export function run(flow: Flow, written: Json, skills?: readonly Skill[]): State {
  const { tests, problems } = read(JSON.stringify({ flow: "f.json", cases: [written] }), "a.flowtest.json");
  assert.deepEqual(problems, []);
  const result = runCase(tests!.cases[0]!, flow, { skills, now: () => 0, file: "a.flowtest.json" });
  assert.equal(`${result.status} ${result.message}`, "passed undefined", JSON.stringify(written));
  return result.state!;
}

/** What is generated for a flow; every case is run, and what they take is what coverage says. */
export function covered(flow: Flow, how: Cover = {}): Covering {
  const found = cover(flow, how);
  for (const one of found.cases) run(flow, one, how.skills);
  assert.equal(new Set(found.cases.map(({ name }) => name)).size, found.cases.length, "two cases of one name");
  return found;
}

/** Asserts that all that can be reached is covered. */
export function assertFull(flow: Flow, how: Cover = {}): Covering {
  const found = covered(flow, how);
  assert.deepEqual(
    found.missing.filter(({ certain }) => !certain),
    [],
  );
  const { nodes, transitions, conditions } = sharesOf(found.coverage);
  assert.equal(nodes.covered, nodes.reachable);
  if (how.of === "nodes") return found;
  assert.equal(transitions.covered, transitions.reachable);
  assert.equal(conditions.covered, conditions.reachable);
  return found;
}

/** The case that takes a way out of a node: by its id, its handle or its target. Run, it does. */
export function taken(flow: Flow, node: string, way: string, skills?: readonly Skill[]): Json {
  const found = takenOrNot(flow, node, way, skills);
  assert.ok("written" in found, JSON.stringify(found));
  const { taken } = run(flow, found.written, skills);
  assert.ok(
    [...taken].some(({ from, transition }) => from.id === node && transition && isCalled(transition, way)),
    `it does not take ${way}`,
  );
  return found.written;
}

export function takenOrNot(flow: Flow, node: string, way: string, skills?: readonly Skill[]): Taking {
  const from = flow.byId.get(node)!;
  const transition = from.transitions.find((each) => isCalled(each, way));
  assert.ok(transition, `"${node}" has no way ${way}`);
  return take(flow, from, transition, { skills });
}

function isCalled({ id, handle, target }: Flow["nodes"][number]["transitions"][number], way: string): boolean {
  return id === way || handle === way || target?.id === way;
}
