import type { Formula, Question } from "../simulate/conditions/formula.ts";

/** Where a value stands: the name of a variable, then keys and indexes inside of it. */
export type ValuePath = readonly string[];

/** Values that variables are to have, by where they stand: a name, then keys inside its value. Undefined: no value. */
export type Values = ReadonlyMap<string, Wish>;

export interface Wish {
  readonly path: ValuePath;
  readonly value: unknown;
}

/** What one comparison reads, and whether it holds for some values besides those that variables have. */
export interface Atom {
  readonly paths: readonly ValuePath[];
  holds(values: Values): boolean;
}

/** What solving goes by. */
export interface Solving {
  atom(question: Question): Atom;
  /** The values worth trying for what stands at a path, the likeliest first. */
  candidates(path: ValuePath): readonly unknown[];
}

// A condition that is not solved by so many trials is given up; those that people write take a handful.
const MOST_TRIALS = 10_000;
// So many parts are more than a person writes; each takes a frame of the stack.
const MOST_PARTS = 500;

/**
 * Values for which a formula holds, or does not, the fewest changes first as far as that is easily had: a comparison that
 * comes out as wanted already changes nothing. Every answer has been checked comparison by comparison; that there is none
 * shows nothing.
 */
export function* solutions(formula: Formula, wanted: boolean, by: Solving): Iterable<Values> {
  let trials = 0;
  function* solve(of: Formula, wanted: boolean, values: Values): Iterable<Values> {
    if (of.kind === "constant") {
      if (of.value === wanted) yield values;
    } else if (of.kind === "not") yield* solve(of.part, !wanted, values);
    else if (of.kind === "ask") yield* ask(by.atom(of.question), wanted, values);
    else if ((of.kind === "all") === wanted) yield* together(of.parts, wanted, values, 0);
    else for (const part of of.parts) yield* solve(part, wanted, values);
  }
  function* together(parts: readonly Formula[], wanted: boolean, values: Values, at: number): Iterable<Values> {
    const part = parts[at];
    if (parts.length > MOST_PARTS) return;
    if (!part) yield values;
    else for (const more of solve(part, wanted, values)) yield* together(parts, wanted, more, at + 1);
  }
  function* ask({ paths, holds }: Atom, wanted: boolean, values: Values): Iterable<Values> {
    if (++trials > MOST_TRIALS) return;
    if (holds(values) === wanted) yield values;
    const free = paths.filter((path) => !values.has(keyOf(path)));
    yield* tried(free, 0, values, wanted, holds);
  }
  /** Other values for the first free path, then for the next one as well. */
  function* tried(
    free: readonly ValuePath[],
    at: number,
    values: Values,
    wanted: boolean,
    holds: Atom["holds"],
  ): Iterable<Values> {
    const path = free[at];
    if (!path) return;
    for (const value of by.candidates(path)) {
      if (++trials > MOST_TRIALS) return;
      const more = new Map(values).set(keyOf(path), { path, value });
      if (holds(more) === wanted) yield more;
      else yield* tried(free, at + 1, more, wanted, holds);
    }
    yield* tried(free, at + 1, values, wanted, holds);
  }
  yield* solve(formula, wanted, new Map());
}

export function keyOf(path: ValuePath): string {
  return path.length === 1 ? path[0]! : JSON.stringify(path);
}

/** Whether a formula holds as values are. */
export function isTrue(formula: Formula, solving: Solving): boolean {
  switch (formula.kind) {
    case "constant":
      return formula.value;
    case "not":
      return !isTrue(formula.part, solving);
    case "all":
      return formula.parts.every((part) => isTrue(part, solving));
    case "any":
      return formula.parts.some((part) => isTrue(part, solving));
    case "ask":
      return solving.atom(formula.question).holds(none);
  }
}

const none: Values = new Map();
