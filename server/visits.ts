import {
  type Case,
  caseIds,
  type Document,
  drive,
  type Flow,
  type FlowNode,
  type TestContext,
  visitsOf,
} from "../engine/index.ts";
import type { Documents, Snapshot } from "./documents.ts";
import { Slices } from "./slices.ts";
import type { TestFiles } from "./testFiles.ts";
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

/** Which cases come to which nodes, worked out in the background by playing them. */
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
    this.look(flow);
    const cases = this.known.get(flow.key)?.cases;
    return cases && ((node) => cases.get(node.id) ?? []);
  }

  /** What a flow's tests walk with may have changed: worked out anew where somebody has asked before. */
  touched(flow: Snapshot): void {
    if (this.known.has(flow.key)) this.look(flow);
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
    const tests = await this.testsOf(flow);
    const from = [flow.document, ...tests.flatMap(({ document, skills }) => [document, skills])];
    const before = this.known.get(flow.key);
    if (before && before.from.length === from.length && before.from.every((each, i) => each === from[i])) return;
    const cases = await this.play(tests);
    this.known.set(flow.key, { from, cases });
    if (!before || !same(before.cases, cases)) this.host.changed(flow.key);
  }

  /** The files whose tests walk the very flow. */
  private async testsOf(flow: Snapshot): Promise<Tests[]> {
    const { documents, testFiles, workspace } = this.host;
    const found = await Promise.all(
      testFiles.of(flow.key).map(async ({ uri }): Promise<Tests | undefined> => {
        const snapshot = await documents.find(uri);
        if (!snapshot) return undefined;
        const { context } = await workspace.surroundings(snapshot);
        const walked = context.flow && context.flow === flow.document.flow;
        return walked ? { uri, document: snapshot.document, flow: context.flow, skills: context.skills } : undefined;
      }),
    );
    return found.filter((each) => each !== undefined);
  }

  private async play(tests: readonly Tests[]): Promise<Map<string, Reaching[]>> {
    const cases = new Map<string, Reaching[]>();
    const slices = new Slices(this.host.now);
    for (const { uri, document, flow, skills } of tests) {
      const all = document.tests?.cases ?? [];
      const ids = caseIds(uri, all);
      for (const [i, one] of all.entries()) {
        if (slices.over) await slices.next();
        if (one.skip !== undefined || one.flow) continue;
        const reaching: Reaching = { uri, id: ids[i]!, name: one.name };
        for (const node of nodesOn(one, flow, skills)) {
          const others = cases.get(node);
          if (others) others.push(reaching);
          else cases.set(node, [reaching]);
        }
      }
    }
    return cases;
  }
}

/** A file of tests and what they walk with. */
interface Tests {
  readonly uri: string;
  readonly document: Document;
  readonly flow: Flow;
  readonly skills: TestContext["skills"];
}

interface Known {
  /** What it was worked out from: the flow, its tests and their skills, the very versions. */
  readonly from: readonly unknown[];
  readonly cases: ReadonlyMap<string, readonly Reaching[]>;
}

/** The nodes that a case comes to, each once. */
function nodesOn(one: Case, flow: Flow, skills: TestContext["skills"]): Set<string> {
  return new Set(visitsOf(drive(flow, one, { skills }).state).map(({ node }) => node));
}

function same(a: Known["cases"], b: Known["cases"]): boolean {
  return a.size === b.size && [...a].every(([node, cases]) => idsOf(cases) === idsOf(b.get(node)));
}

function idsOf(cases: readonly Reaching[] | undefined): string | undefined {
  return cases?.map(({ id }) => id).join("\n");
}
