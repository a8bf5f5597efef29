import type { FlowNode, Transition } from "../../flow/flow.ts";
import type { Path } from "../../text/json.ts";
import { list, own } from "../../text/value.ts";
import type { Comparison, Decision, Decisions, IsVariable, Turned } from "../conditions/decision.ts";
import type { Cases, Formula } from "../conditions/formula.ts";
import { isOrder, opposites } from "../conditions/order.ts";
import { type Asked, casesOf, casesOnceSet } from "./cases.ts";
import { asDescribed } from "./described.ts";
import { type Clause, clauseText, equationOf, equationText, operators } from "./equations.ts";
import { faultOf } from "./fault.ts";
import { pyFloat } from "./pyText.ts";

/**
 * What the equations of a node decide (vendor contract): the first that holds is taken, on a node that is silent the
 * first `always` where none does. Undefined for a node without equations. A right side stands for a variable where one of
 * its name is known; that whoever starts a call may give along one called like any text is left out of account
 * (Flowproof's choice).
 */
export function decisionsOf(node: FlowNode, isVariable: IsVariable): Decisions | undefined {
  if (!node.transitions.some(isEquation)) return undefined;
  const alone = node.kind === "logic" || node.kind === "extract" || node.kind === "tool";
  const fallback = node.transitions.find(({ handle }) => handle === "always");
  return {
    each: node.transitions.filter(isEquation).map((each) => decisionOf(node, each, isVariable, alone && !fallback)),
    cases,
    casesOnceSet: onceSet,
    alone,
    fallback: alone ? fallback : undefined,
  };
}

/**
 * Whether one sees at a glance that nothing about a node's equations is certain, or wrong: each of a few clauses compares
 * another variable, in a way that may hold or not. Nearly all are like that.
 */
export function isPlain(node: FlowNode): boolean {
  const lefts: string[] = [];
  // As they are written: asking each transition where it stands would take longer than all the rest.
  for (const transition of list(own(node.value, "transitions"))) {
    const condition = own(transition, "condition");
    if (own(condition, "type") !== "equation") continue;
    const clauses = list(own(condition, "equations"));
    if (clauses.length === 0) return false;
    for (const clause of clauses) {
      const left = own(clause, "left");
      const operator = own(clause, "operator");
      const right = own(clause, "right");
      if (typeof left !== "string" || typeof operator !== "string") return false;
      if (lefts.length >= FEW || lefts.includes(left)) return false;
      if (operator !== "exists" && operator !== "not_exist") {
        if (typeof right !== "string" || right === "" || right === left || !operators.has(operator)) return false;
        if (isOrder(operator) && !plainNumber.test(right)) return false;
      }
      lefts.push(left);
    }
  }
  return true;
}

const FEW = 8;
const plainNumber = /^\d{1,9}$/;

function isEquation({ handle }: Transition): boolean {
  return handle === "equation";
}

function decisionOf(node: FlowNode, transition: Transition, isVariable: IsVariable, mayFallBack: boolean): Decision {
  const at = "path" in transition.place ? transition.place.path : node.path;
  const condition = own(list(own(node.value, "transitions"))[Number(at.at(-1))], "condition");
  const path = [...at, "condition"];
  const { clauses, join } = equationOf(condition);
  const comparisons = clauses.map((clause, i) => comparisonOf(clause, [...path, "equations", i], isVariable));
  return {
    transition,
    text: comparisons.length === 1 ? comparisons[0]!.text : equationText({ clauses, join }),
    place: { path: [...path, clauses.length > 0 ? "equations" : "type"] },
    join,
    comparisons,
    formula: {
      kind: join === "or" || comparisons.length === 0 ? "any" : "all",
      parts: comparisons.map(({ formula }) => formula),
    },
    mend: {
      rejoin: () => [{ do: "set", path: [...path, "logical_operator"], value: join === "or" ? "and" : "or" }],
      toFallback: mayFallBack
        ? () => ({
            title: 'Make it "always"',
            changes: [{ do: "set", path: [...path, "type"], value: "always" }],
          })
        : undefined,
      asDescribed: () => asDescribed(condition, path),
      turned: () => clauses.flatMap((clause, i) => turnedRound(clause, [...path, "equations", i, "operator"])),
    },
  };
}

/** A clause with the opposite operator; nothing for one whose operator means nothing. */
function turnedRound(clause: Clause, path: Path): Turned[] {
  const other = opposites.get(clause.operator) ?? otherOpposites.get(clause.operator);
  if (other === undefined) return [];
  const becomes = clauseText({ ...clause, operator: other });
  return [{ place: { path }, text: clauseText(clause), becomes, changes: [{ do: "set", path, value: other }] }];
}

const otherOpposites = new Map([
  ["contains", "not_contains"],
  ["not_contains", "contains"],
  ["exists", "not_exist"],
  ["not_exist", "exists"],
]);

function comparisonOf(clause: Clause, path: Path, isVariable: IsVariable): Comparison {
  const { left, operator, right } = clause;
  const ofPresence = operator === "exists" || operator === "not_exist";
  const number = isOrder(operator) ? pyFloat(right) : undefined;
  const fault = faultOf(clause, number, path, isVariable);
  const text = clauseText(clause);
  // What is no comparison of this language, or was meant to name a variable in braces, proves nothing.
  const clear = !fault && !left.includes("{{") && !right.includes("{{");
  const asked: Asked = { clause, named: clear && !ofPresence && right !== left && isVariable(right), number };
  const suspect =
    clear && !ofPresence && (right === left || right === "" || (number !== undefined && !Number.isFinite(number)));
  const formula: Formula = { kind: "ask", about: clear ? left : `${UNCLEAR}${text}`, question: asked, suspect };
  return { text, place: { path: [...path, ofPresence ? "operator" : "right"] }, formula, ofPresence, fault };
}

const UNCLEAR = "unclear: {{";

const cases: Cases = (about, questions) =>
  about.startsWith(UNCLEAR)
    ? [questions.map(() => true), questions.map(() => false)]
    : casesOf(questions as readonly Asked[]);

const onceSet: Cases = (about, questions) =>
  about.startsWith(UNCLEAR) ? cases(about, questions) : casesOnceSet(questions as readonly Asked[]);
