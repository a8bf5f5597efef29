import type { FlowNode } from "../../flow/flow.ts";
import type { Formula, Question } from "../../simulate/conditions/formula.ts";
import type { Asked } from "../../simulate/flowyte/cases.ts";
import { holds } from "../../simulate/flowyte/evaluate.ts";
import type { Expression } from "../../simulate/flowyte/expression.ts";
import { argumentsOf, type Filling } from "../../simulate/flowyte/skillCall.ts";
import { prepare } from "../../simulate/flowyte/step.ts";
import type { ValuePath, Variables } from "../../simulate/flowyte/value.ts";
import { decisionsOf } from "../../simulate/index.ts";
import type { Skill } from "../../simulate/state.ts";
import { type Deciding, outcomesOf, withValue } from "../dialect.ts";
import { type Atom, keyOf, type Values } from "../solve.ts";

/** Which way a branch goes, and whether a skill has what it needs to be called. */
export function decidingAt(node: FlowNode, skill: Skill | undefined): Deciding | undefined {
  const { step } = prepare(node);
  if (step.kind === "skill") {
    const needed = placeholdersIn(step.fillings);
    if (needed.length === 0) return undefined;
    const question: Needs = {
      needs: needed,
      isCallable: (given) => argumentsOf(step.fillings, skill, given).missing.length === 0,
    };
    const formula: Formula = { kind: "ask", about: node.id, question };
    return outcomesOf([formula]);
  }
  const [decision] = decisionsOf("flowyte-playbook", node, () => false)?.each ?? [];
  return decision && outcomesOf([decision.formula]);
}

/** Whether a skill has all it needs, as a question. */
export interface Needs {
  readonly needs: readonly ValuePath[];
  readonly isCallable: (given: Variables) => boolean;
}

function placeholdersIn(fillings: readonly (readonly [string, Filling])[]): readonly ValuePath[] {
  const paths = new Map<string, ValuePath>();
  const open = fillings.map(([, filling]) => filling);
  for (let filling = open.pop(); filling; filling = open.pop()) {
    if (filling.kind === "list") open.push(...filling.items);
    else if (filling.kind === "object") open.push(...filling.members.map(([, member]) => member));
    else if (filling.kind === "text")
      for (const part of filling.template.parts) if (typeof part === "object") paths.set(keyOf(part.path), part.path);
  }
  return [...paths.values()];
}

export function atomOf(question: Question, variables: Variables): Atom {
  if ("needs" in question) {
    const { needs, isCallable } = question as Needs;
    return { paths: needs, holds: (values) => isCallable(over(variables, values)) };
  }
  const expression = expressionOf(question);
  return { paths: pathsIn(expression), holds: (values) => holds(expression, over(variables, values)) };
}

/** A question is a comparison with what it is about, or the comparison alone where that is not clear. */
export function expressionOf(question: Question): Expression {
  return "expression" in question ? (question as Asked).expression : (question as Expression);
}

function over(variables: Variables, values: Values): Variables {
  if (values.size === 0) return variables;
  const changed = new Map<string, unknown>();
  for (const { path, value } of values.values()) {
    const [name, ...inside] = path;
    changed.set(name!, withValue(changed.has(name!) ? changed.get(name!) : variables.get(name!), inside, value));
  }
  return { get: (name) => (changed.has(name) ? changed.get(name) : variables.get(name)) };
}

export function pathsIn(expression: Expression): readonly ValuePath[] {
  switch (expression.kind) {
    case "path":
      return [expression.path];
    case "literal":
      return [];
    case "not":
      return pathsIn(expression.part);
    case "test":
      return pathsIn(expression.of);
    case "compare":
      return [...pathsIn(expression.left), ...pathsIn(expression.right)];
    case "list":
      return expression.items.flatMap(pathsIn);
    default:
      return expression.parts.flatMap(pathsIn);
  }
}
