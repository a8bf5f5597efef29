import { arrivals, type Gain, type Question, WITH, WITHOUT } from "./arrivals.ts";
import type { Flow } from "./flow.ts";
import { AROUND, type NameTable, type Spot, useAt } from "./nameTable.ts";
import type { NodeSet } from "./reach.ts";
import { eachTransition, type Roads } from "./roads.ts";

/** A use of a variable, or of a node in a token, and with what walks come to it. */
export interface Arrival {
  readonly name: string;
  readonly spot: Spot;
  /** Some walk comes without what it needs. */
  readonly without: boolean;
  /** Some walk comes with it. */
  readonly with: boolean;
}

/** With what walks arrive where names are used. It holds nothing of the version it was made from. */
export interface Bindings {
  /** Reads of variables that something in the flow binds, where some walk comes without. */
  readonly reads: readonly Arrival[];
  /** Where one of several binds a variable and some walk comes with a value already. */
  readonly binds: readonly Arrival[];
  /** Reads of what a node was given, where no walk has been there. */
  readonly tokens: readonly Arrival[];
}

/**
 * What walks know where they arrive: a variable has a value from the first transition on that makes sure of it
 * (`Transition.knows`), and keeps it. Left out is what has a value from the start, what stands in no node, reads that
 * only ask or are mere text where nothing has the name, and what is bound by unreachable nodes alone.
 */
export function bindings(flow: Flow, { variable, node }: NameTable, roads: Roads, reached: NodeSet): Bindings {
  const variables = new Map<string, number>();
  const reads: Asked[] = [];
  const binds: Asked[] = [];
  for (const [name, uses] of variable) {
    if (uses.binds.length === 0 || uses.declares.length > 0 || flow.given?.has(name)) continue;
    if (useAt(flow, uses.binds[0]!).before) continue; // an argument of a node: tokens ask for the node
    const fact = variables.size;
    const own = new Set(uses.binds.map((spot) => spot.node));
    for (const spot of uses.reads) {
      if (spot.node === AROUND) continue;
      const { perhaps, asks, late } = useAt(flow, spot);
      if (!perhaps && !asks && !(late && own.has(spot.node))) reads.push({ name, spot, fact, node: spot.node });
    }
    if (own.size > 1) for (const spot of uses.binds) binds.push({ name, spot, fact, node: spot.node });
    variables.set(name, fact);
  }
  const sources = new Map<number, number>();
  const tokens: Asked[] = [];
  for (const [name, uses] of node) {
    const source = flow.byId.get(name);
    if (!source) continue;
    for (const spot of uses.reads) {
      if (spot.node === AROUND || spot.node === source.index) continue;
      if (!sources.has(source.index)) sources.set(source.index, variables.size + sources.size);
      tokens.push({ name, spot, fact: sources.get(source.index)!, node: spot.node });
    }
  }
  if (reads.length + binds.length + tokens.length === 0) return nothing;
  const gains: Gain[] = [];
  eachTransition(flow, roads, ({ knows }, road) => {
    for (const name of knows ?? []) {
      const fact = variables.get(name);
      if (fact !== undefined) gains.push({ fact, road });
    }
  });
  for (const [source, fact] of sources)
    for (let road = roads.first[source]!; road < roads.first[source + 1]!; road++) gains.push({ fact, road });
  const questions = [...reads, ...binds, ...tokens];
  const answers = arrivals(
    roads,
    flow.starts.map(({ index }) => index),
    gains,
    questions,
  );
  const arrived = questions.map(({ name, spot }, i): Arrival => {
    const answer = answers[i]!;
    return { name, spot, without: (answer & WITHOUT) !== 0, with: (answer & WITH) !== 0 };
  });
  const isReached = (index: number): boolean => reached.has(flow.nodes[index]!);
  return {
    reads: arrived
      .slice(0, reads.length)
      .filter((read) => read.without && (read.with || variable.get(read.name)!.binds.some((at) => isReached(at.node)))),
    binds: arrived.slice(reads.length, reads.length + binds.length).filter((bind) => bind.with),
    tokens: arrived
      .slice(reads.length + binds.length)
      .filter((token) => token.without && !token.with && isReached(flow.byId.get(token.name)!.index)),
  };
}

type Asked = Question & Pick<Arrival, "name" | "spot">;

const nothing: Bindings = { reads: [], binds: [], tokens: [] };
