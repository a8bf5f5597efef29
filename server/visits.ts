import { type Case, type Document, drive, type Flow, type FlowNode, type TestContext } from "../engine/index.ts";
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

/** Which cases come to which nodes, worked out in the background by playing them. */
export class Visits {
  private readonly host: VisitsHost;
  private readonly known = new Map<Key, Known>();
  private readonly working = new Set<Key>();

  constructor(host: VisitsHost) {
    this.host = host;
  }

  /**
   * The names of the cases that come to a node, as far as it was worked out; asking has it worked out anew where a flow or
   * a test has changed since. Undefined before the first time.
   */
  reaching(flow: Snapshot): ((node: FlowNode) => readonly string[]) | undefined {
    if (!this.working.has(flow.key)) void this.look(flow);
    const cases = this.known.get(flow.key)?.cases;
    return cases && ((node) => cases.get(node.id) ?? []);
  }

  forget(flow: Key): void {
    this.known.delete(flow);
  }

  private async look(flow: Snapshot): Promise<void> {
    this.working.add(flow.key);
    try {
      const tests = await this.testsOf(flow);
      const from = [flow.document, ...tests.map(({ document }) => document)];
      const before = this.known.get(flow.key);
      if (before && before.from.length === from.length && before.from.every((each, i) => each === from[i])) return;
      const cases = await this.play(flow, tests);
      this.known.set(flow.key, { from, cases });
      if (!before || !same(before.cases, cases)) this.host.changed(flow.key);
    } catch (error) {
      this.host.failed("Looking which tests come where", error);
    } finally {
      this.working.delete(flow.key);
    }
  }

  private async testsOf(flow: Snapshot): Promise<Snapshot[]> {
    const found = await Promise.all(this.host.testFiles.of(flow.key).map(({ uri }) => this.host.documents.find(uri)));
    return found.filter((each) => each !== undefined);
  }

  private async play(flow: Snapshot, tests: readonly Snapshot[]): Promise<Map<string, string[]>> {
    const cases = new Map<string, string[]>();
    const slices = new Slices(this.host.now);
    for (const snapshot of tests) {
      const { context } = await this.host.workspace.surroundings(snapshot);
      for (const one of snapshot.document.tests?.cases ?? []) {
        if (slices.over) await slices.next();
        if (one.skip !== undefined || one.flow || !context.flow || context.flow !== flow.document.flow) continue;
        for (const id of nodesOn(one, context.flow, context.skills)) {
          const names = cases.get(id);
          if (names) names.push(one.name);
          else cases.set(id, [one.name]);
        }
      }
    }
    return cases;
  }
}

interface Known {
  /** What it was worked out from: the flow and its tests, the very versions. */
  readonly from: readonly Document[];
  readonly cases: ReadonlyMap<string, readonly string[]>;
}

/** The nodes that a case comes to, each once. */
function nodesOn(one: Case, flow: Flow, skills: TestContext["skills"]): Set<string> {
  const ids = new Set<string>();
  for (const { kind, step_id } of drive(flow, one, { skills }).state.trace) if (kind === "enter") ids.add(step_id);
  return ids;
}

function same(a: Known["cases"], b: Known["cases"]): boolean {
  return a.size === b.size && [...a].every(([id, names]) => names.join("\n") === b.get(id)?.join("\n"));
}
