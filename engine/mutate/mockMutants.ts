import type { Flow } from "../flow/flow.ts";
import type { Case, Mock } from "../flowtest/model.ts";
import { changed, type ValueChange } from "../text/changed.ts";
import { isWithin, type Path } from "../text/json.ts";
import { object, own, ownAt } from "../text/value.ts";
import { type Baseline, type Player, play, type TestsOfFlow } from "./baseline.ts";
import type { MockMutant } from "./mutant.ts";

// Results are a few levels deep; what lies deeper falls with what holds it.
const DEEPEST = 6;
const MOST_MEMBERS = 50;

/**
 * What tools could leave out of their answers: each member of each result that is mocked and asked for, in all cases of a
 * file at once. Members of the items of a list are one member.
 */
export function* mockMutants(flow: Flow, { players }: Baseline): Generator<undefined, MockMutant[]> {
  const found = new Map<TestsOfFlow, Map<string, Lacking>>();
  for (const [at, player] of players.entries()) {
    const { testCase, tests } = player;
    if (testCase.mocks.size === 0) continue;
    yield;
    const asked = resultsAsked(flow, player);
    for (const [key, mock] of testCase.mocks) {
      if (!mock.entries.some((entry) => asked.has(own(entry, "result")))) continue;
      const inFile = entry(found, tests, () => new Map<string, Lacking>());
      for (const [member, paths] of membersOf(mock, tests)) {
        const id = JSON.stringify([key, member]);
        const lacking = entry(inFile, id, (): Lacking => ({ key, member, paths: [], cases: new Map() }));
        lacking.paths.push(...paths);
        lacking.cases.set(at, without(testCase, key, mock, paths));
      }
    }
  }
  return [...found].flatMap(([tests, inFile]) => [...inFile.values()].map((lacking) => mutantOf(tests, lacking)));
}

/** A member of a tool's answers, and where a file has it. */
interface Lacking {
  readonly key: string;
  readonly member: string;
  /** In the document of the tests. */
  readonly paths: Path[];
  /** The cases without it, by their positions among the players. */
  readonly cases: Map<number, Case>;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function mutantOf({ file }: TestsOfFlow, { key, member, paths, cases }: Lacking): MockMutant {
  // Two cases may have been given the same mock.
  const once = [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
  return {
    id: ["mock", file, key, member].join("/"),
    kind: "mock",
    place: { path: once[0]!, part: "key" },
    node: key,
    what: `the answer of "${key}" has no "${member}"`,
    changes: once.map((path): ValueChange => ({ do: "remove", path })),
    cases,
  };
}

/** The results that the walk of a case has been given, as the very objects that they are in its mocks. */
function resultsAsked(flow: Flow, player: Player): Set<unknown> {
  const { state } = play(player, flow);
  const asked = new Set([...(state?.calls ?? [])].map(({ answer }) => own(answer, "result")));
  asked.delete(undefined);
  return asked;
}

/** The members of a mock's results by their names, `rooms[].free`, with where each of them stands in the tests. */
function membersOf({ entries, listed, place }: Mock, { document }: TestsOfFlow): Map<string, Path[]> {
  const found = new Map<string, Path[]>();
  if (!("path" in place)) return found;
  for (const [i, entry] of entries.entries()) {
    const path = [...place.path, ...(listed ? [i] : []), "result"];
    const result = own(entry, "result");
    // Formats that write their mocks otherwise have other places for them.
    if (object(result) === undefined && !Array.isArray(result)) continue;
    if (ownAt(document.value, path) === result) collect(result, path, "", found, 0);
  }
  return found;
}

function collect(value: unknown, path: Path, name: string, found: Map<string, Path[]>, depth: number): void {
  if (depth >= DEEPEST) return;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) collect(item, [...path, i], `${name}[]`, found, depth + 1);
    return;
  }
  for (const [key, member] of Object.entries(object(value) ?? {})) {
    const inner = name === "" ? key : `${name}.${key}`;
    const known = found.get(inner);
    if (!known && found.size >= MOST_MEMBERS) return;
    if (known) known.push([...path, key]);
    else found.set(inner, [[...path, key]]);
    collect(member, [...path, key], inner, found, depth + 1);
  }
}

/** A case whose mock lacks what stands at these paths of its document. */
function without(testCase: Case, key: string, mock: Mock, paths: readonly Path[]): Case {
  const at = "path" in mock.place ? mock.place.path : [];
  const entries = mock.entries.map((entry, i) => {
    const own = [...at, ...(mock.listed ? [i] : [])];
    const inside = paths.filter((path) => isWithin(path, own));
    return changed(
      entry,
      inside.map((path): ValueChange => ({ do: "remove", path: path.slice(own.length) })),
    );
  });
  return { ...testCase, mocks: new Map(testCase.mocks).set(key, { ...mock, entries }) };
}
