import type { Flow } from "../flow/flow.ts";
import { runCase } from "../flowtest/run.ts";
import { writtenCase } from "../flowtest/writtenCase.ts";
import { read } from "../formats/index.ts";
import type { State } from "../simulate/state.ts";
import type { Json } from "../text/value.ts";
import { answersOf, type Trail } from "./trail.ts";

/** A case that has been run. */
export interface Proof {
  readonly written: Json;
  readonly state: State;
}

/** A walk written down as a case, read back, and run; undefined for one that does not pass. */
export function proved(name: string, flow: Flow, { setup, state, ...trail }: Trail): Proof | undefined {
  const written = writtenCase(name, flow, setup, answersOf({ setup, state, ...trail }), state);
  const [one] = read(JSON.stringify({ flow: "flow.json", cases: [written] }), "a.flowtest.json").tests?.cases ?? [];
  const result = one && runCase(one, flow, { skills: setup.skills, now: () => 0, file: "a.flowtest.json" });
  return result?.status === "passed" && result.state ? { written, state: result.state } : undefined;
}
