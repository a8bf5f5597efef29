import {
  type Case,
  type CaseResult,
  type Change,
  drive,
  edits,
  fixed,
  ownAt,
  ownPart,
  type Playing,
  read,
  runCase,
  setupOf,
  writtenCase,
  writtenExpectations,
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
  const changed = (value: object): Change => ({ do: "insert", path: ["cases"], value });
  const textWith = (value: object): string =>
    into
      ? fixed(into.document, [changed(value)])
      : `${JSON.stringify({ flow: `./${nameOf(flowIn!.uri)}`, cases: [value] }, null, 2)}\n`;
  const { value, note } = passing(written, textWith, uri, about);
  const told = play.touched
    ? "A value was set by hand, which a test cannot do: the case expects what happens without it"
    : note;
  if (!into) return { name: unique, uri, text: textWith(value), note: told };
  const changes = edits(into.document, [changed(value)]);
  const newText = changes.map((each) => ({ range: into.range(each), newText: each.text }));
  return { name: unique, uri, edits: newText, note: told };
}

/**
 * The case as it passes when it is run where it is written: what a file gives all its cases, such as a mock, may lead the
 * walk another way. `note` says so, or why it does not pass even then.
 */
function passing(
  written: object,
  textWith: (value: object) => string,
  uri: string,
  { flow, skills }: Debuggee,
): { readonly value: object; readonly note?: string } {
  const ran = (value: object): { readonly one: Case | undefined; readonly result: CaseResult | undefined } => {
    const one = read(textWith(value), pathOf(uri)).tests?.cases.at(-1);
    return { one, result: one && runCase(one, flow, { skills, now: () => 0, file: nameOf(uri) }) };
  };
  const { one, result } = ran(written);
  if (!one || !result || result.status === "passed") return { value: written };
  const own = ownPart(drive(one.flow ?? flow, one, { skills }));
  const value = { ...written, expect: writtenExpectations(own.flow, setupOf(one, skills), own.state) };
  return ran(value).result?.status === "passed"
    ? { value, note: `What ${nameOf(uri)} gives all its cases leads elsewhere: the case expects what comes of that` }
    : { value: written, note: `The recorded case does not pass: ${result.message}` };
}

/** The flow that is written in the case itself, as it is written there. */
function ownFlow({ testIn, testCase }: Debuggee): object {
  const key = testCase.flow?.path[testCase.path.length];
  return testIn && key !== undefined ? { [key]: ownAt(testIn.document.value, [...testCase.path, key]) } : {};
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
