import { type Case, caseIds, type Flow, hindranceTo, type Kept, type Skill, type Verdict } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import type { DebugLaunch } from "../protocol.ts";
import { nameOf } from "../uris.ts";
import type { World } from "../view.ts";

/** What a debug session is about: the files as they were when it was launched. */
export interface Debuggee {
  readonly name: string;
  readonly flow: Flow;
  /** Where the flow is written; undefined where that is not known. */
  readonly flowIn: Snapshot | undefined;
  readonly testCase: Case;
  /** Where the case is written; undefined for a conversation without one. */
  readonly testIn: Snapshot | undefined;
  readonly skills: readonly Skill[] | undefined;
  /** What the trace of the case is compared with. */
  readonly kept?: Kept;
  /** Why the case is not even begun, for whoever debugs it among others and wants to be told as of any run. */
  readonly hindrance?: Verdict;
}

/** Finds the case, or the flow to talk to, that a session is launched with; else why there is none, in words for the user. */
export async function debuggee(world: World, launch: DebugLaunch): Promise<Debuggee | { readonly why: string }> {
  const { uri } = launch;
  if (typeof uri !== "string") return { why: 'Name a file under "program": one of flow tests, or a flow to talk to' };
  const snapshot = await world.documents.find(uri);
  if (!snapshot) return { why: `Could not read ${nameOf(uri)}` };
  const { flow, tests } = snapshot.document;
  if (tests && !launch.talk && (tests.cases.length > 0 || !flow)) return caseIn(world, snapshot, launch);
  const around = tests ? await world.workspace.surroundings(snapshot) : undefined;
  const found = flow ?? around?.context.flow;
  if (!found) return { why: around?.context.why ?? `There are no flow tests and no flow in ${nameOf(uri)}` };
  const flowIn = flow ? snapshot : around?.flowIn;
  const skills = around?.context.skills ?? (flowIn && (await world.catalogues.skillsFor(flowIn)));
  const name = `Talk to ${nameOf(flowIn?.uri ?? uri)}`;
  return { name, flow: found, flowIn, testCase: conversation(name, launch), testIn: undefined, skills };
}

async function caseIn(
  world: World,
  snapshot: Snapshot,
  { case: wanted, variables }: DebugLaunch,
): Promise<Debuggee | { readonly why: string }> {
  const { cases } = snapshot.document.tests!;
  const file = nameOf(snapshot.uri);
  const ids = caseIds(snapshot.uri, cases);
  const byId = ids.indexOf(wanted ?? "");
  const index = byId >= 0 ? byId : cases.findIndex(({ name }) => name === wanted);
  const found = wanted === undefined && cases.length === 1 ? cases[0] : cases[index];
  if (!found) {
    const names = cases.slice(0, 10).map(({ name }) => `"${name}"`);
    return wanted === undefined
      ? { why: `Name one of the cases in ${file} under "case": ${names.join(", ") || "there are none"}` }
      : { why: `${file} has no case "${wanted}"` };
  }
  const { context, flowIn } = await world.workspace.surroundings(snapshot);
  const flow = found.flow ?? context.flow;
  const hindrance = hindranceTo(found, flow, context.why);
  if (!flow || (hindrance && byId < 0)) return { why: hindrance?.message ?? "There is no flow to walk" };
  return {
    name: found.name,
    flow,
    flowIn: found.flow ? snapshot : flowIn,
    testCase: variables ? { ...found, variables: { ...found.variables, ...variables } } : found,
    testIn: snapshot,
    skills: context.skills,
    kept: { id: ids[cases.indexOf(found)]!, file: snapshot.uri, snapshots: context.snapshots },
    hindrance,
  };
}

/** A case that says nothing: a person answers all of it. */
function conversation(name: string, { variables = {} }: DebugLaunch): Case {
  return {
    name,
    place: { start: 0, end: 0 },
    path: [],
    tags: [],
    variables,
    turns: [],
    mocks: new Map(),
    confirm: [],
    options: {},
  };
}
