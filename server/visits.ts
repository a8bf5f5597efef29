import {
  affected,
  caseIds,
  drive,
  type FlowNode,
  type Given,
  type Ran,
  ran,
  type State,
  visitsOf,
} from "../engine/index.ts";
import type { Documents, Snapshot } from "./documents.ts";
import { Slices } from "./slices.ts";
import type { TestFiles } from "./testFiles.ts";
import { type TestsWalking, testsWalking } from "./testsWalking.ts";
import type { Key } from "./uris.ts";
import type { Workspace } from "./workspace.ts";

export interface VisitsHost {
  readonly documents: Documents;
  readonly workspace: Workspace;
  readonly testFiles: Pick<TestFiles, "of">;
  now(): number;
  /** What is known of a flow is other than before. */
  changed(flow: Key): void;
  failed(what: string, error: unknown): void;
}

/** A case that comes to a node. */
export interface Reaching {
  readonly uri: string;
  /** As `caseIds` gives it. */
  readonly id: string;
  readonly name: string;
}

/** Which cases come to which nodes and take which ways out of them, worked out in the background by playing them. */
export class Visits {
  private readonly host: VisitsHost;
  private readonly known = new Map<Key, Known>();
  /** The flows that are looked at, and the version to look at next. */
  private readonly working = new Map<Key, Snapshot | undefined>();

  constructor(host: VisitsHost) {
    this.host = host;
  }

  /**
   * The cases that come to a node, as far as it was worked out; asking has it worked out anew where a flow or a test has
   * changed since. Undefined before the first time.
   */
  reaching(flow: Snapshot): ((node: FlowNode) => readonly Reaching[]) | undefined {
    const met = this.met(flow);
    return met && ((node) => met.get(arrival(node.id)) ?? none);
  }

  /** The cases that take the `index`th transition of a node; otherwise as `reaching`. */
  taking(flow: Snapshot): ((node: FlowNode, index: number) => readonly Reaching[]) | undefined {
    const met = this.met(flow);
    return met && ((node, index) => met.get(wayOut(node.id, index)) ?? none);
  }

  /** What a flow's tests walk with may have changed: worked out anew where somebody has asked before. */
  touched(flow: Snapshot): void {
    if (this.known.has(flow.key)) this.look(flow);
  }

  private met(flow: Snapshot): Known["met"] | undefined {
    this.look(flow);
    return this.known.get(flow.key)?.met;
  }

  private look(flow: Snapshot): void {
    const { key } = flow;
    const busy = this.working.has(key);
    this.working.set(key, flow);
    if (!busy) void this.work(key);
  }

  private async work(key: Key): Promise<void> {
    try {
      for (let flow = this.working.get(key); flow; flow = this.working.get(key)) {
        this.working.set(key, undefined);
        await this.workOut(flow);
      }
    } catch (error) {
      this.host.failed("Looking which tests come where", error);
    } finally {
      this.working.delete(key);
    }
  }

  private async workOut(flow: Snapshot): Promise<void> {
    const { documents, testFiles, workspace } = this.host;
    const tests = await testsWalking(flow, {
      testFiles,
      find: (uri) => documents.find(uri),
      surroundings: (snapshot) => workspace.surroundings(snapshot),
    });
    const from = [flow.document, ...tests.flatMap(({ document, skills }) => [document, skills])];
    const before = this.known.get(flow.key);
    if (before && before.from.length === from.length && before.from.every((each, i) => each === from[i])) return;
    const slices = new Slices(this.host.now);
    const walks = await play(tests, before?.walks, slices);
    if (before && sameWays([...before.walks.values()], [...walks.values()])) {
      this.known.set(flow.key, { from, walks, met: before.met });
      return;
    }
    this.known.set(flow.key, { from, walks, met: await turnAround(walks, slices) });
    this.host.changed(flow.key);
  }
}

/** A case that was played: where it came, and which ways it took, each once. */
interface Walk {
  readonly reaching: Reaching;
  readonly ran: Ran;
  readonly met: readonly string[];
}

interface Known {
  /** What it was worked out from: the flow, its tests and their skills, the very versions. */
  readonly from: readonly unknown[];
  /** By the ids of the cases, in their order. */
  readonly walks: ReadonlyMap<string, Walk>;
  /** The cases that come to a node, by its `arrival`, or take a way out of it, by `wayOut`. */
  readonly met: ReadonlyMap<string, readonly Reaching[]>;
}

const none: readonly Reaching[] = [];

/** Plays the cases that a change since `before` can affect; of the others it is known where they go. */
async function play(
  tests: readonly TestsWalking[],
  before: Known["walks"] | undefined,
  slices: Slices,
): Promise<Known["walks"]> {
  const walks = new Map<string, Walk>();
  for (const { uri, document, flow, skills } of tests) {
    const all = document.tests?.cases ?? [];
    const ids = caseIds(uri, all);
    for (const [i, testCase] of all.entries()) {
      if (slices.over) await slices.next();
      if (testCase.skip !== undefined || testCase.flow) continue;
      const reaching: Reaching = { uri, id: ids[i]!, name: testCase.name };
      const given: Given = { testCase, flow, skills };
      const known = before?.get(reaching.id);
      if (known && !affected(known.ran, given))
        walks.set(reaching.id, { ...known, ran: { ...given, read: known.ran.read } });
      else {
        const walked = drive(flow, testCase, { skills });
        walks.set(reaching.id, { reaching, ran: ran(given, walked), met: metBy(walked.state) });
      }
    }
  }
  return walks;
}

function metBy(state: State): string[] {
  const met = new Set(visitsOf(state).map(({ node }) => arrival(node)));
  for (const { from, transition } of state.taken)
    if (transition) met.add(wayOut(from.id, from.transitions.indexOf(transition)));
  return [...met];
}

// What a node and a way out of it are known by: ids may be any text, so each begins with what no other kind begins with.
const arrival = (node: string): string => `node ${node}`;
const wayOut = (node: string, index: number): string => `${index} ${node}`;

/** Who meets what, from what each meets. */
async function turnAround(walks: Known["walks"], slices: Slices): Promise<Known["met"]> {
  const all = new Map<string, Reaching[]>();
  for (const { reaching, met } of walks.values()) {
    if (slices.over) await slices.next();
    for (const each of met) {
      const others = all.get(each);
      if (others) others.push(reaching);
      else all.set(each, [reaching]);
    }
  }
  return all;
}

function sameWays(before: readonly Walk[], now: readonly Walk[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ reaching, met }, i) => {
      const other = now[i]!;
      if (reaching.id !== other.reaching.id) return false;
      return met === other.met || (met.length === other.met.length && met.every((each, j) => each === other.met[j]));
    })
  );
}
