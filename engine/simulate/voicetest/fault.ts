import type { Path } from "../../text/json.ts";
import { nearest } from "../../text/nearest.ts";
import type { Fault, IsVariable } from "../conditions/decision.ts";
import { isOrder } from "../conditions/order.ts";
import { type Clause, operators } from "./equations.ts";

/**
 * Why a clause at `path`, whose right side is `number` if it is one, never holds (vendor contract): an operator that means nothing, or an order against a text that
 * is no number for Python and names no variable.
 */
export function faultOf(
  { left, operator, right }: Clause,
  number: number | undefined,
  path: Path,
  isVariable: IsVariable,
): Fault | undefined {
  if (!operators.has(operator))
    return {
      kind: "operator",
      place: { path: [...path, "operator"] },
      written: operator,
      meant: operatorMeant(operator),
      known: [...operators],
    };
  if (!isOrder(operator) || right === left || number !== undefined || isVariable(right)) return undefined;
  if (right.includes("{{")) return undefined; // a variable was meant
  return { kind: "number", place: { path: [...path, "right"] }, written: right, perhaps: numberIn(right) };
}

function operatorMeant(written: string): string | undefined {
  const word = written
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  if (operators.has(word)) return word;
  const meant = synonyms.get(word);
  // Signs are one letter apart from everything, so that only words have a nearest one.
  return meant ?? (/^[a-z_]+$/.test(word) ? nearest(word, words) : undefined);
}

const words = [...operators].filter((operator) => /^[a-z]/.test(operator));

/** Words and signs of other languages, and what they are here. */
const synonyms = new Map(
  [
    ["==", "= === eq equals equal equal_to is"],
    ["!=", "!== <> =! ne neq not_equals not_equal not_equal_to is_not ≠"],
    [">", "gt greater greater_than more_than above"],
    [">=", "=> gte ge at_least ≥"],
    ["<", "lt less less_than below"],
    ["<=", "=< lte le at_most ≤"],
    ["contains", "includes include has contain"],
    ["not_contains", "does_not_contain not_includes excludes !contains"],
    ["exists", "exist is_set set defined"],
    ["not_exist", "not_exists does_not_exist is_not_set not_set !exists"],
  ].flatMap(([meant, written]) => written!.split(" ").map((word) => [word, meant!] as const)),
);

/** The number in a text that has one and little else: of `$1,500` 1500, of `18 years` 18. */
function numberIn(text: string): string | undefined {
  const found = /^[^\d-]{0,3}(-?\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,15})?)[^\d,.]{0,12}$/.exec(text);
  return found?.[1]?.replaceAll(",", "");
}
