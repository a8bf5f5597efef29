import { type Answers, tooMany } from "../conditions/formula.ts";
import { inOrder, positionsAmong, selections } from "../conditions/order.ts";
import { falseWords, folded, isDate, isEmpty, numberIn, ordered } from "./compare.ts";
import { holds } from "./evaluate.ts";
import type { Expression } from "./expression.ts";
import { compactJson, type ValuePath } from "./value.ts";

/** What a condition asks of the value at a path. Whatever it is, `expression` says it too. */
export type Asked = { readonly path: ValuePath; readonly expression: Expression } & (
  | { readonly kind: "true" | "exists" | "is_empty" }
  | { readonly kind: "equal"; readonly to: unknown }
  /** With the value on the left side. */
  | { readonly kind: "order"; readonly by: string; readonly to: unknown }
  /** What its text or its members are like; the same words ask the same. */
  | { readonly kind: "like"; readonly words: string }
);

// Any of them may hold of a text or not, so that every further one doubles the cases.
const MOST_LIKENESSES = 4;

/**
 * What questions about one value answer in every case: where it is unbound, null, a boolean, an empty list or object; a
 * list or object with something in it; a number, or a text that spells one, by where it stands among the numbers that
 * are named; and any other text, by whether it equals one that is named and where it stands among the dates that are.
 * Undefined for too many.
 */
export function casesOf(questions: readonly Asked[]): Answers[] | undefined {
  const likenesses = new Set(questions.flatMap((asked) => (asked.kind === "like" ? [asked.words] : [])));
  const named = questions.flatMap((asked) => (asked.kind === "equal" || asked.kind === "order" ? [asked.to] : []));
  // The one number that falls together with a word: of what JSON cannot hold nothing is claimed.
  if (named.some((each) => isScalar(each) && /^-?infinity$/i.test(String(each).trim()))) return undefined;
  if (likenesses.size > MOST_LIKENESSES) return undefined;
  const like = selections(likenesses);
  const known = [undefined, null, true, false, [], {}].map((value) =>
    questions.map(({ path, expression }) => holds(expression, at(path, value))),
  );
  const others = [...holdersOfSomething(questions), ...numbersAmong(questions, named), ...textsAmong(questions, named)];
  if (tooMany(others.length * like.length, questions)) return undefined;
  return [
    ...known,
    ...others.flatMap((kind) =>
      like.map((some) => questions.map((asked) => (asked.kind === "like" ? some.has(asked.words) : kind(asked)))),
    ),
  ];
}

/** What a kind of value answers to everything but what its text or members are like. */
type Kind = (asked: Exclude<Asked, { kind: "like" }>) => boolean;

/** Variables of which one has a value, at the end of a path. */
function at([name, ...inside]: ValuePath, value: unknown): { get(name: string): unknown } {
  const whole = inside.reduceRight<unknown>(
    (inner, key) => (inner === undefined ? undefined : Object.fromEntries([[key, inner]])),
    value,
  );
  return { get: (asked) => (asked === name ? whole : undefined) };
}

/** Lists and objects that are not empty: they may equal any that are named, and nothing else. */
function holdersOfSomething(questions: readonly Asked[]): Kind[] {
  const named = questions.flatMap((asked) =>
    asked.kind === "equal" && typeof asked.to === "object" && !isEmpty(asked.to) ? [compactJson(asked.to)] : [],
  );
  return ["", ...new Set(named)].map((json) => (asked) => {
    if (asked.kind === "equal") return json !== "" && compactJson(asked.to) === json;
    return asked.kind === "true" || asked.kind === "exists";
  });
}

function numbersAmong(questions: readonly Asked[], named: readonly unknown[]): Kind[] {
  const asksTruth = questions.some(({ kind }) => kind === "true");
  const numbers = new Set(named.flatMap((each) => numberIn(each) ?? []));
  if (asksTruth) numbers.add(0);
  const sorted = [...numbers].sort((a, b) => a - b);
  const positionOf = (value: unknown): number => 2 * sorted.indexOf(numberIn(value) ?? Number.NaN);
  return positionsAmong(sorted).flatMap((position) => {
    // The number 0 and the text "0" are not true, the text "0.0" is.
    const truths = asksTruth && position === positionOf(0) ? [true, false] : [true];
    return truths.map(
      (truth): Kind =>
        (asked) => {
          switch (asked.kind) {
            case "true":
              return truth;
            case "exists":
              return true;
            case "is_empty":
              return false;
            case "equal":
              return positionOf(asked.to) === position;
            case "order":
              return positionOf(asked.to) >= 0 && inOrder(asked.by, position - positionOf(asked.to));
          }
        },
    );
  });
}

/** Texts that are no numbers. Blank ones, and those that stand for false, are among those that are named. */
function textsAmong(questions: readonly Asked[], named: readonly unknown[]): Kind[] {
  const texts = new Set<string | undefined>([undefined]);
  for (const { kind } of questions)
    if (kind === "true" || kind === "is_empty") for (const word of ["", "false", "no"]) texts.add(word);
  for (const each of named) if (isScalar(each) && numberIn(each) === undefined) texts.add(folded(String(each)));
  const dates = questions.flatMap((asked) => (asked.kind === "order" && isDate(asked.to) ? [asked.to.trim()] : []));
  const sorted = [...new Set(dates)].sort((a, b) => ordered(a, b) ?? 0);
  const positions = sorted.length > 0 ? [undefined, ...positionsAmong(sorted.map((_, i) => i))] : [undefined];
  return [...texts].flatMap((text) =>
    positions.map(
      (position): Kind =>
        (asked) => {
          switch (asked.kind) {
            case "true":
              return text === undefined || (text !== "" && !falseWords.has(text));
            case "exists":
              return true;
            case "is_empty":
              return text === "";
            case "equal":
              return isScalar(asked.to) && numberIn(asked.to) === undefined && folded(String(asked.to)) === text;
            case "order":
              return (
                position !== undefined &&
                isDate(asked.to) &&
                inOrder(asked.by, position - 2 * sorted.indexOf(asked.to.trim()))
              );
          }
        },
    ),
  );
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
