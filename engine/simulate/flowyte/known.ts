import type { Expression } from "./expression.ts";

/**
 * The variables that surely have a value when a condition has come out as `outcome`, by name: `{zip} == 5` holds for none
 * that has none, `not ({zip} exists)` fails for none.
 */
export function knownWhen(expression: Expression, outcome: boolean): ReadonlySet<string> {
  switch (expression.kind) {
    case "not":
      return knownWhen(expression.part, !outcome);
    case "all":
    case "any": {
      const parts = expression.parts.map((part) => knownWhen(part, outcome));
      // All parts have come out that way, or it is not known which: then only what every one of them asks for.
      const each = (expression.kind === "all") === outcome;
      return each
        ? new Set(parts.flatMap((names) => [...names]))
        : new Set([...(parts[0] ?? [])].filter((name) => parts.every((names) => names.has(name))));
    }
    case "test": {
      const sure = expression.by === "exists" ? outcome : !outcome;
      return names(sure && expression.of);
    }
    case "compare":
      return knownByComparison(expression, outcome);
    case "path":
      return names(outcome && expression); // what is unbound is not true
  }
  return names();
}

function knownByComparison(
  { by, left, right }: Extract<Expression, { kind: "compare" }>,
  outcome: boolean,
): ReadonlySet<string> {
  switch (by) {
    case "==":
    case "!=": {
      const equal = (by === "==") === outcome;
      // Only null equals what is unbound: to be equal to something, or to differ from null, it takes a value.
      const sure = (other: Expression): boolean => other.kind === "literal" && (other.value === null) !== equal;
      return names(sure(right) && left, sure(left) && right);
    }
    case "contains":
      return names(outcome && left);
    case "in":
      return names(outcome && right);
  }
  return names(outcome && left, outcome && right);
}

function names(...expressions: (Expression | false)[]): ReadonlySet<string> {
  return new Set(expressions.flatMap((each) => (each && each.kind === "path" ? [each.path[0]!] : [])));
}

/**
 * For each variable that a condition reads, in reading order, whether it only asks if there is a value: by `exists`,
 * `is_empty`, or a comparison with null.
 */
export function asking(expression: Expression): boolean[] {
  switch (expression.kind) {
    case "path":
      return [false];
    case "literal":
      return [];
    case "list":
      return expression.items.flatMap(asking);
    case "all":
    case "any":
      return expression.parts.flatMap(asking);
    case "not":
      return asking(expression.part);
    case "test":
      return asking(expression.of).map(() => true);
    case "compare": {
      const { by, left, right } = expression;
      const withNull = (by === "==" || by === "!=") && (isNull(left) || isNull(right));
      return [...asking(left), ...asking(right)].map((asks) => asks || withNull);
    }
  }
}

function isNull(expression: Expression): boolean {
  return expression.kind === "literal" && expression.value === null;
}
