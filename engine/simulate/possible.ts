import type { Flow, FlowFormat, FlowNode, Transition } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";
import type { Decision, Decisions, IsVariable } from "./conditions/decision.ts";
import { isWorthProving } from "./conditions/formula.ts";
import { type Proven, prove } from "./conditions/prove.ts";
import { limits as flowyteLimits } from "./flowyte/limits.ts";
import { decisionsOf } from "./index.ts";
import type { Limits } from "./limits.ts";
import { limits as voicetestLimits } from "./voicetest/limits.ts";
import { limits as yapprLimits } from "./yappr/limits.ts";

/** What walks can do at a node, as far as that is certain whatever a case says. */
export interface Possible {
  /** Why no walk that stands here ever takes a transition, as a clause: `its condition never holds: age < age`. */
  readonly closed: ReadonlyMap<Transition, string>;
  /** The conditions on values that walks try here, in their order. */
  readonly conditions: readonly Condition[];
}

/** A condition on values, and which of its two answers no walk ever gets. */
export interface Condition extends Never {
  /** In words: `age > 17`. */
  readonly text: string;
  readonly place: Place;
  /** What is taken where it holds; undefined for the one condition of a node that has two ways out. */
  readonly transition?: Transition;
}

interface Never {
  /** Why it is never found to hold. */
  readonly neverHolds?: string;
  /** Why it is never found not to hold. */
  readonly neverFails?: string;
}

const limits: Record<FlowFormat, Limits> = {
  "yappr-flow": yapprLimits,
  "flowyte-playbook": flowyteLimits,
  "voicetest-graph": voicetestLimits,
};

/** Why no case can walk a flow at all: one sentence; undefined where cases can. */
export function refusal(flow: Flow): string | undefined {
  return limits[flow.format].refusal(flow);
}

/** The global nodes that walks can jump to from a node; `asked` when cases ask for jumps that are off by themselves. */
export function jumpsFrom(flow: Flow, node: FlowNode, asked: boolean): readonly FlowNode[] {
  return limits[flow.format].jumps(flow, node, asked);
}

/** Whether walks jump to global nodes only where a case asks for it. */
export function jumpsOnDemand(flow: Flow): boolean {
  return limits[flow.format].jumpsOnDemand;
}

/** The node that a walk may come to by a transition without that being its target. */
export function landing(flow: Flow, node: FlowNode, transition: Transition): FlowNode | undefined {
  return limits[flow.format].landing?.(flow, node, transition);
}

/** The nodes that a walk may come to by going back from a node without having come from them. */
export function goingBack(flow: Flow, node: FlowNode): Iterable<FlowNode> {
  return limits[flow.format].goingBack?.(flow, node) ?? [];
}

/** What walks can do at a node, given which words name variables. Claims nothing that was not proven. */
export function possibleAt(flow: Flow, node: FlowNode, isVariable: IsVariable): Possible {
  const dialect = limits[flow.format];
  const closed = new Map(dialect.closed(flow, node));
  const tried = dialect.conditional(node);
  if (tried.length === 0) return { closed, conditions: [] };
  const decisions = decisionsOf(flow.format, node, isVariable);
  const never = decisions ? certainties(decisions) : [];
  const positions = new Map(decisions?.each.map((decision, i) => [decision.transition, i]));
  const conditions = tried.map((transition): Condition => {
    const at = positions.get(transition);
    const known = transition && closed.get(transition);
    if (at === undefined) {
      const why = known ?? "it cannot be read";
      const place = transition?.place ?? node.idPlace;
      const text = transition?.label || "the condition";
      // A branch that matches nothing is passed by; a node whose one condition cannot be read is where a walk ends.
      return { text, place, transition, neverHolds: why, ...(!transition && { neverFails: why }) };
    }
    const { text, place } = decisions!.each[at]!;
    // What is closed although it could be read is not even tried.
    return { text, place, transition, ...(known === undefined ? never[at] : { neverHolds: known, neverFails: known }) };
  });
  if (decisions) close(closed, node, decisions, conditions);
  if (decisions?.alone && covers(never) && !dialect.fallsBackAnyway?.(flow, node))
    closeOne(closed, decisions.fallback, "the conditions before it cover every case");
  return { closed, conditions };
}

/** Adds the transitions that conditions decide against. */
function close(
  closed: Map<Transition, string>,
  node: FlowNode,
  decisions: Decisions,
  conditions: readonly Condition[],
): void {
  const [own] = conditions;
  if (own && !own.transition) {
    for (const transition of node.transitions) {
      if (transition.handle === "true" && own.neverHolds !== undefined) closeOne(closed, transition, own.neverHolds);
      if (transition.handle === "false" && own.neverFails !== undefined) closeOne(closed, transition, own.neverFails);
    }
    return;
  }
  if (!decisions.alone) return;
  for (const { transition, neverHolds } of conditions)
    if (neverHolds !== undefined) closeOne(closed, transition, neverHolds);
}

function closeOne(closed: Map<Transition, string>, transition: Transition | undefined, why: string): void {
  if (transition && !closed.has(transition)) closed.set(transition, why);
}

function covers(never: readonly Never[]): boolean {
  return never.some(({ neverFails }) => neverFails !== undefined);
}

/** Of more conditions than anybody writes at one node it is not said at which of them every case is covered. */
const MOST_COVERING = 50;

function certainties(decisions: Decisions): readonly Never[] {
  const { each, cases } = decisions;
  const formulas = each.map(({ formula }) => formula);
  const { each: proven, covered } = isWorthProving(formulas)
    ? prove(formulas, cases)
    : { each: each.map((): Proven => ({ behind: [] })), covered: false };
  const found = each.map((decision, i): Never => {
    const why = neverHolds(decision, proven[i]!, each);
    if (why !== undefined) return { neverHolds: why };
    return proven[i]!.holds === "always" ? { neverFails: `it always holds: ${decision.text}` } : {};
  });
  if (!covered || each.length > MOST_COVERING) return found;
  const complete = each.findIndex((_, i) => prove(formulas.slice(0, i + 1), cases).covered);
  const why = "the conditions before it cover every case";
  return found.map((never, i) => {
    if (i < complete) return never;
    if (i > complete) return { neverHolds: why, neverFails: why };
    return { ...never, neverFails: never.neverFails ?? "with those before it, it covers every case" };
  });
}

function neverHolds(decision: Decision, { holds, behind }: Proven, each: readonly Decision[]): string | undefined {
  const { comparisons, join, text } = decision;
  if (comparisons.length === 0) return "it compares nothing, so it never holds";
  const faulty = comparisons.filter(({ fault }) => fault);
  if (holds === "never" || (faulty.length > 0 && (join === "and" || faulty.length === comparisons.length)))
    return `its condition never holds: ${text}`;
  if (behind.length === 0) return undefined;
  const before = behind.length === 1 ? `"${each[behind[0]!]!.text}" is` : "others are";
  return `wherever its condition holds, ${before} tried before it and ${behind.length === 1 ? "holds" : "one of them holds"} too`;
}
