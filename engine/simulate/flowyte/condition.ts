import { nearest } from "../../text/nearest.ts";
import { object, own } from "../../text/value.ts";
import { conditionTokens, readOf, show } from "./conditionTokens.ts";
import {
  type Comparison,
  type Condition,
  type ConditionProblem,
  comparisons,
  type Expression,
  type Read,
  type Test,
  tests,
} from "./expression.ts";
import { parseCondition } from "./parseCondition.ts";

/**
 * The condition of a branch, as its `data` holds it: text, or an object `{variable, operator, value}` that means the
 * same. Never fails: what is wrong with it, or that there is none, is its `error`.
 */
export function conditionOf(written: unknown): Condition {
  if (typeof written === "string") return parsed(written);
  if (object(written)) return fromObject(written);
  return refused(written === undefined ? "There is no condition" : "The condition is not text");
}

// Several rules ask for one condition, and both ways out of its branch: reading it takes longer than all they ask of it.
const known = new Map<string, Condition>();
const MOST_KNOWN = 10_000;
const LONGEST_KNOWN = 500;

function parsed(text: string): Condition {
  if (text.length > LONGEST_KNOWN) return parseCondition(text);
  let found = known.get(text);
  if (!found) {
    if (known.size >= MOST_KNOWN) known.clear();
    found = parseCondition(text);
    known.set(text, found);
  }
  return found;
}

/** A text that is nothing but a variable in braces, as the value of an object, means that variable. */
function fromObject(written: unknown): Condition {
  const variable = own(written, "variable");
  const operator = own(written, "operator");
  const value = own(written, "value");
  const left = typeof variable === "string" ? soleVariable(variable) : undefined;
  if (!left) return refused("A condition written as an object names its variable", "variable", variable);
  const of: Expression = { kind: "path", path: left.path };
  if (typeof operator !== "string") return refused("A condition written as an object has an operator", "operator");
  const sign = operator.trim() === "=" ? "==" : operator.trim();
  if ((tests as readonly string[]).includes(sign))
    return { expression: { kind: "test", by: sign as Test, of }, doubts: [], reads: [left] };
  if (!(comparisons as readonly string[]).includes(sign)) {
    const meant = nearest(sign, [...comparisons, ...tests]);
    const hint = meant ? `did you mean "${meant}"?` : `known are ${[...comparisons, ...tests].join(", ")}`;
    return refused(`${show(operator)} is not an operator; ${hint}`, "operator", operator, meant);
  }
  const read = typeof value === "string" && value.includes("{") ? soleVariable(value) : undefined;
  const right: Expression = read ? { kind: "path", path: read.path } : { kind: "literal", value: value ?? null };
  return {
    expression: { kind: "compare", by: sign as Comparison, left: of, right },
    doubts: [],
    reads: read ? [left, read] : [left],
  };
}

/** The one variable a text consists of, with or without braces. */
function soleVariable(text: string): Read | undefined {
  const [token, end] = conditionTokens(text);
  return token?.kind === "path" && end?.kind === "end" ? readOf(token) : undefined;
}

function refused(message: string, member?: ConditionProblem["member"], text: unknown = "", right?: string): Condition {
  const end = typeof text === "string" ? text.length : 0;
  const mended = right !== undefined && { right: { start: 0, end, text: right } };
  return { error: { message, start: 0, end, member, ...mended }, doubts: [], reads: [] };
}
