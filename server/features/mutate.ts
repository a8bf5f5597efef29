import type { CancellationToken } from "vscode-languageserver";
import {
  type Flow,
  locate,
  mutation,
  type Survivor,
  scoreOf,
  survivors,
  type TestsOfFlow,
} from "../../engine/index.ts";
import { counted } from "../counted.ts";
import type { Snapshot } from "../documents.ts";
import type { MutateParams, MutateResult, MutatingParams, MutationFacts } from "../protocol.ts";
import { Slices } from "../slices.ts";
import { testsWalking } from "../testsWalking.ts";
import { nameOf } from "../uris.ts";
import { View, type World } from "../view.ts";

export interface MutateHost {
  readonly world: World;
  readonly cancelled: CancellationToken;
  tell(progress: MutatingParams): Promise<void>;
}

/** How far the work is is told at most this often, in milliseconds. */
const PAUSE = 100;

/**
 * Which mistakes in a flow its tests do not notice, as all of them stand in the editor or else on disk. In slices: however
 * long it takes, no edit waits for it, and it can be cancelled.
 */
export async function mutate(params: MutateParams, { world, cancelled, tell }: MutateHost): Promise<MutateResult> {
  const view = new View(world, cancelled);
  await world.testFiles.upToDate();
  const around = await flowAround(params.uri, view);
  if (!around) return { why: `There is no flow in ${nameOf(params.uri)}, and no tests of one` };
  const { flow, flowIn, tests } = around;
  const files = tests.map(({ file }) => file);
  const slices = new Slices(world.now);
  const work = mutation(flow, files);
  let told = world.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) {
      const { cases, unfit, leftOut } = step.value;
      if (view.outdated()) return { why: "A file was edited meanwhile" };
      if (cases === 0) return { why: whyNone(flowIn, unfit) };
      const { mutants, survived, score } = scoreOf(step.value);
      return {
        found: {
          mutants,
          survived,
          score,
          unfit,
          leftOut,
          survivors: survivors(step.value).map((one) => shown(one, flowIn, tests)),
          from: [flowIn, ...tests.map(({ snapshot }) => snapshot)].map(({ uri }) => uri),
        },
      };
    }
    if (!slices.over) continue;
    if (cancelled.isCancellationRequested) return { why: "It was cancelled" };
    if (params.mutate !== undefined && world.now() - told >= PAUSE) {
      told = world.now();
      await tell({ mutate: params.mutate, ...step.value });
    }
    await slices.next();
  }
}

/** A file of tests, for the editor and for the engine. */
interface Tests {
  readonly snapshot: Snapshot;
  readonly file: TestsOfFlow;
}

/** The flow that a document holds, or that its tests walk, with all tests that walk it. */
async function flowAround(
  uri: string,
  view: View,
): Promise<{ readonly flow: Flow; readonly flowIn: Snapshot; readonly tests: readonly Tests[] } | undefined> {
  const snapshot = await view.find(uri);
  if (!snapshot) return undefined;
  const own = snapshot.document.tests && (await view.surroundings(snapshot));
  const flowIn = own ? own.flowIn : snapshot;
  const flow = own ? own.context.flow : snapshot.document.flow;
  if (!flowIn || !flow) return undefined;
  if (own && flowIn === snapshot) return { flow, flowIn, tests: [testsIn(snapshot, own.context)] };
  const walking = await testsWalking(flowIn, {
    testFiles: view.world.testFiles,
    find: (at) => view.find(at),
    surroundings: (of) => view.surroundings(of),
  });
  return { flow, flowIn, tests: walking.map((one) => testsIn(one.snapshot, one)) };
}

function testsIn(snapshot: Snapshot, { skills, snapshots }: Pick<TestsOfFlow, "skills" | "snapshots">): Tests {
  return { snapshot, file: { file: snapshot.uri, document: snapshot.document, skills, snapshots } };
}

function whyNone(flowIn: Snapshot, unfit: number): string {
  if (unfit === 0) return `No flow test walks ${nameOf(flowIn.uri)}`;
  return `${counted(unfit, "flow test")} of ${nameOf(flowIn.uri)} ${unfit === 1 ? "does" : "do"} not pass; mend ${unfit === 1 ? "it" : "them"} first`;
}

function shown(
  { place, message, tests: inTests }: Survivor,
  flowIn: Snapshot,
  tests: readonly Tests[],
): MutationFacts["survivors"][number] {
  const snapshot = tests.find(({ file }) => file === inTests)?.snapshot ?? flowIn;
  return { uri: snapshot.uri, range: snapshot.range(locate(snapshot.document, place)), message };
}
