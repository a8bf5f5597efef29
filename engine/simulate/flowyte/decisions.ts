import type { FlowNode } from "../../flow/flow.ts";
import type { ValueChange } from "../../text/changed.ts";
import type { Path } from "../../text/json.ts";
import { own, text } from "../../text/value.ts";
import { type Comparison, type Decision, type Decisions, single, type Turned } from "../conditions/decision.ts";
import type { Cases, Formula } from "../conditions/formula.ts";
import { isOrder, opposites } from "../conditions/order.ts";
import { type Asked, casesOf } from "./cases.ts";
import { isDate, numberIn } from "./compare.ts";
import { conditionOf } from "./condition.ts";
import { evaluate, holds } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { compactJson } from "./value.ts";

/**
 * What the condition of a branch decides between `true` and `false` (Flowproof's choice, as all that conditions mean).
 * Undefined for any other node, and for a condition that cannot be read.
 */
export function decisionsOf(node: FlowNode): Decisions | undefined {
  if (node.kind !== "logic") return undefined;
  const written = own(own(node.value, "data"), "condition");
  const { expression } = conditionOf(written);
  if (!expression) return undefined;
  const path = [...node.path, "data", "condition"];
  return { each: [decisionOf(expression, written, path)], cases, alone: true };
}

function decisionOf(expression: Expression, written: unknown, path: Path): Decision {
  const place = { path };
  const words = text(written)?.trim() ?? shown(expression);
  const formula = formulaOf(expression);
  const turned = (): readonly Turned[] => turnedRound(expression, written, words, path);
  if (typeof written !== "string" || (expression.kind !== "any" && expression.kind !== "all"))
    return single(words, place, formula, { turned });
  const { kind, parts, spans, words: between } = expression;
  return {
    text: words,
    place,
    join: kind === "any" ? "or" : "and",
    comparisons: parts.map((part, i): Comparison => {
      const span = spans[i]!;
      return {
        text: written.slice(span.start, span.end),
        place: { path, part: span },
        formula: formulaOf(part),
        ofPresence: false,
      };
    }),
    formula,
    mend: {
      // The last first: an earlier one of another length would move it.
      rejoin: () =>
        [...between].reverse().map((span): ValueChange => {
          const sign = written.slice(span.start, span.end);
          return { do: "text", path, span, text: others.get(sign) ?? sign };
        }),
      turned,
    },
  };
}

/** A condition that is text in `not (…)`; one that is an object with the opposite operator, where there is one. */
function turnedRound(expression: Expression, written: unknown, words: string, path: Path): Turned[] {
  if (typeof written === "string") {
    const becomes = `not (${words})`;
    return [{ place: { path }, text: words, becomes, changes: [{ do: "set", path, value: becomes }] }];
  }
  const sign = expression.kind === "compare" || expression.kind === "test" ? expression.by : "";
  const other = sign === "exists" ? "is_empty" : sign === "is_empty" ? "exists" : opposites.get(sign);
  if (other === undefined) return [];
  const turned = { ...expression, by: other } as Expression;
  const at = [...path, "operator"];
  return [
    { place: { path: at }, text: words, becomes: shown(turned), changes: [{ do: "set", path: at, value: other }] },
  ];
}

const others = new Map([
  ["and", "or"],
  ["or", "and"],
  ["&&", "||"],
  ["||", "&&"],
]);

/** The one comparison of a condition that is written as an object. */
function shown(expression: Expression): string {
  const side = (of: Expression): string =>
    of.kind === "path" ? of.path.join(".") : compactJson(evaluate(of, nothing) ?? null);
  if (expression.kind === "test") return `${side(expression.of)} ${expression.by}`;
  return expression.kind === "compare" ? `${side(expression.left)} ${expression.by} ${side(expression.right)}` : "";
}

/** Brackets limit how deep a condition goes. */
function formulaOf(expression: Expression): Formula {
  if (!reads(expression)) return { kind: "constant", value: holds(expression, nothing) };
  switch (expression.kind) {
    case "not":
      return { kind: "not", part: formulaOf(expression.part) };
    case "all":
    case "any":
      return { kind: expression.kind, parts: expression.parts.map(formulaOf) };
    case "path":
      return ask({ kind: "true", path: expression.path, expression });
    case "test":
      if (expression.of.kind === "path") return ask({ kind: expression.by, path: expression.of.path, expression });
      return unclear(expression);
    case "compare":
      return comparisonOf(expression);
    default:
      return { kind: "constant", value: holds(expression, nothing) }; // a list is true where it has items, whichever
  }
}

function comparisonOf(expression: Expression & { readonly kind: "compare" }): Formula {
  const { by, left, right } = expression;
  const path = left.kind === "path" ? left.path : right.kind === "path" ? right.path : undefined;
  const [of, other] = left.kind === "path" ? [left, right] : [right, left];
  if (!path || of.kind !== "path") return unclear(expression);
  if (reads(other)) {
    if (other.kind !== "path" || other.path.join(".") !== path.join(".")) return unclear(expression);
    return ask({ kind: "like", words: `${by} itself`, path, expression });
  }
  const to = evaluate(other, nothing);
  if (by === "==" || by === "!=") {
    const equal = ask({ kind: "equal", to, path, expression: by === "==" ? expression : { ...expression, by: "==" } });
    return by === "==" ? equal : { kind: "not", part: equal };
  }
  if (isOrder(by)) return ask({ kind: "order", by: of === left ? by : turned.get(by)!, to, path, expression });
  const list = (by === "in" && of === left) || (by === "contains" && of === right);
  if (list && Array.isArray(to)) {
    const parts = to.map((each) => {
      const equal: Expression = { kind: "compare", by: "==", left: of, right: { kind: "literal", value: each } };
      return ask({ kind: "equal", to: each, path, expression: equal });
    });
    return { kind: "any", parts };
  }
  return ask({
    kind: "like",
    words: `${by} ${of === left} ${typeof to} ${typeof to === "object" ? compactJson(to) : String(to)}`,
    path,
    expression,
  });
}

const turned = new Map([
  [">", "<"],
  [">=", "<="],
  ["<", ">"],
  ["<=", ">="],
]);

function ask(question: Asked): Formula {
  const { kind } = question;
  const suspect = kind === "like" || (kind === "order" && numberIn(question.to) === undefined && !isDate(question.to));
  return { kind: "ask", about: question.path.join("."), question, suspect };
}

/** What is compared in a way of which nothing is certain; the same words may still be asked twice. */
function unclear(expression: Expression): Formula {
  return { kind: "ask", about: UNCLEAR + compactJson(expression), question: expression };
}

const UNCLEAR = "{"; // begins no path

const cases: Cases = (about, questions) =>
  about.startsWith(UNCLEAR)
    ? [questions.map(() => true), questions.map(() => false)]
    : casesOf(questions as readonly Asked[]);

const nothing: ReadonlyMap<string, unknown> = new Map();

function reads(expression: Expression): boolean {
  switch (expression.kind) {
    case "path":
      return true;
    case "literal":
      return false;
    case "not":
      return reads(expression.part);
    case "test":
      return reads(expression.of);
    case "compare":
      return reads(expression.left) || reads(expression.right);
    case "list":
      return expression.items.some(reads);
    default:
      return expression.parts.some(reads);
  }
}
