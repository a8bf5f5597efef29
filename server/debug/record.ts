import {
  type Change,
  edits,
  fixed,
  ownAt,
  type Playing,
  read,
  runCase,
  setupOf,
  writtenCase,
} from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import type { RecordParams, RecordResult } from "../protocol.ts";
import { keyOf, nameOf, pathOf, resolve } from "../uris.ts";
import type { World } from "../view.ts";
import type { Debuggee } from "./launch.ts";

/**
 * What was said, chosen and mocked so far as a case: for the file that the case came from, else for the first file of tests
 * of the flow, else for a new one beside it. Without a name it is only said which name it might have.
 */
export async function record(
  world: World,
  about: Debuggee,
  play: Playing,
  { name }: RecordParams,
): Promise<RecordResult | { readonly why: string }> {
  const { flowIn, testIn, testCase } = about;
  if (!flowIn && !testIn) return { why: "It is not known in which file the flow is written" };
  const into = await testsFor(world, about);
  if (!into && (testCase.flow || play.before))
    return {
      why: `The case goes on from what stands in ${nameOf(testIn?.uri ?? "")}, which cannot be read as it is now`,
    };
  const uri =
    into?.uri ?? (flowIn && resolve(flowIn.uri, `${nameOf(flowIn.uri).replace(/\.json$/, "")}.flowtest.json`));
  if (uri === undefined) return { why: "Save this flow first: its test is written beside it" };
  const taken = new Set(into?.document.tests?.cases.map((each) => each.name));
  const unique = uniqueName(name?.trim() || proposed(play), taken);
  if (name === undefined) return { name: unique, uri };

  const setup = setupOf(about.testCase, about.skills);
  const { state } = play;
  // A value that a person has set is in no script: what comes without it is expected.
  const last = play.touched ? { ...state, wants: { kind: "turn", node: state.node ?? "" } as const } : state;
  const after = play.before && { setup: testCase.setup, before: play.before };
  const { name: called, ...rest } = writtenCase(unique, about.flow, setup, play.answers, last, after);
  const written = { name: called, ...ownFlow(about), ...rest };
  const note = play.touched
    ? "A value was set by hand, which a test cannot do: the case expects what happens without it"
    : undefined;
  if (!into) {
    const text = `${JSON.stringify({ flow: `./${nameOf(flowIn!.uri)}`, cases: [written] }, null, 2)}\n`;
    return { name: unique, uri, text, note: note ?? doubt(text, uri, about) };
  }
  const change: Change = { do: "insert", path: ["cases"], value: written };
  const changes = edits(into.document, [change]);
  return {
    name: unique,
    uri,
    edits: changes.map((each) => ({ range: into.range(each), newText: each.text })),
    note: note ?? doubt(fixed(into.document, [change]), uri, about),
  };
}

/** The flow that is written in the case itself, as it is written there. */
function ownFlow({ testIn, testCase }: Debuggee): object {
  const key = testCase.flow?.path[testCase.path.length];
  return testIn && key !== undefined ? { [key]: ownAt(testIn.document.value, [...testCase.path, key]) } : {};
}

/** Why the case does not pass when it is run, which it should. */
function doubt(text: string, uri: string, { flow, skills }: Debuggee): string | undefined {
  const last = read(text, pathOf(uri)).tests?.cases.at(-1);
  const result = last && runCase(last, flow, { skills, now: () => 0, file: nameOf(uri) });
  return result && result.status !== "passed" ? `The recorded case does not pass: ${result.message}` : undefined;
}

/** The file of tests that another case of this flow belongs into, as it is now. */
async function testsFor(world: World, { testIn, flowIn }: Debuggee): Promise<Snapshot | undefined> {
  if (testIn) return holdsCases(await world.documents.find(testIn.uri));
  for (const { uri } of world.testFiles.of(flowIn!.key)) {
    const found = holdsCases(await world.documents.find(uri));
    if (found) return found;
  }
  const beside = resolve(flowIn!.uri, `${nameOf(flowIn!.uri).replace(/\.json$/, "")}.flowtest.json`);
  return beside && world.workspace.has(keyOf(beside)) ? holdsCases(await world.documents.find(beside)) : undefined;
}

/** A file of Flowproof's own format: in no other is a case an item of a list `cases`. */
function holdsCases(snapshot: Snapshot | undefined): Snapshot | undefined {
  return snapshot?.document.format?.id === "flowtest" && !snapshot.broken ? snapshot : undefined;
}

/** What came of the walk, in a few words. */
function proposed({ state, flow, visits }: Playing): string {
  const at = state.endedAt ?? visits.at(-1)?.node ?? "the start";
  return `${state.endedAt === null ? "comes to" : "ends at"} ${flow.byId.get(at)?.name ?? at}`;
}

function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name} ${count}`;
  return unique;
}
