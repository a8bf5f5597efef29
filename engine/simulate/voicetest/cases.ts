import { type Answers, tooMany } from "../conditions/formula.ts";
import { inOrder, positionsAmong, selections } from "../conditions/order.ts";
import { type Clause, holds } from "./equations.ts";

/** A clause as a question about the variable on its left. */
export interface Asked {
  readonly clause: Clause;
  /** Its right side names another variable, and stands for that one's value where it has one. */
  readonly named: boolean;
  /** The number that its right side is, where the clause compares numbers. */
  readonly number?: number;
}

// A text may have each of them in it or not, and may stand to each other variable in any way: the cases multiply.
const MOST_PIECES = 5;
const MOST_OTHERS = 2;

/**
 * What clauses about one variable answer in every case in which it has a value: where its text is one that they name;
 * and for any other text, by where it stands among the numbers they name, by which of the pieces they look for it has in
 * it, and by how it stands to the other variables they name. Undefined for too many.
 */
export function casesOnceSet(questions: readonly Asked[]): Answers[] | undefined {
  const others = [...new Set(questions.filter(({ named }) => named).map(({ clause }) => clause.right))];
  const values = valuesAmong(questions.filter(({ named }) => !named));
  if (!values || others.length > MOST_OTHERS) return undefined;
  if (tooMany(values.length * relations.length ** others.length, questions)) return undefined;
  let cases: Case[] = values.map((value) => ({ value, to: new Map() }));
  for (const other of others)
    cases = cases.flatMap(({ value, to }) =>
      relations.map((relation) => ({ value, to: new Map(to).set(other, relation) })),
    );
  return cases.map(({ value, to }) =>
    questions.map((asked) => (asked.named ? relates(asked.clause, to.get(asked.clause.right)!) : value(asked))),
  );
}

/** The same, and before them the case in which the variable has no value. */
export function casesOf(questions: readonly Asked[]): Answers[] | undefined {
  const set = casesOnceSet(questions);
  return set && [questions.map(({ clause }) => holds(clause, nothing)), ...set];
}

const nothing: ReadonlyMap<string, unknown> = new Map();

interface Case {
  readonly value: Value;
  /** How it stands to other variables, by their names. */
  readonly to: ReadonlyMap<string, Relation>;
}

/** What a text answers to clauses whose right side is text, or the variable itself. */
type Value = (asked: Asked) => boolean;

function valuesAmong(questions: readonly Asked[]): Value[] | undefined {
  const texts = new Set<string>();
  const pieces = new Set<string>();
  const numbers = new Set<number>();
  for (const { clause, number } of questions) {
    const { left, operator, right } = clause;
    if (right === left) continue;
    if (operator === "==" || operator === "!=") texts.add(right);
    else if (operator.endsWith("contains")) pieces.add(right);
    else if (number !== undefined && !Number.isNaN(number)) numbers.add(number);
  }
  pieces.delete(""); // which is in every text
  if (pieces.size > MOST_PIECES) return undefined;
  const sorted = [...numbers].sort((a, b) => a - b);
  const named = [...texts].map((text): Value => {
    const variables = new Map([[questions[0]!.clause.left, text]]);
    return ({ clause }) => holds(clause, variables);
  });
  const others = [undefined, ...positionsAmong(sorted)].flatMap((position) =>
    piecesTogether([...pieces]).map(
      (inside): Value =>
        (asked) =>
          another(asked, sorted, position, inside),
    ),
  );
  return [...named, ...others];
}

/** What a text answers that no clause compares for equality. */
function another(
  { clause: { left, operator, right }, number }: Asked,
  numbers: readonly number[],
  position: number | undefined,
  inside: ReadonlySet<string>,
): boolean {
  const itself = right === left;
  switch (operator) {
    case "exists":
      return true;
    case "not_exist":
      return false;
    case "==":
      return itself;
    case "!=":
      return !itself;
    case "contains":
      return itself || right === "" || inside.has(right);
    case "not_contains":
      return !itself && right !== "" && !inside.has(right);
  }
  if (position === undefined) return false;
  if (itself) return inOrder(operator, 0);
  const at = numbers.indexOf(number ?? Number.NaN);
  return at >= 0 && inOrder(operator, position - 2 * at);
}

/** Every selection of pieces that one text can have in it: with a piece comes every piece inside of it. */
function piecesTogether(pieces: readonly string[]): ReadonlySet<string>[] {
  return selections(pieces).filter((some) =>
    pieces.every((piece) => some.has(piece) || ![...some].some((other) => other.includes(piece))),
  );
}

/** How the values of two variables stand to each other: as texts, and as numbers where both are. */
interface Relation {
  readonly equal: boolean;
  readonly inside: boolean;
  readonly order: number | undefined;
}

const relations: readonly Relation[] = [
  { equal: true, inside: true, order: undefined },
  { equal: true, inside: true, order: 0 },
  ...[true, false].flatMap((inside) =>
    [undefined, -1, 0, 1].map((order): Relation => ({ equal: false, inside, order })),
  ),
];

function relates({ operator }: Clause, { equal, inside, order }: Relation): boolean {
  switch (operator) {
    case "==":
      return equal;
    case "!=":
      return !equal;
    case "contains":
      return inside;
    case "not_contains":
      return !inside;
    default:
      return order !== undefined && inOrder(operator, order);
  }
}
