import type { FlowNode, Transition } from "../../flow/flow.ts";
import type { Path } from "../../text/json.ts";
import { list, own } from "../../text/value.ts";
import type { Comparison, Decision, Decisions, IsVariable } from "../conditions/decision.ts";
import type { Cases, Formula } from "../conditions/formula.ts";
import { type Asked, casesOf, casesOnceSet } from "./cases.ts";
import { asDescribed } from "./described.ts";
import { type Clause, equationOf, equationText } from "./equations.ts";
import { faultOf } from "./fault.ts";

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
    each: node.transitions.filter(isEquation).map((each) => decisionOf(node, each, isVariable, !fallback)),
    cases,
    casesOnceSet: onceSet,
    alone,
    fallback: alone ? fallback : undefined,
  };
}

function isEquation({ handle }: Transition): boolean {
  return handle === "equation";
}

function decisionOf(node: FlowNode, transition: Transition, isVariable: IsVariable, mayFallBack: boolean): Decision {
  const at = "path" in transition.place ? transition.place.path : node.path;
  const condition = own(list(own(node.value, "transitions"))[Number(at.at(-1))], "condition");
  const path = [...at, "condition"];
  const equation = equationOf(condition);
  const { clauses, join } = equation;
  const comparisons = clauses.map((clause, i) => comparisonOf(clause, [...path, "equations", i], isVariable));
  return {
    transition,
    text: equationText(equation),
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
    },
  };
}

function comparisonOf(clause: Clause, path: Path, isVariable: IsVariable): Comparison {
  const { left, operator, right } = clause;
  const ofPresence = operator === "exists" || operator === "not_exist";
  const fault = faultOf(clause, path, isVariable);
  const text = equationText({ clauses: [clause], join: "and" });
  // What is no comparison of this language, or was meant to name a variable in braces, proves nothing.
  const clear = !fault && !left.includes("{{") && !right.includes("{{");
  const asked: Asked = { clause, named: clear && !ofPresence && right !== left && isVariable(right) };
  const suspect = clear && !ofPresence && (right === left || right === "" || unordered.test(right));
  const formula: Formula = { kind: "ask", about: clear ? left : `${UNCLEAR}${text}`, question: asked, suspect };
  return { text, place: { path: [...path, ofPresence ? "operator" : "right"] }, formula, ofPresence, fault };
}

/** Numbers that have none above or below them, or stand in no order at all. */
const unordered = /inf|nan|e\+?\d{3}/i;

const UNCLEAR = "unclear: {{";

const cases: Cases = (about, questions) =>
  about.startsWith(UNCLEAR)
    ? [questions.map(() => true), questions.map(() => false)]
    : casesOf(questions as readonly Asked[]);

const onceSet: Cases = (about, questions) =>
  about.startsWith(UNCLEAR) ? cases(about, questions) : casesOnceSet(questions as readonly Asked[]);
