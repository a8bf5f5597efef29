// What lives here: what is certain about conditions before anything is walked, such as that one never holds, or that
// another holds wherever it does. A dialect says what its comparisons answer in every case; no dialect is known here.

/** What a condition asks of its subjects, which are variables or places in an answer. A question is the dialect's affair. */
export type Formula =
  | {
      readonly kind: "ask";
      readonly about: string;
      readonly question: Question;
      /** The answer may be the same in every case. */
      readonly suspect?: boolean;
    }
  | { readonly kind: "all" | "any"; readonly parts: readonly Formula[] }
  | { readonly kind: "not"; readonly part: Formula }
  | { readonly kind: "constant"; readonly value: boolean };

/** Two questions about a subject that are not the same object may still ask the same; what answers them sees to that. */
export type Question = object;

/**
 * The answers to questions about one subject in every case there is: a list of cases, each with an answer for each
 * question. What some value of the subject answers has to be among them; what no value answers may be, and only makes
 * fewer things certain. Undefined where there are too many.
 */
export type Cases = (about: string, questions: readonly Question[]) => readonly Answers[] | undefined;
export type Answers = readonly boolean[];

/** Whether so many cases are too many for so many questions: people ask a handful, and programs are not waited for. */
export function tooMany(cases: number, questions: readonly Question[]): boolean {
  return cases * questions.length > 200_000;
}

/** The questions in formulas, by subject, each with its position among them. */
export type Questions = ReadonlyMap<string, ReadonlyMap<Question, number>>;

/** Every question that formulas ask. Their depth is that of brackets in a condition, which its reader has limited. */
export function questionsIn(formulas: Iterable<Formula>): Questions {
  const found = new Map<string, Map<Question, number>>();
  const collect = (formula: Formula): void => {
    if (formula.kind === "ask") {
      const known = found.get(formula.about);
      if (!known) found.set(formula.about, new Map([[formula.question, 0]]));
      else if (!known.has(formula.question)) known.set(formula.question, known.size);
    } else if (formula.kind === "not") collect(formula.part);
    else if (formula.kind !== "constant") for (const part of formula.parts) collect(part);
  };
  for (const formula of formulas) collect(formula);
  return found;
}

/** Whether anything about formulas may be certain: nothing is where each asks another subject a question that is open. */
export function isWorthProving(formulas: Iterable<Formula>): boolean {
  const asked = new Set<string>();
  const mayBeCertain = (formula: Formula): boolean => {
    if (formula.kind === "constant") return true;
    if (formula.kind === "not") return mayBeCertain(formula.part);
    if (formula.kind !== "ask") return formula.parts.length === 0 || formula.parts.some(mayBeCertain);
    if (formula.suspect || asked.has(formula.about)) return true;
    asked.add(formula.about);
    return false;
  };
  for (const formula of formulas) if (mayBeCertain(formula)) return true;
  return false;
}
