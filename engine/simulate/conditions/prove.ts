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
    const holdsIn = worlds.reader(formula);
    worlds.visit((world, n) => {
      if (!holdsIn(world)) return;
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

/** Conditions tried in order, and where each leads; `otherwise` is where a walk goes that none of them holds for. */
export interface Ways<T> {
  readonly tried: readonly { readonly formula: Formula; readonly to: T }[];
  readonly otherwise: T;
}

/** Whether it is certain that two lists of conditions lead to the same place whatever the values are. */
export function leadAlike<T>(a: Ways<T>, b: Ways<T>, cases: Cases, same: (x: T, y: T) => boolean): boolean {
  const worlds = worldsOf(
    [...a.tried, ...b.tried].map(({ formula }) => formula),
    cases,
  );
  if (!worlds) return false;
  const leader = ({ tried, otherwise }: Ways<T>): ((world: World) => T) => {
    const read = tried.map(({ formula, to }) => ({ holdsIn: worlds.reader(formula), to }));
    return (world) => {
      const found = read.find(({ holdsIn }) => holdsIn(world));
      return found ? found.to : otherwise;
    };
  };
  const [one, other] = [leader(a), leader(b)];
  let alike = true;
  worlds.visit((world) => {
    alike &&= same(one(world), other(world));
  });
  return alike;
}

/** For each subject, by its position, the answers in one of its cases. */
type World = readonly Answers[];

interface Worlds {
  readonly count: number;
  visit(visitor: (world: World, n: number) => void): void;
  /** Whether a formula holds in a world. */
  reader(formula: Formula): (world: World) => boolean;
}

/** Every way in which the cases of subjects can be combined; undefined where there are too many. */
function worldsOf(formulas: readonly Formula[], cases: Cases): Worlds | undefined {
  const questions = questionsIn(formulas);
  const subjects: (readonly Answers[])[] = [];
  let count = 1;
  let asked = 0;
  for (const [about, asks] of questions) {
    const found = cases(about, [...asks.keys()]);
    if (!found) return undefined;
    const different = distinct(found);
    subjects.push(different);
    count *= different.length;
    asked += asks.size;
    if (count > MOST_WORLDS || count * asked > MOST_STEPS) return undefined;
  }
  return {
    count,
    visit(visitor) {
      const at = subjects.map(() => 0);
      const world = subjects.map((cases) => cases[0]!);
      for (let n = 0; n < count; n++) {
        visitor(world, n);
        for (let i = 0; i < subjects.length; i++) {
          at[i] = (at[i]! + 1) % subjects[i]!.length;
          world[i] = subjects[i]![at[i]!]!;
          if (at[i] !== 0) break; // else the next subject goes on by one, as digits do
        }
      }
    },
    reader: readerOf(questions),
  };
}

/** The cases without those that answer as one before does. */
function distinct(cases: readonly Answers[]): readonly Answers[] {
  const found = new Map<string, Answers>();
  for (const answers of cases) found.set(answers.map(Number).join(""), answers);
  return [...found.values()];
}

function readerOf(questions: Questions): (formula: Formula) => (world: World) => boolean {
  const subjects = [...questions.keys()];
  const read = (formula: Formula): ((world: World) => boolean) => {
    switch (formula.kind) {
      case "constant":
        return () => formula.value;
      case "not": {
        const part = read(formula.part);
        return (world) => !part(world);
      }
      case "all": {
        const parts = formula.parts.map(read);
        return (world) => parts.every((part) => part(world));
      }
      case "any": {
        const parts = formula.parts.map(read);
        return (world) => parts.some((part) => part(world));
      }
      case "ask": {
        const subject = subjects.indexOf(formula.about);
        const question = questions.get(formula.about)!.get(formula.question)!;
        return (world) => world[subject]![question]!;
      }
    }
  };
  return read;
}

function inAll(formula: Formula, worlds: Worlds): "always" | "never" | undefined {
  const holdsIn = worlds.reader(formula);
  let times = 0;
  worlds.visit((world) => {
    if (holdsIn(world)) times++;
  });
  return times === 0 ? "never" : times === worlds.count ? "always" : undefined;
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
