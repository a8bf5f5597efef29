import { type CoveringWalk, coverageOf } from "../coverage/collector.ts";
import type { Coverage, NodeCoverage } from "../coverage/coverage.ts";
import { answerName } from "../coverage/named.ts";
import type { Flow } from "../flow/flow.ts";
import type { Skill } from "../simulate/state.ts";
import type { Json } from "../text/value.ts";
import { missingName, nameEntering, nameFinding, nameTaking, unlike } from "./caseName.ts";
import { type Deed, finding, lastDeeds } from "./deeds.ts";
import { finish } from "./finish.ts";
import { proved } from "./prove.ts";
import { type Searched, searched } from "./searches.ts";
import { momentsOf, type Trail } from "./trail.ts";

export interface Cover {
  readonly skills?: readonly Skill[];
  /** What cases are written for: every way out with both answers of every condition, or every node. */
  readonly of?: "transitions" | "nodes";
  /** The walks of the cases that there are already. */
  readonly walks?: readonly CoveringWalk[];
  /** The names of those cases. */
  readonly names?: Iterable<string>;
}

/** What there is to write, and what is left. */
export interface Covering {
  /** New cases as they are to be written, the shortest first; each has been run and passes. */
  readonly cases: readonly Json[];
  /** What neither those cases nor those that were there come to, and why. */
  readonly missing: readonly Missing[];
  /** With the new cases. */
  readonly coverage: Coverage;
}

export interface Missing {
  /** `ask: tx-decline → end`, or a node's id. */
  readonly name: string;
  readonly why: string;
  /** No case at all can come to it; false where the search merely found none. */
  readonly certain: boolean;
}

/**
 * Cases that bring a flow to full coverage of what can be reached, as few as come easily, and what is left with the
 * reason. It stops after each step; `drained` waits for the end.
 */
export function* covering(
  flow: Flow,
  { skills, of = "transitions", walks = [], names = [] }: Cover,
): Generator<void, Covering> {
  const before = coverageOf(flow, [...walks, jumping]);
  const open = new Map<Deed, string>();
  const name = (deed: Deed, words: string): void => void open.set(deed, words);
  for (const node of before.nodes) openAt(node, of, name);
  const search = yield* searched(flow, new Set(open.keys()), skills);
  const made = yield* covered(flow, open, search, new Set(names));
  const added = made.map(
    ({ id, state, written }): CoveringWalk => ({
      id,
      state,
      ...(written.options !== undefined && { options: written.options as CoveringWalk["options"] }),
    }),
  );
  const coverage = coverageOf(flow, [...walks, ...added]);
  return { cases: made.map(({ written }) => written), missing: missingIn(coverage, of, search), coverage };
}

/** That jumps to global nodes can be asked for: what cases may come to then counts as well. */
const jumping: CoveringWalk = { id: "", options: { globals: "fallback" } };

/** What no case has come to at a node although one could, with the name of a case that is written for it. */
function openAt(at: NodeCoverage, of: Cover["of"], add: (deed: Deed, words: string) => void): void {
  const isOpen = ({ hits, unreachable }: { hits: number; unreachable?: string }): boolean =>
    hits === 0 && unreachable === undefined;
  if (of === "nodes") {
    if (isOpen(at)) add(at.node, nameEntering(at));
    return;
  }
  for (const each of at.transitions) if (isOpen(each)) add(each.transition, nameTaking(at, each.transition));
  for (const { transition = at.node, held, failed } of at.conditions)
    for (const [answer, count] of [
      [true, held],
      [false, failed],
    ] as const) {
      const deed = finding(transition, answer);
      if (isOpen(count)) add(deed, nameFinding(at, deed));
    }
}

interface Made {
  readonly id: string;
  readonly written: Json;
  readonly state: NonNullable<CoveringWalk["state"]>;
  readonly deeds: readonly Deed[];
  readonly length: number;
}

/** Cases for everything that was found: the farthest first, because the way there covers much of the rest. */
function* covered(
  flow: Flow,
  open: ReadonlyMap<Deed, string>,
  { dialect, found }: Searched,
  names: Set<string>,
): Generator<void, Made[]> {
  const left = new Set(open.keys());
  const farthest = [...left]
    .filter((deed) => found.has(deed))
    .sort((a, b) => found.get(b)!.length - found.get(a)!.length);
  let made: Made[] = [];
  for (const deed of farthest) {
    if (!left.has(deed)) continue;
    const trail = found.get(deed)!;
    const doing = finish(flow, dialect, trail, left);
    const deeds = deedsOf(flow, doing).filter((one) => open.has(one));
    const one = proved(open.get(deed)!, flow, doing) ?? proved(open.get(deed)!, flow, trail);
    if (one) made.push({ ...one, id: "", deeds, length: doing.length });
    for (const each of deeds) left.delete(each);
    left.delete(deed);
    yield;
  }
  made = needed(made).sort((a, b) => a.length - b.length);
  return made.map((one) => {
    const id = unlike(String(one.written.name), names);
    return { ...one, id, written: { ...one.written, name: id } };
  });
}

function deedsOf(flow: Flow, trail: Trail): Deed[] {
  return momentsOf(trail).flatMap((moment) => [...lastDeeds(flow, moment)]);
}

/** Without the cases that do nothing which others do not do too. */
function needed(made: readonly Made[]): Made[] {
  const times = new Map<Deed, number>();
  for (const { deeds } of made) for (const deed of new Set(deeds)) times.set(deed, (times.get(deed) ?? 0) + 1);
  return made.filter(({ deeds }) => {
    const own = new Set(deeds);
    if ([...own].some((deed) => times.get(deed) === 1)) return true;
    for (const deed of own) times.set(deed, times.get(deed)! - 1);
    return false;
  });
}

/** What is not covered: what cannot be, and what was not found. */
function missingIn({ nodes }: Coverage, of: Cover["of"], search: Searched): Missing[] {
  const found: Missing[] = [];
  const add = (name: string, { hits, unreachable }: { hits: number; unreachable?: string }, at: NodeCoverage): void => {
    if (hits !== 0) return;
    const why = unreachable === undefined ? notFound(at, search) : whyNone(at, unreachable);
    found.push({ name, why, certain: unreachable !== undefined });
  };
  for (const at of nodes) {
    if (of === "nodes") add(at.node.id, at, at);
    else
      for (const each of at.transitions) {
        const condition = at.conditions.find(({ transition }) => transition === each.transition)?.text;
        add(missingName(at, each.transition, condition), each, at);
      }
    for (const { text, held, failed } of of === "nodes" ? [] : at.conditions) {
      // Of one that is proven enough is said where it is a transition's.
      if (held.unreachable === undefined) add(`${at.node.id}: ${answerName(text, true)}`, held, at);
      if (failed.unreachable === undefined) add(`${at.node.id}: ${answerName(text, false)}`, failed, at);
    }
  }
  return found;
}

/** Why nothing at a node can be come to: where it is the node itself, why not to that. */
export function whyNone({ unreachable }: NodeCoverage, why: string): string {
  return unreachable === undefined || unreachable === why ? why : `${why}: ${unreachable}`;
}

/** Why nothing was found where nothing is proven. */
export function notFound({ node }: NodeCoverage, { found, answers, exhausted }: Searched): string {
  const came = found.has(node)
    ? `of the walks that came to "${node.id}" none went this way`
    : `no walk that was tried came to "${node.id}"`;
  return exhausted ? `${came}; the search was stopped after ${answers} answers` : came;
}
