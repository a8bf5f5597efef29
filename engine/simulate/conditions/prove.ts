import { type Answers, type Cases, type Formula, type Questions, questionsIn } from "./formula.ts";

/** What is certain about one of the conditions that are tried in order. */
export interface Proven {
  readonly holds?: "always" | "never";
  /** Positions of conditions before it of which one holds wherever it does; empty where that is not certain. */
  readonly behind: readonly number[];
}

// Beyond these nothing is claimed; conditions written by people stay far below.
const MOST_WORLDS = 4_096;
const MOST_STEPS = 500_000;

/**
 * What is certain about conditions that are tried one after the other on the same values, and whether one of them holds
 * whatever the values are. Every claim has been checked in every case that the dialect knows; where there are too many
 * cases there is no claim.
 */
export function prove(
  conditions: readonly Formula[],
  cases: Cases,
): { readonly each: readonly Proven[]; readonly covered: boolean } {
  const each: Proven[] = conditions.map(() => ({ behind: [] }));
  let cover: Cover | undefined;
  // What is asked of other subjects has no bearing on a condition, so those that share none are looked at apart.
  for (const group of apart(conditions)) {
    const formulas = group.map((i) => conditions[i]!);
    const worlds = worldsOf(formulas, cases);
    const found = worlds ? proveTogether(formulas, worlds, group, each) : proveAlone(formulas, cases, group, each);
    if (found && (!cover || found.complete < cover.complete)) cover = found;
  }
  if (!cover) return { each, covered: false };
  for (let i = cover.complete + 1; i < each.length; i++)
    if (each[i]!.holds !== "never" && each[i]!.behind.length === 0) each[i] = { ...each[i], behind: cover.by };
  return { each, covered: true };
}

/** Conditions of which one always holds, and the position of the last of them. */
interface Cover {
  readonly by: readonly number[];
  readonly complete: number;
}

/** Whether a condition holds always or never; undefined where neither is certain. */
export function certainly(condition: Formula, cases: Cases): "always" | "never" | undefined {
  const worlds = worldsOf([condition], cases);
  if (worlds) return inAll(condition, worlds);
  if (condition.kind === "not") return opposite.get(certainly(condition.part, cases));
  if (condition.kind !== "all" && condition.kind !== "any") return undefined;
  const { kind, parts } = condition;
  const groups = apart(parts);
  if (groups.length < 2) return undefined;
  const found = groups.map((group) => certainly({ kind, parts: group.map((i) => parts[i]!) }, cases));
  const decisive = kind === "all" ? "never" : "always";
  if (found.includes(decisive)) return decisive;
  return found.every((one) => one !== undefined) ? opposite.get(decisive) : undefined;
}

const opposite = new Map<"always" | "never" | undefined, "always" | "never">([
  ["always", "never"],
  ["never", "always"],
]);

/** Fills in what is certain about the conditions of one group; the answer are those that cover every case, if they do. */
function proveTogether(
  formulas: readonly Formula[],
  worlds: Worlds,
  positions: readonly number[],
  each: Proven[],
): Cover | undefined {
  // By world: the first condition that holds in it.
  const taken = new Int32Array(worlds.count).fill(-1);
  const by: number[] = [];
  let left = worlds.count;
  let cover: Cover | undefined;
  formulas.forEach((formula, i) => {
    const position = positions[i]!;
    let times = 0;
    const leftBefore = left;
    const before = new Set<number>();
    worlds.visit((world, n) => {
      if (!holdsIn(formula, world, worlds.questions)) return;
      times++;
      if (taken[n] === -1) {
        taken[n] = position;
        left--;
      } else before.add(taken[n]!);
    });
    const holds = times === 0 ? "never" : times === worlds.count ? "always" : undefined;
    each[position] = { holds, behind: left < leftBefore ? [] : [...before] };
    if (left < leftBefore) by.push(position);
    if (left === 0) cover ??= { by: [...by], complete: position };
  });
  return cover;
}

/** The same where the conditions are too many to be looked at together. */
function proveAlone(
  formulas: readonly Formula[],
  cases: Cases,
  positions: readonly number[],
  each: Proven[],
): Cover | undefined {
  let cover: Cover | undefined;
  formulas.forEach((formula, i) => {
    const position = positions[i]!;
    const holds = certainly(formula, cases);
    each[position] = { holds, behind: [] };
    if (holds === "always") cover ??= { by: [position], complete: position };
  });
  return cover;
}

/** One case for each subject. */
type World = ReadonlyMap<string, Answers>;

interface Worlds {
  readonly questions: Questions;
  readonly count: number;
  visit(visitor: (world: World, n: number) => void): void;
}

/** Every way in which the subjects of formulas can be combined; undefined where there are too many. */
function worldsOf(formulas: readonly Formula[], cases: Cases): Worlds | undefined {
  const questions = questionsIn(formulas);
  const subjects: (readonly [about: string, cases: readonly Answers[]])[] = [];
  let count = 1;
  let asked = 0;
  for (const [about, asks] of questions) {
    const found = cases(about, [...asks.keys()]);
    if (!found) return undefined;
    subjects.push([about, found]);
    count *= found.length;
    asked += asks.size;
    if (count > MOST_WORLDS || count * asked > MOST_STEPS) return undefined;
  }
  return {
    questions,
    count,
    visit(visitor) {
      const world = new Map<string, Answers>();
      for (let n = 0; n < count; n++) {
        let rest = n;
        for (const [about, cases] of subjects) {
          world.set(about, cases[rest % cases.length]!);
          rest = Math.floor(rest / cases.length);
        }
        visitor(world, n);
      }
    },
  };
}

function inAll(formula: Formula, worlds: Worlds): "always" | "never" | undefined {
  let times = 0;
  worlds.visit((world) => {
    if (holdsIn(formula, world, worlds.questions)) times++;
  });
  return times === 0 ? "never" : times === worlds.count ? "always" : undefined;
}

function holdsIn(formula: Formula, world: World, questions: Questions): boolean {
  switch (formula.kind) {
    case "constant":
      return formula.value;
    case "not":
      return !holdsIn(formula.part, world, questions);
    case "all":
      return formula.parts.every((part) => holdsIn(part, world, questions));
    case "any":
      return formula.parts.some((part) => holdsIn(part, world, questions));
    case "ask":
      return world.get(formula.about)![questions.get(formula.about)!.get(formula.question)!]!;
  }
}

/** The positions of formulas, those together that have a subject in common, directly or by way of others. */
function apart(formulas: readonly Formula[]): number[][] {
  const groupOf = formulas.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (groupOf[at] !== at) at = groupOf[at] = groupOf[groupOf[at]!]!;
    return at;
  };
  const first = new Map<string, number>();
  formulas.forEach((formula, i) => {
    for (const about of questionsIn([formula]).keys()) {
      const before = first.get(about);
      if (before === undefined) first.set(about, i);
      else groupOf[root(i)] = root(before);
    }
  });
  const groups = new Map<number, number[]>();
  formulas.forEach((_, i) => {
    const at = root(i);
    const group = groups.get(at);
    if (group) group.push(i);
    else groups.set(at, [i]);
  });
  return [...groups.values()];
}
