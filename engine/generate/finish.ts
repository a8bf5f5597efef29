import type { Flow, FlowNode } from "../flow/flow.ts";
import { isEnd, type Leading, leadingTo } from "../flow/leadingTo.ts";
import { type Roads, roadsOf } from "../flow/roads.ts";
import { outcomeOf } from "../flowtest/outcome.ts";
import { remember } from "../text/remember.ts";
import { type Deed, lastDeeds } from "./deeds.ts";
import type { Dialect } from "./dialect.ts";
import { successors } from "./successors.ts";
import { lastPassed, momentsOf, type Trail } from "./trail.ts";

/** A case in which more is said is hard to read; what is missing then gets one of its own. */
const MOST_TURNS = 12;
const MOST_ANSWERS = 40;
const MOST_TRIED = 2_000;

/** Whether a walk came to a proper end. */
function endsWell(flow: Flow, { state }: Trail): boolean {
  const outcome = outcomeOf(state);
  return outcome === "ended" || (outcome === "branch_not_taken" && flow.format === "flowyte-playbook");
}

/**
 * A walk gone on with to a proper end, and on the way there along as many of the `missing` transitions as come easily:
 * without coming anywhere twice. With nothing missing it is the nearest end. Where no end can be come to it stays as it is.
 */
export function finish(flow: Flow, dialect: Dialect, trail: Trail, missing: ReadonlySet<Deed>): Trail {
  const nearest = missing.size === 0 ? nearestEnd(flow, dialect, trail) : undefined;
  if (nearest) return nearest;
  const roads = roadsFrom(flow);
  const toEnd = toEndFrom(flow);
  const nodes = new Set(missing.size > 0 ? flow.nodes.filter((node) => hasMissing(node, missing)) : []);
  const toMissing = nodes.size > 0 ? leadingTo(flow, roads, (node) => nodes.has(node)) : undefined;
  const visited = new Set(momentsOf(trail).flatMap((moment) => lastPassed(flow, moment)));
  let at = trail;
  while (at.state.wants.kind !== "nothing" && at.length - trail.length < MOST_ANSWERS) {
    let best: { readonly next: Trail; readonly cost: number } | undefined;
    for (const next of successors(flow, dialect, at)) {
      const wander = at.state.turns < MOST_TURNS ? toMissing : undefined;
      const cost = costOf(flow, next, { visited, missing, toEnd, toMissing: wander, from: at });
      if (!best || cost < best.cost) best = { next, cost };
    }
    if (!best || best.cost >= LOST) break;
    for (const node of passedSince(flow, at, best.next)) visited.add(node);
    at = best.next;
  }
  if (endsWell(flow, at)) return at;
  return nearestEnd(flow, dialect, trail) ?? (at.state.wants.kind === "nothing" ? at : trail);
}

const LOST = 1_000_000;

interface Aims {
  readonly from: Trail;
  readonly visited: ReadonlySet<FlowNode>;
  readonly missing: ReadonlySet<Deed>;
  readonly toEnd: Leading;
  readonly toMissing: Leading | undefined;
}

/** How little an answer helps: those that take something missing first, then those that lead to it, then to an end. */
function costOf(flow: Flow, next: Trail, { from, visited, missing, toEnd, toMissing }: Aims): number {
  const node = flow.byId.get(next.state.node ?? "");
  if (!node) return LOST;
  const gained = gainOf(flow, from, next, missing);
  if (next.state.wants.kind === "nothing") return endsWell(flow, next) ? (gained > 0 ? -gained : 500) : LOST;
  if (visited.has(node) || !toEnd.has(node)) return LOST;
  if (gained > 0) return -gained;
  return toMissing?.has(node) ? toMissing.path(flow, node, 100).length : 500 + toEnd.path(flow, node, 1000).length;
}

function gainOf(flow: Flow, from: Trail, next: Trail, missing: ReadonlySet<Deed>): number {
  const found = new Set<Deed>();
  for (let at: Trail | undefined = next; at && at !== from; at = at.before?.trail)
    for (const deed of lastDeeds(flow, at)) if (missing.has(deed)) found.add(deed);
  return found.size;
}

function hasMissing(node: FlowNode, missing: ReadonlySet<Deed>): boolean {
  return missing.has(node) || node.transitions.some((transition) => missing.has(transition));
}

function passedSince(flow: Flow, from: Trail, to: Trail): FlowNode[] {
  const found: FlowNode[] = [];
  for (let at: Trail | undefined = to; at && at !== from; at = at.before?.trail) found.push(...lastPassed(flow, at));
  return found;
}

/** The walk gone on with to the nearest proper end; undefined where none is found. */
function nearestEnd(flow: Flow, dialect: Dialect, trail: Trail): Trail | undefined {
  const from = flow.byId.get(trail.state.node ?? "");
  if (!from || !toEndFrom(flow).has(from)) return undefined;
  const open = [trail];
  const seen = new Set<string>();
  let tried = 0;
  for (const at of open)
    for (const next of successors(flow, dialect, at)) {
      if (++tried > MOST_TRIED) return undefined;
      if (endsWell(flow, next)) return next;
      const { node, wants } = next.state;
      const place = `${wants.kind} ${node}`;
      if (wants.kind === "nothing" || seen.has(place)) continue;
      seen.add(place);
      open.push(next);
    }
  return undefined;
}

const roadsFrom: (flow: Flow) => Roads = remember((flow) => roadsOf(flow, () => undefined));
const toEndFrom = remember((flow: Flow) => leadingTo(flow, roadsFrom(flow), isEnd));
