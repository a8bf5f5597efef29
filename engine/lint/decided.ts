import type { Flow, FlowNode } from "../flow/flow.ts";
import { namesVariable } from "../flow/nameTable.ts";
import { perNode } from "../flow/perNode.ts";
import type { Decision, Decisions, IsVariable } from "../simulate/conditions/decision.ts";
import { type Formula, isWorthProving } from "../simulate/conditions/formula.ts";
import { certainly, type Proven, prove } from "../simulate/conditions/prove.ts";
import { decisionsOf, isPlainAt } from "../simulate/index.ts";
import type { FlowContext } from "./rule.ts";

/** What comparisons decide at a node, and what is certain about it. */
export interface Decided {
  readonly decisions: Decisions;
  /** About each decision. */
  readonly each: readonly Proven[];
  /** One of them always holds. */
  readonly covered: boolean;
}

/** What a node has to be looked at for. */
type Suspicion = "certain" | "fault" | "empty";

/**
 * What comparisons decide at a node, read as if no word on a right side named a variable; undefined where there is
 * nothing of that kind: comparisons that cannot hold, or conditions without any.
 */
export function decisionsAt(flow: Flow, node: FlowNode, suspicion: Suspicion): Decisions | undefined {
  return suspicionsOf(flow, node)[suspicion] ? decisionsOf(flow.format, node, namesNone) : undefined;
}

/**
 * What is certain about the conditions of a node, given the variables that its flow knows; undefined where nothing is. A
 * word that names one need not have a value and then stands for itself, so nothing is certain of it that is not so of
 * the word: most nodes are done with before any name is looked up.
 */
export function decidedAt(flow: Flow, node: FlowNode, context: FlowContext): Decided | undefined {
  if (!suspicionsOf(flow, node).certain) return undefined;
  const decisions = decisionsOf(flow.format, node, (name) => isVariable(flow, context, name));
  return decisions && decide(decisions);
}

/** Whether something is known to be a variable's name, by more than a word that may be one. */
export function isVariable(flow: Flow, { graph, brought }: FlowContext, name: string): boolean {
  return (brought?.has(name) ?? false) || namesVariable(flow, graph.names, name);
}

/** Whether a condition holds for every value there is, although not where there is none. */
export function holdsOnceSet({ comparisons, formula }: Decision, { casesOnceSet }: Decisions): boolean {
  if (!casesOnceSet || comparisons.some(({ ofPresence }) => ofPresence)) return false;
  return certainly(formula, casesOnceSet) === "always";
}

type Suspicions = Readonly<Record<Suspicion, boolean>>;

// Few nodes are suspicious, and a graph may have thousands: of each nothing but that is kept.
const all: readonly Suspicions[] = Array.from({ length: 8 }, (_, bits) => ({
  certain: (bits & 1) > 0,
  fault: (bits & 2) > 0,
  empty: (bits & 4) > 0,
}));
const none = all[0]!;
const namesNone: IsVariable = () => false;

const suspicionsOf = perNode((node, { format }): Suspicions => {
  if (node.transitions.length === 0 && format !== "flowyte-playbook") return none;
  const decisions = isPlainAt(format, node) ? undefined : decisionsOf(format, node, namesNone);
  if (!decisions) return none;
  const { each } = decisions;
  const certain = isSomethingCertain(decisions) ? 1 : 0;
  const fault = each.some(({ comparisons }) => comparisons.some((one) => one.fault)) ? 2 : 0;
  const empty = each.some(({ comparisons }) => comparisons.length === 0) ? 4 : 0;
  return all[certain + fault + empty]!;
});

function isSomethingCertain(decisions: Decisions): boolean {
  if (!isWorthProving(decisions.each.map(({ formula }) => formula))) return false;
  const { each, covered } = decide(decisions);
  if (covered || each.some(({ holds, behind }) => holds !== undefined || behind.length > 0)) return true;
  return decisions.each.some((decision) => {
    const parts = decision.comparisons.map(({ formula }): [Formula] => [formula]);
    if (parts.some((part) => isWorthProving(part) && certainly(part[0], decisions.cases) !== undefined)) return true;
    return isWorthProving([decision.formula]) && holdsOnceSet(decision, decisions);
  });
}

function decide(decisions: Decisions): Decided {
  return {
    decisions,
    ...prove(
      decisions.each.map(({ formula }) => formula),
      decisions.cases,
    ),
  };
}
