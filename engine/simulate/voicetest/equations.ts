import { list, own, text } from "../../text/value.ts";
import { pyFloat, pyText } from "./pyText.ts";

/** One comparison of an equation. */
export interface Clause {
  /** The variable's name. */
  readonly left: string;
  readonly operator: string;
  /** A variable's name where there is such a variable, otherwise itself. */
  readonly right: string;
}

/** A condition of type `equation`. */
export interface Equation {
  readonly clauses: readonly Clause[];
  /** `or` where one clause is enough. */
  readonly join: "and" | "or";
}

/** The operators that mean something; any other makes its clause false. */
export const operators: ReadonlySet<string> = new Set(
  "== != > >= < <= contains not_contains exists not_exist".split(" "),
);

/** The equation of a transition's condition, whatever is written there: what is no clause never holds. */
export function equationOf(condition: unknown): Equation {
  return {
    clauses: list(own(condition, "equations")).map((clause) => {
      const right = own(clause, "right");
      return {
        left: text(own(clause, "left")) ?? "",
        operator: text(own(clause, "operator")) ?? "",
        right: right === undefined ? "" : pyText(right),
      };
    }),
    join: own(condition, "logical_operator") === "or" ? "or" : "and",
  };
}

/** Whether an equation lets its transition fire. Without clauses it never does (vendor contract). */
export function fires({ clauses, join }: Equation, variables: ReadonlyMap<string, unknown>): boolean {
  if (clauses.length === 0) return false;
  const holding = (clause: Clause): boolean => holds(clause, variables);
  return join === "or" ? clauses.some(holding) : clauses.every(holding);
}

/**
 * Whether one clause holds (vendor contract): an unbound `left` makes everything but `not_exist` false, `==` compares
 * texts to the letter, an order compares Python floats, and a `right` that names a variable stands for its value.
 */
export function holds({ left, operator, right }: Clause, variables: ReadonlyMap<string, unknown>): boolean {
  const bound = variables.has(left);
  if (operator === "exists") return bound;
  if (operator === "not_exist") return !bound;
  if (!bound) return false;
  const a = pyText(variables.get(left));
  const b = variables.has(right) ? pyText(variables.get(right)) : right;
  switch (operator) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "contains":
      return a.includes(b);
    case "not_contains":
      return !a.includes(b);
    default:
      return ordered(operator, pyFloat(a), pyFloat(b));
  }
}

function ordered(operator: string, a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  switch (operator) {
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    default:
      return false;
  }
}

/** The variables that surely have a value where an equation fires: an unbound `left` lets nothing hold but `not_exist`. */
export function knownWhen({ clauses, join }: Equation): readonly string[] {
  if (join === "or" && clauses.length > 1) return [];
  return clauses.filter(({ operator }) => operator !== "not_exist").map(({ left }) => left);
}

/** The equation in words for people: `account_type == premium and age exists`. */
export function equationText({ clauses, join }: Equation): string {
  return clauses.map(clauseText).join(` ${join} `);
}

export function clauseText({ left, operator, right }: Clause): string {
  if (operator === "exists" || operator === "not_exist") return `${left} ${operator}`;
  return `${left} ${operator} ${right === "" ? '""' : right}`;
}
