import { type Arrival, type Bindings, bindings } from "../flow/bindings.ts";
import { cycles } from "../flow/cycles.ts";
import type { Flow, FlowNode } from "../flow/flow.ts";
import { isEnd, type Leading, leadingTo } from "../flow/leadingTo.ts";
import { type NameTable, nameTable } from "../flow/nameTable.ts";
import { pathAlong, shortestPath, shortestPaths } from "../flow/paths.ts";
import { type NodeSet, reachableBy } from "../flow/reach.ts";
import { type Roads, roadsOf } from "../flow/roads.ts";
import { hasHole, traps } from "../flow/traps.ts";
import { meant } from "./meant.ts";

/**
 * The graph questions rules share, each answered when first asked, and once for all versions of a flow that have the
 * same shape.
 */
export interface Graph {
  /** Every node a walk can come to: from the starts and from global nodes, along transitions as they were meant. */
  readonly reached: NodeSet;
  /** The ways from node to node, transitions as they were meant. */
  readonly roads: Roads;
  /** Every node from which a walk can come to an end, along transitions as they were meant. */
  readonly leadsToEnd: Leading;
  /** Whether a walk can come to no end at all, and neither a hole nor a misspelt transition is to blame. */
  readonly isEndless: boolean;
  /** The circles of reached nodes that a walk cannot leave, by the nodes' positions; see `traps`. */
  readonly traps: readonly (readonly number[])[];
  /**
   * The circles of nodes that pass `keep`; see `cycles`. A `question` is always asked with the same `keep`, which may look at
   * nothing but what the shape is made of.
   */
  circles(question: string, keep: (node: FlowNode) => boolean): readonly (readonly FlowNode[])[];
  /** A shortest walk from the starts to a node, both included; undefined where none comes to it. */
  pathTo(node: FlowNode): FlowNode[] | undefined;
  /** Where each name is used. */
  readonly names: NameTable;
  /** With what walks arrive where names are used. */
  readonly bindings: Bindings;
  /** A shortest walk from the starts to a use of a variable on which nothing binds that; undefined where there is none. */
  pathWithout(arrival: Arrival): FlowNode[] | undefined;
  /** A shortest walk to where a variable is bound from where another node has bound it; undefined where there is none. */
  pathFromOther(arrival: Arrival): FlowNode[] | undefined;
}

/**
 * What has been answered about a shape. Answers name nodes by position and names by themselves; they hold nothing of the
 * version in which they were worked out.
 */
interface Answers {
  reached?: NodeSet;
  roads?: Roads;
  leadsToEnd?: Leading;
  isEndless?: boolean;
  traps?: readonly (readonly number[])[];
  /** By question, by the nodes' positions. */
  circles?: Map<string, readonly (readonly number[])[]>;
  paths?: Int32Array;
  names?: NameTable;
  bindings?: Bindings;
  /** Shortest walks on which nothing binds a variable, by its name. */
  without?: Map<string, Int32Array>;
  /** Shortest walks to an arrival, which stays the same one as long as the shape does, from another that binds. */
  fromOthers?: WeakMap<Arrival, readonly number[]>;
}

const known = new WeakMap<object, Answers>();

/** The answers about a flow. */
export function graphOf(flow: Flow): Graph {
  let answers = known.get(flow.shape);
  if (!answers) {
    answers = {};
    known.set(flow.shape, answers);
  }
  return new AskedGraph(flow, answers);
}

class AskedGraph implements Graph {
  private readonly flow: Flow;
  private readonly answers: Answers;

  constructor(flow: Flow, answers: Answers) {
    this.flow = flow;
    this.answers = answers;
  }

  get reached(): NodeSet {
    const { flow } = this;
    this.answers.reached ??= reachableBy(flow, this.roads, [
      ...flow.starts,
      ...flow.nodes.filter((node) => node.global),
    ]);
    return this.answers.reached;
  }

  get roads(): Roads {
    this.answers.roads ??= roadsOf(this.flow, (id) => meant(this.flow, id));
    return this.answers.roads;
  }

  get leadsToEnd(): Leading {
    this.answers.leadsToEnd ??= leadingTo(this.flow, this.roads, isEnd);
    return this.answers.leadsToEnd;
  }

  get isEndless(): boolean {
    this.answers.isEndless ??= this.findsNoEnd();
    return this.answers.isEndless;
  }

  get traps(): readonly (readonly number[])[] {
    const { reached, leadsToEnd } = this;
    this.answers.traps ??= traps(this.flow, (node) => reached.has(node) && !leadsToEnd.has(node)).map((circle) =>
      circle.map(({ index }) => index),
    );
    return this.answers.traps;
  }

  circles(question: string, keep: (node: FlowNode) => boolean): readonly (readonly FlowNode[])[] {
    const { flow, answers } = this;
    answers.circles ??= new Map();
    let circles = answers.circles.get(question);
    if (!circles) {
      circles = cycles(flow, keep).map((circle) => circle.map(({ index }) => index));
      answers.circles.set(question, circles);
    }
    return circles.map((circle) => circle.map((index) => flow.nodes[index]!));
  }

  pathTo(node: FlowNode): FlowNode[] | undefined {
    this.answers.paths ??= shortestPaths(this.flow, this.flow.starts);
    return pathAlong(this.flow, this.answers.paths, node);
  }

  get names(): NameTable {
    this.answers.names ??= nameTable(this.flow);
    return this.answers.names;
  }

  get bindings(): Bindings {
    const { flow, names, roads, reached } = this;
    this.answers.bindings ??= bindings(flow, names, roads, reached);
    return this.answers.bindings;
  }

  pathWithout({ name, spot }: Arrival): FlowNode[] | undefined {
    const { flow, answers } = this;
    answers.without ??= new Map();
    let before = answers.without.get(name);
    if (!before) {
      before = shortestPaths(flow, flow.starts, (_, transition) => transition?.knows?.includes(name) ?? false);
      answers.without.set(name, before);
    }
    return pathAlong(flow, before, flow.nodes[spot.node]!);
  }

  pathFromOther(arrival: Arrival): FlowNode[] | undefined {
    const { flow, answers } = this;
    answers.fromOthers ??= new WeakMap();
    let path = answers.fromOthers.get(arrival);
    if (!path) {
      path = this.walkFromOther(arrival)?.map(({ index }) => index) ?? [];
      answers.fromOthers.set(arrival, path);
    }
    return path.length === 0 ? undefined : path.map((index) => flow.nodes[index]!);
  }

  private walkFromOther({ name, spot }: Arrival): FlowNode[] | undefined {
    const { flow, reached, names } = this;
    const others = new Set(names.variable.get(name)?.binds.map(({ node }) => flow.nodes[node]!));
    const binding = (node: FlowNode): boolean => node.index !== spot.node && others.has(node) && reached.has(node);
    return shortestPath(
      flow,
      flow.nodes.filter(binding),
      ({ index }) => index === spot.node,
      // It is left by a way that binds, and not gone through once more.
      (node, transition) => binding(node) && !transition?.knows?.includes(name),
    );
  }

  private findsNoEnd(): boolean {
    const { flow, reached } = this;
    const ends = flow.nodes.filter(isEnd);
    if (ends.length === 0) return true;
    return (
      !ends.some((node) => reached.has(node)) && !flow.nodes.some((node) => reached.has(node) && hasHole(flow, node))
    );
  }
}
