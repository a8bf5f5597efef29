import type { Flow, FlowNode } from "../flow/flow.ts";
import type { Formula } from "../simulate/conditions/formula.ts";
import type { Answer } from "../simulate/state.ts";
import { type Dialect, type Inputs, outcomeAt } from "./dialect.ts";
import { solutions, type Values } from "./solve.ts";
import { beginTrail, goOn, momentsOf, type Trail } from "./trail.ts";

// Of the solutions of a condition the first few differ most; more of them are more of the same.
const MOST_SOLUTIONS = 24;
const MOST_BEFORE = 40;

/**
 * The walks that come of giving a walk other values, so that at a node it came through last a condition comes out as a
 * formula says. First those for which everything decided before comes out as it did; whether one of them really does what
 * was wanted is for the caller to see.
 */
export function* flipped(
  flow: Flow,
  dialect: Dialect,
  trail: Trail,
  node: FlowNode,
  wanted: Formula,
): Iterable<Flipped> {
  const moments = momentsOf(trail);
  const solving = dialect.solving(trail.state.variables);
  const before = decidedBefore(dialect, moments, node);
  const seen = new Set<string>();
  for (const formula of before.length > 0 ? [all([...before, wanted]), wanted] : [wanted]) {
    let count = 0;
    for (const values of solutions(formula, true, solving)) {
      if (++count > MOST_SOLUTIONS) break;
      const key = JSON.stringify([...values]);
      if (values.size === 0 || seen.has(key)) continue;
      seen.add(key);
      const found = given(flow, dialect, moments, values);
      if (found) yield found;
    }
  }
}

function all(parts: readonly Formula[]): Formula {
  return { kind: "all", parts };
}

/** A walk that was walked again, and how many answers that took. */
export interface Flipped {
  readonly trail: Trail;
  readonly answers: number;
}

/** How conditions came out before the walk last came to a node, as far as they read what is decided there. */
function decidedBefore(dialect: Dialect, moments: readonly Trail[], last: FlowNode): Formula[] {
  const found: Formula[] = [];
  const names = new Set(dialect.reads(last));
  let before = 0;
  for (const moment of moments) {
    const solving = dialect.solving(moment.state.variables);
    for (const node of dialect.decided(moment)) {
      if (node === last) before = found.length;
      if (!dialect.reads(node).some((name) => names.has(name))) continue;
      const deciding = dialect.deciding(node);
      const outcome = deciding && outcomeAt(deciding, solving);
      if (outcome) found.push(outcome.formula);
    }
  }
  return found.slice(0, before).slice(-MOST_BEFORE);
}

/** The walk again with other values, as far as it takes the same answers. */
function given(flow: Flow, dialect: Dialect, moments: readonly Trail[], values: Values): Flipped | undefined {
  const inputs: Inputs = { setup: moments[0]!.setup, turns: new Map(), results: new Map() };
  let first = moments.length;
  for (const wish of values.values()) {
    const at = dialect.give(wish, inputs, moments);
    if (at === undefined) return undefined;
    first = Math.min(first, at);
  }
  if (first === moments.length) return undefined;
  let trail = first < 0 ? beginTrail(flow, inputs.setup) : moments[first]!;
  for (let i = Math.max(first, 0); i + 1 < moments.length; i++) {
    const answer = answerAt(moments, i, inputs);
    if (!fits(trail, moments[i]!, answer)) break;
    trail = goOn(flow, trail, answer);
  }
  return { trail, answers: trail.length - Math.max(first, 0) };
}

function answerAt(moments: readonly Trail[], i: number, { turns, results }: Inputs): Answer {
  const turn = turns.get(i);
  if (turn) return { kind: "turn", turn };
  const answer = results.get(i);
  return answer ? { kind: "tool", answer } : moments[i + 1]!.before!.given.answer;
}

/** Whether a walk wants what another wanted, at the same node and among the same options. */
function fits({ state }: Trail, { state: before }: Trail, answer: Answer): boolean {
  if (state.wants.kind !== answer.kind || state.node !== before.node) return false;
  if (state.wants.kind !== "choice" || before.wants.kind !== "choice") return true;
  return state.wants.options === before.wants.options;
}
