import type { Case, CaseResult, Flow, Skill } from "../engine/index.ts";
import type { Snapshot } from "./documents.ts";
import { type Key, keyOf } from "./uris.ts";
import type { Surroundings } from "./workspace.ts";

/** All that a walk of a case followed from: walked again, it is the same. */
export interface WalkOf {
  readonly testCase: Case;
  /** Undefined when there was none, for the reason in `why`. */
  readonly flow: Flow | undefined;
  readonly skills: readonly Skill[] | undefined;
  readonly why: string | undefined;
  /** The file in which the flow is written, where it is one of its own. */
  readonly flowIn: string | undefined;
  /** What came of it; undefined where it was only looked at. */
  readonly verdict?: Verdict;
}

export type Verdict = Pick<CaseResult, "status" | "message" | "failures">;

/** What a walk of a case of a document follows from. */
export function walkOf(
  testCase: Case,
  snapshot: Snapshot,
  { context, flowIn }: Surroundings,
  verdict?: Verdict,
): WalkOf {
  const { flow, skills, why } = context;
  const file = flowIn === snapshot || testCase.flow ? undefined : flowIn?.uri;
  return { testCase, flow: testCase.flow ?? flow, skills, why, flowIn: file, ...(verdict && { verdict }) };
}

/** What is kept of a case. */
interface Kept {
  readonly uri: string;
  readonly last: WalkOf;
  readonly previous?: WalkOf;
}

/** Cases of which walks are kept at most. */
const MOST_CASES = 20_000;

/** Versions of flows live as long as a walk of them is kept: together they have at most so many nodes. */
const MOST_NODES = 50_000;

/**
 * The last walk of each case that was run, and the one before it that was another. Nothing of a walk is kept but what it
 * followed from, and the oldest is let go where that would be too much.
 */
export class Traces {
  /** By case, the one that was run last at the end. */
  private readonly kept = new Map<string, Kept>();
  /** How many walks of each flow are kept. */
  private readonly flows = new Map<Flow, number>();
  private nodes = 0;

  /** A case was run. */
  ran(uri: string, id: string, walk: WalkOf): void {
    const key = keyFor(uri, id);
    const before = this.kept.get(key);
    if (before) this.drop(key, before);
    const previous = before && isSame(before.last, walk) ? before.previous : before?.last;
    this.keep(key, { uri, last: walk, ...(previous && { previous }) });
    while (this.kept.size > MOST_CASES || (this.nodes > MOST_NODES && this.kept.size > 1)) {
      const [oldest, kept] = this.kept.entries().next().value!;
      this.drop(oldest, kept);
    }
  }

  last(uri: string, id: string): WalkOf | undefined {
    return this.kept.get(keyFor(uri, id))?.last;
  }

  previous(uri: string, id: string): WalkOf | undefined {
    return this.kept.get(keyFor(uri, id))?.previous;
  }

  /** A file of tests is gone. */
  forget(file: Key): void {
    for (const [key, kept] of this.kept) if (keyOf(kept.uri) === file) this.drop(key, kept);
  }

  private keep(key: string, kept: Kept): void {
    this.kept.set(key, kept);
    for (const { flow } of walksOf(kept)) {
      if (!flow) continue;
      const count = this.flows.get(flow) ?? 0;
      if (count === 0) this.nodes += flow.nodes.length;
      this.flows.set(flow, count + 1);
    }
  }

  private drop(key: string, kept: Kept): void {
    this.kept.delete(key);
    for (const { flow } of walksOf(kept)) {
      const count = flow && this.flows.get(flow);
      if (!flow || count === undefined) continue;
      if (count > 1) this.flows.set(flow, count - 1);
      else {
        this.flows.delete(flow);
        this.nodes -= flow.nodes.length;
      }
    }
  }
}

/** Whether two walks are surely the same. */
export function isSame(a: WalkOf, b: WalkOf): boolean {
  return a.testCase === b.testCase && a.flow === b.flow && a.skills === b.skills && a.why === b.why;
}

function walksOf({ last, previous }: Kept): WalkOf[] {
  return previous ? [last, previous] : [last];
}

function keyFor(uri: string, id: string): string {
  return `${keyOf(uri)}\n${id}`;
}
