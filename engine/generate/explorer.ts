import type { Flow, FlowNode } from "../flow/flow.ts";
import { type Leading, leadingTo } from "../flow/leadingTo.ts";
import { roadsOf } from "../flow/roads.ts";
import { shown } from "../flowtest/shown.ts";
import type { Setup } from "../simulate/state.ts";
import { type Deed, lastDeeds } from "./deeds.ts";
import { type Dialect, type Outcome, outcomeAt } from "./dialect.ts";
import { flipped } from "./flip.ts";
import { successors } from "./successors.ts";
import { beginTrail, type Trail } from "./trail.ts";

/** How many walks may come to one place with different values before it is left at that: more, the longer something is missing. */
const ARRIVALS = [3, 12, 48];
const MOST_FLIPS = 4;

/** Answers that a search may give before it stops; it then says so. */
function mostAnswers(flow: Flow): number {
  return 20_000 + 200 * flow.nodes.reduce((sum, { transitions }) => sum + transitions.length, 0);
}

/**
 * A search of walks with every possible answer, shortest first. A place that walks have come to before in the same way, as
 * far as anything after it depends on that, is not gone on from again. Where values decide, walks are walked again with
 * values for which it comes out otherwise. Whatever is found has been walked.
 */
export class Explorer {
  /** A shortest walk found that does each of the things there are to do, up to there. */
  readonly found = new Map<Deed, Trail>();
  /** Whether the search was ended by its limit. */
  exhausted = false;
  /** Answers given. */
  answers = 0;

  private readonly flow: Flow;
  private readonly dialect: Dialect;
  private readonly most: number;
  private readonly queue: Trail[] = [];
  private readonly flips: Flip[] = [];
  private readonly flipsMade = new Map<Outcome, number>();
  /** By node, the outcomes of what is decided there that some walk has seen. */
  private readonly decided = new Map<FlowNode, Set<Outcome>>();
  private readonly arrivals = new Map<string, Set<string>>();
  private later: Trail[] = [];
  private level = 0;
  private readonly reading: (name: string, node: FlowNode) => boolean;

  constructor(flow: Flow, dialect: Dialect, setup: Setup) {
    this.flow = flow;
    this.dialect = dialect;
    this.most = mostAnswers(flow);
    this.reading = readingFrom(flow, dialect);
    this.admit(beginTrail(flow, setup));
  }

  /**
   * Searches until nothing is left to try or everything `wanted` is found; `wanted` tells whether anything is missing. It
   * stops after each step, so that whoever waits can do something else.
   */
  *search(wanted: () => boolean): Generator<void> {
    let at = 0;
    let tried = 0;
    while (wanted()) {
      if (this.answers >= this.most) {
        this.exhausted = true;
        return;
      }
      const flip = this.flips[tried];
      if (flip) {
        tried++;
        this.try(flip);
      } else {
        const trail = this.queue[at++];
        if (!trail) {
          if (!this.lookCloser()) return;
          continue;
        }
        for (const next of successors(this.flow, this.dialect, trail)) {
          this.admit(next);
          yield; // of a node with thousands of ways out all of them take seconds
        }
      }
      yield;
    }
  }

  /** Lets more walks come to each place. False when no walk was kept from that. */
  private lookCloser(): boolean {
    if (this.level + 1 >= ARRIVALS.length || this.later.length === 0) return false;
    this.level++;
    const { later } = this;
    this.later = [];
    for (const trail of later) if (this.isNew(trail)) this.queue.push(trail);
    return true;
  }

  private admit(trail: Trail): void {
    this.answers++;
    this.note(trail);
    if (trail.state.wants.kind !== "nothing" && this.isNew(trail)) this.queue.push(trail);
  }

  private note(trail: Trail): void {
    for (const deed of lastDeeds(this.flow, trail)) if (!this.found.has(deed)) this.found.set(deed, trail);
    let solving: ReturnType<Dialect["solving"]> | undefined;
    for (const node of this.dialect.decided(trail)) {
      const deciding = this.dialect.deciding(node);
      if (!deciding) continue;
      const seen = entry(this.decided, node);
      if (seen.size === deciding.length) continue;
      solving ??= this.dialect.solving(trail.state.variables);
      const came = outcomeAt(deciding, solving);
      if (came) seen.add(came);
      for (const outcome of deciding) if (!seen.has(outcome)) this.flips.push({ trail, node, outcome });
    }
  }

  /** Walks again with values for which something is decided otherwise. */
  private try({ trail, node, outcome }: Flip): void {
    const made = this.flipsMade.get(outcome) ?? 0;
    const seen = this.decided.get(node)!;
    if (seen.has(outcome) || made >= MOST_FLIPS * ARRIVALS[this.level]!) return;
    this.flipsMade.set(outcome, made + 1);
    for (const { trail: found, answers } of flipped(this.flow, this.dialect, trail, node, outcome.formula)) {
      this.answers += answers;
      this.admit(found);
      if (seen.has(outcome)) return;
    }
  }

  private isNew(trail: Trail): boolean {
    const { node, wants, variables } = trail.state;
    const there = this.flow.byId.get(node ?? "");
    if (!there) return false;
    const place = `${wants.kind} ${there.index}`;
    let way = this.dialect.context(trail);
    for (const [name, value] of variables) if (this.reading(name, there)) way += ` ${name}: ${shown(value, 60)}`;
    const known = entry(this.arrivals, place);
    if (known.has(way)) return false;
    if (known.size >= ARRIVALS[this.level]!) {
      if (this.level + 1 < ARRIVALS.length) this.later.push(trail);
      return false;
    }
    known.add(way);
    return true;
  }
}

interface Flip {
  readonly trail: Trail;
  readonly node: FlowNode;
  readonly outcome: Outcome;
}

// Finding out where each name matters takes nodes times names; beyond this all of them matter everywhere.
const MOST_WORK = 5_000_000;

/** Whether a variable may still be read after a node. */
function readingFrom(flow: Flow, dialect: Dialect): (name: string, node: FlowNode) => boolean {
  const readers = new Map<string, Set<FlowNode>>();
  for (const node of flow.nodes) for (const name of dialect.reads(node)) entry(readers, name).add(node);
  if (readers.size * flow.nodes.length > MOST_WORK) return (name) => readers.has(name);
  const roads = roadsOf(flow, () => undefined);
  const leading = new Map<string, Leading>();
  for (const [name, nodes] of readers)
    leading.set(
      name,
      leadingTo(flow, roads, (node) => nodes.has(node)),
    );
  return (name, node) => leading.get(name)?.has(node) ?? false;
}

/** The set kept for a key; made where there is none yet. */
function entry<K, V>(sets: Map<K, Set<V>>, key: K): Set<V> {
  let found = sets.get(key);
  if (!found) {
    found = new Set();
    sets.set(key, found);
  }
  return found;
}
