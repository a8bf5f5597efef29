import type { DebugProtocol } from "@vscode/debugprotocol";
import { type Playing, type State, scoresOf, shown, traceRows } from "../../engine/index.ts";
import type { Debuggee } from "./launch.ts";

/** Something to look into: what is in it is worked out when somebody does. */
type Holder = {
  /** What is in it, each with a name, and what is in that. */
  readonly items: () => readonly Item[];
  /** By position rather than by name. */
  readonly indexed?: boolean;
  /** The variable that a value inside belongs to, and the way to it; only the newest frame's can be set. */
  readonly sets?: readonly string[];
};

interface Item {
  readonly name: string;
  readonly value: string;
  /** What can be asked for to see it again. */
  readonly evaluateName?: string;
  readonly inside?: Holder;
  /** How many things are in it. */
  readonly count?: number;
}

/** What can be looked into while a walk stands still; numbers are good until it moves. */
export class Scopes {
  private readonly holders = new Map<number, Holder>();
  private count = 0;

  /** Forgets all numbers given out. */
  clear(): void {
    this.holders.clear();
  }

  /** The scopes of a frame: those of the newest are of now, those of another of when its node was left. */
  of(play: Playing, { flow, testCase }: Debuggee, seen: number, newest: boolean): DebugProtocol.Scope[] {
    const state = play.stateAt(seen);
    const scope = (name: string, holder: Holder, size: number, more: Partial<DebugProtocol.Scope> = {}) => ({
      name,
      variablesReference: this.hold(holder),
      expensive: false,
      ...(holder.indexed ? { indexedVariables: size } : { namedVariables: size }),
      ...more,
    });
    const { variables, results } = state;
    const scopes = [
      scope("Variables and slots", valuesOf([...variables], newest ? [] : undefined), variables.size, {
        presentationHint: "locals",
      }),
    ];
    if (results.size > 0) scopes.push(scope("Results", resultsOf(state), results.size));
    scopes.push(scope("Tools", { items: () => toolsOf(state, testCase.mocks) }, 0));
    if (!newest) return scopes;
    const { choices } = play;
    if (choices.length > 0) scopes.push(scope("Choices", { items: () => choicesOf(play) }, choices.length));
    const lines = traceRows(play.walked, flow);
    scopes.push(scope("Transcript", { items: () => transcriptOf(lines), indexed: true }, lines.length));
    return scopes;
  }

  /** What is behind a number; with `filter` and `start` a part of it. */
  inside({ variablesReference, start = 0, count = 0 }: DebugProtocol.VariablesArguments): DebugProtocol.Variable[] {
    const items = this.holders.get(variablesReference)?.items() ?? [];
    const part = count > 0 || start > 0 ? items.slice(start, count > 0 ? start + count : undefined) : items;
    return part.map((item) => this.variable(item));
  }

  /** The variable, and the way inside its value, that a name behind a number means; undefined for what cannot be set. */
  target(variablesReference: number, name: string): readonly string[] | undefined {
    const sets = this.holders.get(variablesReference)?.sets;
    return sets && [...sets, name];
  }

  /** A value as an answer to a question. */
  shown(value: unknown, evaluateName?: string): DebugProtocol.Variable {
    return this.variable(itemOf(evaluateName ?? "", value, undefined, evaluateName));
  }

  private variable({ name, value, evaluateName, inside, count = 0 }: Item): DebugProtocol.Variable {
    if (!inside || count === 0) return { name, value, evaluateName, variablesReference: 0 };
    const size = inside.indexed ? { indexedVariables: count } : { namedVariables: count };
    return { name, value, evaluateName, variablesReference: this.hold(inside), ...size };
  }

  private hold(holder: Holder): number {
    this.holders.set(++this.count, holder);
    return this.count;
  }
}

function valuesOf(values: readonly (readonly [string, unknown])[], sets?: readonly string[], within?: string): Holder {
  const named = (name: string) => (within === undefined ? name : `${within}.${name}`);
  return { items: () => values.map(([name, value]) => itemOf(name, value, sets, named(name))), sets };
}

function itemOf(name: string, value: unknown, sets: readonly string[] | undefined, evaluateName?: string): Item {
  const item = { name, value: shown(value, 200), evaluateName };
  if (typeof value !== "object" || value === null) return item;
  const members = Object.entries(value);
  const inside = valuesOf(members, sets && [...sets, name], evaluateName);
  return { ...item, inside: Array.isArray(value) ? { ...inside, indexed: true } : inside, count: members.length };
}

function resultsOf({ results }: State): Holder {
  return { items: () => [...results].map(([name, value]) => itemOf(name, value, undefined, `results.${name}`)) };
}

/** The calls made, the latest first, and what the case has for those that were not. */
function toolsOf({ calls }: State, mocks: Debuggee["testCase"]["mocks"]): Item[] {
  const made = calls.toArray().reverse();
  const items = made.map(({ node, tool, args, answer }): Item => {
    const inside = Object.entries({ args, ...answer });
    const name = tool === node || isUuid.test(tool) ? node : `${tool} (${node})`;
    const value = !answer ? "no mock" : "error" in answer ? `error ${shown(answer.error)}` : shown(answer.result);
    return { name, value, inside: valuesOf(inside), count: inside.length };
  });
  const called = new Set(made.flatMap(({ node, tool }) => [node, tool]));
  for (const [key, { entries }] of mocks)
    if (!called.has(key))
      items.push({ ...itemOf(`${key}, not called`, entries.length === 1 ? entries[0] : entries, undefined) });
  return items;
}

/** A tool that is named by an id alone is better known by the node that calls it. */
const isUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The choices made, the latest first: what was taken, and what each option scored by which words. */
function choicesOf(play: Playing): Item[] {
  return play.choices.toReversed().map((choice): Item => {
    const { node, options, take, by, said } = choice;
    const scores = scoresOf(choice);
    const scored = take === undefined ? undefined : scores[take];
    const taken = take === undefined ? "stay" : options[take]!.id;
    const why =
      by === "script"
        ? "as the turn says"
        : scored
          ? `score ${scored.score}: ${scored.shared.join(", ")}`
          : "no word in common";
    const items = scores.map(
      ({ option, score, shared }, i): Item => ({
        name: option.id,
        value: `${i === take ? "taken, " : ""}score ${score}${shared.length > 0 ? `: ${shared.join(", ")}` : ""}; ${option.label}`,
      }),
    );
    const heard: Item = { name: "heard", value: shown(said) };
    return {
      name: node,
      value: `${taken}, ${why}`,
      inside: { items: () => [heard, ...items] },
      count: items.length + 1,
    };
  });
}

function transcriptOf(rows: ReturnType<typeof traceRows>): Item[] {
  return rows.map((row, i) => ({
    name: String(i),
    value: row.who === "margin" ? `${row.text}  ${row.note}` : `${row.who}: ${row.text}`,
  }));
}

/** A value with another in the place that a path names; undefined where there is no such place. */
export function replaced(whole: unknown, [key, ...path]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof whole !== "object" || whole === null || !Object.hasOwn(whole, key)) return undefined;
  const inner = replaced((whole as Record<string, unknown>)[key], path, value);
  if (Array.isArray(whole)) return whole.with(Number(key), inner);
  return Object.fromEntries(Object.entries(whole).map(([name, each]) => [name, name === key ? inner : each]));
}

/** What a person typed as a value: JSON where it is some, else text. */
export function valueTyped(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim();
  }
}
