import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import type { State, WalkOptions } from "../simulate/state.ts";
import type { Count, Coverage } from "./coverage.ts";
import { measured } from "./measured.ts";

/** What came of a case, as far as coverage asks. */
export interface CoveringWalk {
  /** The case's id. */
  readonly id: string;
  /** Undefined where the case never began to walk. */
  readonly state?: Pick<State, "trace" | "taken" | "tried" | "variables">;
  readonly options?: WalkOptions;
}

/** What walks have covered of a flow; a `Collector` takes them one after the other. */
export function coverageOf(flow: Flow, walks: Iterable<CoveringWalk>): Coverage {
  const collector = new Collector(flow);
  for (const walk of walks) collector.add(walk);
  return collector.coverage();
}

/** What was counted, before anything is said about what could be. */
export interface Counts {
  /** Of the cases, their ids. */
  readonly cases: readonly string[];
  readonly nodes: ReadonlyMap<FlowNode, Count>;
  readonly transitions: ReadonlyMap<Transition, Count>;
  /** By the transition whose condition it is, else by the node. */
  readonly held: ReadonlyMap<Transition | FlowNode, Count>;
  readonly failed: ReadonlyMap<Transition | FlowNode, Count>;
  /** Some case has asked for jumps to global nodes. */
  readonly jumps: boolean;
  /** The names of the variables that walks have known. */
  readonly variables: ReadonlySet<string>;
}

/**
 * Counts walks through one flow as they come, and keeps none of them. A walk counts as far as it went, whatever the verdict
 * on its case (Flowproof's choice). A walk costs the length of its trace.
 */
export class Collector {
  readonly flow: Flow;
  private readonly cases: string[] = [];
  private readonly nodes = new Map<FlowNode, Tally>();
  private readonly transitions = new Map<Transition, Tally>();
  private readonly held = new Map<Transition | FlowNode, Tally>();
  private readonly failed = new Map<Transition | FlowNode, Tally>();
  private readonly variables = new Set<string>();
  private jumps = false;

  constructor(flow: Flow) {
    this.flow = flow;
  }

  add({ id, state, options }: CoveringWalk): void {
    const at = this.cases.push(id) - 1;
    this.jumps ||= options?.globals === "fallback";
    if (!state) return;
    const { trace, taken, tried, variables } = state;
    for (const name of variables.keys()) this.variables.add(name);
    for (let i = 0; i < trace.length; i++) {
      const entry = trace.at(i)!;
      const node = entry.kind === "enter" ? this.flow.byId.get(entry.step_id) : undefined;
      if (node) count(this.nodes, node, at);
    }
    for (let i = 0; i < taken.length; i++) {
      const { transition } = taken.at(i)!;
      if (transition) count(this.transitions, transition, at);
    }
    for (let i = 0; i < tried.length; i++) {
      const { node, transition, held } = tried.at(i)!;
      count(held ? this.held : this.failed, transition ?? node, at);
    }
  }

  /** What was covered so far; which of the rest any case could reach is worked out now. */
  coverage(): Coverage {
    const { cases, nodes, transitions, held, failed, jumps, variables } = this;
    return measured(this.flow, { cases: [...cases], nodes, transitions, held, failed, jumps, variables });
  }
}

interface Tally {
  hits: number;
  readonly cases: number[];
}

function count<K>(tallies: Map<K, Tally>, key: K, at: number): void {
  const tally = tallies.get(key);
  if (!tally) tallies.set(key, { hits: 1, cases: [at] });
  else {
    tally.hits++;
    if (tally.cases.at(-1) !== at) tally.cases.push(at);
  }
}
