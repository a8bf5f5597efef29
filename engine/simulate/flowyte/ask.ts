import type { Ask } from "../asked.ts";
import { conditionOf } from "./condition.ts";
import { evaluate } from "./evaluate.ts";

/** A condition as a branch has it, `{covered} == true`; a name alone, with braces or without, is its value. */
export const ask: Ask = (text, { variables }) => {
  const { expression, error } = conditionOf(text);
  return expression
    ? { ok: true, value: evaluate(expression, variables) }
    : { ok: false, why: error?.message ?? "This is no condition" };
};
