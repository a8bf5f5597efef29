import type { FlowNode } from "../flow/flow.ts";
import type { Formula } from "../simulate/conditions/formula.ts";
import type { Setup, ToolAnswer, Turn, Wants } from "../simulate/state.ts";
import type { Deed } from "./deeds.ts";
import { isTrue, type Solving, type ValuePath, type Wish } from "./solve.ts";
import type { Trail } from "./trail.ts";

/** What the search has to know of a dialect: what can be answered, and how values come into a walk. */
export interface Dialect {
  /** The turns worth trying where a walk waits for the caller, the likeliest first; what is said for a choice comes later. */
  turns(node: FlowNode, trail: Trail): readonly Turn[];
  /** The answers of a tool worth trying, the likeliest first. */
  results(node: FlowNode, wants: Extract<Wants, { kind: "tool" }>): readonly ToolAnswer[];
  /** What values alone decide at a node; undefined where they decide nothing. */
  deciding(node: FlowNode): Deciding | undefined;
  /** The nodes at which that was decided since a walk was last answered, in their order. */
  decided(trail: Trail): readonly FlowNode[];
  /** What formulas of nodes are solved by, given the values that a walk has at a moment. */
  solving(variables: ReadonlyMap<string, unknown>): Solving;
  /** The names of the variables that a node's decisions read. */
  reads(node: FlowNode): readonly string[];
  /** What walks can be begun with besides nothing, where otherwise something is missing. */
  setups(missing: ReadonlySet<Deed>): readonly Setup[];
  /** What else of a moment has a bearing on what can come after it. */
  context(trail: Trail): string;
  /**
   * Puts a value into what a walk was given, so that a variable has it later on. The position of the first answer that is
   * another now, -1 for what the walk was begun with, or undefined where nothing gives it.
   */
  give(wish: Wish, inputs: Inputs, moments: readonly Trail[]): number | undefined;
}

/** What is decided at a node, case by case: the first whose condition holds comes out. */
export type Deciding = readonly Outcome[];

export interface Outcome {
  /** Holds where it comes out, unless one before it does; absent for the last, which comes out where none of them holds. */
  readonly condition?: Formula;
  /** What has to be so for it to come out, what is particular about it first. */
  readonly formula: Formula;
}

/** The outcomes of conditions that are tried in their order. */
export function outcomesOf(conditions: readonly Formula[]): Deciding {
  const fails = conditions.map((part): Formula => ({ kind: "not", part }));
  return [
    ...conditions.map(
      (condition, i): Outcome => ({
        condition,
        formula: i === 0 ? condition : { kind: "all", parts: [condition, ...fails.slice(0, i)] },
      }),
    ),
    { formula: fails.length === 1 ? fails[0]! : { kind: "all", parts: fails } },
  ];
}

/** How it comes out for the values that a walk has. */
export function outcomeAt(deciding: Deciding, solving: Solving): Outcome | undefined {
  return deciding.find(({ condition }) => !condition || isTrue(condition, solving));
}

/** What a walk was given, to be changed: at each position in `answers` that of the moment before. */
export interface Inputs {
  setup: Setup;
  /** Turns and results by position, where they are others than in the walk. */
  readonly turns: Map<number, Turn>;
  readonly results: Map<number, ToolAnswer>;
}

/** A setup in which a variable has another value, at a path inside of it. */
export function withVariable(setup: Setup, path: ValuePath, value: unknown): Setup {
  const [name, ...inside] = path;
  const variables = new Map(Object.entries(setup.variables ?? {}));
  const whole = withValue(variables.get(name!), inside, value);
  if (whole === undefined) variables.delete(name!);
  else variables.set(name!, whole);
  return { ...setup, variables: Object.fromEntries(variables) };
}

/** A copy of a value with another one inside of it; objects and lists that are missing on the way are made. */
export function withValue(whole: unknown, inside: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = inside;
  if (key === undefined) return value;
  if (rest.length > DEEPEST) return whole;
  if (typeof key === "number" || (Array.isArray(whole) && /^\d{1,4}$/.test(key))) {
    const items: unknown[] = Array.isArray(whole) ? [...whole] : [];
    const at = Number(key);
    if (at > LONGEST_LIST) return whole;
    while (items.length < at) items.push({});
    items[at] = withValue(items[at], rest, value) ?? null;
    return items;
  }
  const members = new Map(typeof whole === "object" && whole !== null ? Object.entries(whole) : []);
  const inner = withValue(members.get(key), rest, value);
  if (inner === undefined) members.delete(key);
  else members.set(key, inner);
  return Object.fromEntries(members);
}

/** A path that goes deeper is not worth a value of that depth. */
const DEEPEST = 100;
/** A path that asks for an item far behind is not worth a list of that length. */
const LONGEST_LIST = 100;
