import type { Flow, FlowNode } from "../flow/flow.ts";
import type { Setup, State } from "../simulate/state.ts";
import { type Json, ownAt } from "../text/value.ts";
import { outcomeOf } from "./outcome.ts";
import { shown } from "./shown.ts";
import { difference } from "./subset.ts";
import { decidedAt, type Visit, visitsOf } from "./visits.ts";

/** What a tester would expect of a walk that is over; see `writtenCase`. */
export function writtenExpectations(flow: Flow, setup: Setup, state: State): Json {
  const visits = visitsOf(state);
  const visited = new Set(visits.flatMap(({ node }) => flow.byId.get(node) ?? []));
  const members: Json = {
    outcome: outcomeOf(state),
    ended_at: state.endedAt ?? undefined,
    path: visits.length > 0 ? visits.map(({ node }) => node) : undefined,
    decisions: decisionsAt(visited, visits, state),
    variables: boundBy(visited, setup, state),
    results: resultsOf(state),
    calls: callsOf(state),
    says: valuesSaid(flow, state),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** What was decided where the path does not tell it, because two ways lead to the same node. */
function decisionsAt(visited: ReadonlySet<FlowNode>, visits: readonly Visit[], state: State): Json | undefined {
  return filled(
    [...visited].flatMap((node): [string, unknown][] => {
      if (!hasParallels(node)) return [];
      const decided = visits
        .filter((visit) => visit.node === node.id)
        .map((visit) => decidedAt(state, visit)?.decision);
      if (decided.some((decision) => decision === undefined || isTarget(node, decision))) return [];
      const [first] = decided;
      return [[node.id, decided.every((decision) => decision === first) ? first : decided]];
    }),
  );
}

function hasParallels({ transitions }: FlowNode): boolean {
  const targets = transitions.flatMap(({ target }) => target?.id ?? []);
  return new Set(targets).size < targets.length;
}

/** Dialects whose trace names the node a way leads to say with that nothing that the path does not. */
function isTarget({ transitions }: FlowNode, decision: string): boolean {
  return transitions.some(({ target }) => target?.id === decision);
}

/** The variables that nodes on the way bind, unless they came with the call. */
function boundBy(visited: ReadonlySet<FlowNode>, { variables: given }: Setup, { variables }: State): Json | undefined {
  const names = new Set(
    [...visited].flatMap(({ uses }) =>
      uses.flatMap(({ of, how, name }) => (of === "variable" && how === "binds" ? name : [])),
    ),
  );
  const before = new Map(Object.entries(given ?? {}));
  return filled(
    [...names].flatMap((name): [string, unknown][] => {
      const value = variables.get(name);
      return value === undefined || (before.has(name) && isSame(before.get(name), value)) ? [] : [[name, value]];
    }),
  );
}

/** Longer ones are in the mocks, where one reads them better. */
const LONGEST_RESULT = 200;

function resultsOf({ results }: State): Json | undefined {
  return filled(
    [...results].filter(([, value]) => {
      const text = shown(value, LONGEST_RESULT + 1);
      return text !== "{}" && text.length <= LONGEST_RESULT;
    }),
  );
}

/** The calls, in a dialect whose walk knows what tools are called with. */
function callsOf({ calls }: State): Json[] | undefined {
  const made = [...calls];
  if (!made.some(({ args }) => Object.keys(args).length > 0)) return undefined;
  return made.map(({ node, tool, args }) => ({
    tool: tool === "" ? node : tool,
    ...(Object.keys(args).length > 0 && { args }),
  }));
}

/** One notices from a few of them that values are no longer said. */
const MOST_SAID = 6;

/** The values of variables in what was said word for word, in the order in which they were. */
function valuesSaid(flow: Flow, { says, variables }: State): string[] | undefined {
  const found: string[] = [];
  for (const { node, text, instruction } of says) {
    const reads = instruction ? [] : (flow.byId.get(node)?.uses ?? []);
    const values = reads.flatMap(({ of, how, name, inside = [] }) => {
      if (of !== "variable" || how !== "reads") return [];
      const value = ownAt(variables.get(name), inside);
      return typeof value === "string" || typeof value === "number" ? String(value) : [];
    });
    let from = 0;
    for (const value of inOrder(text, values)) {
      const at = text.indexOf(value, from);
      if (at < 0) continue;
      from = at + value.length;
      found.push(value);
      if (found.length === MOST_SAID) return found;
    }
  }
  return found.length > 0 ? found : undefined;
}

/** The values in the order in which they stand in a text, without those that may stand there by chance. */
function inOrder(text: string, values: readonly string[]): string[] {
  return [...new Set(values)]
    .filter((value) => value.trim().length > 1 && !value.startsWith("/") && text.includes(value))
    .sort((a, b) => text.indexOf(a) - text.indexOf(b));
}

function filled(members: readonly (readonly [string, unknown])[]): Json | undefined {
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return difference(a, b) === undefined && difference(b, a) === undefined;
}
