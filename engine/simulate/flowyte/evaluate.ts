import { contains, equal, isEmpty, isTrue, ordered, startsWith } from "./compare.ts";
import type { Comparison, Expression } from "./expression.ts";
import { lookUp, type Variables } from "./value.ts";

/** Whether a condition holds. Never fails: what cannot be compared does not compare. */
export function holds(expression: Expression, variables: Variables): boolean {
  return isTrue(evaluate(expression, variables));
}

/** The value of an expression; undefined for a variable that nothing has bound. */
export function evaluate(expression: Expression, variables: Variables): unknown {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "path":
      return lookUp(variables, expression.path);
    case "list":
      return expression.items.map((item) => evaluate(item, variables) ?? null);
    case "not":
      return !holds(expression.part, variables);
    case "all":
      return expression.parts.every((part) => holds(part, variables));
    case "any":
      return expression.parts.some((part) => holds(part, variables));
    case "test": {
      const value = evaluate(expression.of, variables);
      return expression.by === "exists" ? value !== undefined && value !== null : isEmpty(value);
    }
    case "compare":
      return compares(expression.by, evaluate(expression.left, variables), evaluate(expression.right, variables));
  }
}

function compares(by: Comparison, left: unknown, right: unknown): boolean {
  switch (by) {
    case "==":
      return equal(left, right);
    case "!=":
      return !equal(left, right);
    case "contains":
      return contains(left, right);
    case "in":
      return contains(right, left);
    case "starts_with":
      return startsWith(left, right);
  }
  const order = ordered(left, right);
  if (order === undefined) return false;
  if (by === ">") return order > 0;
  if (by === ">=") return order >= 0;
  return by === "<" ? order < 0 : order <= 0;
}
