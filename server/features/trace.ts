import { caseIds, locate, type Place, runCase, type TraceDocument, traceDocument } from "../../engine/index.ts";
import type { Documents, Snapshot } from "../documents.ts";
import type { CaseTarget, TraceParams, TracePlaceParams, TracePlaceResult, TraceResult } from "../protocol.ts";
import { isSame, type Traces, type WalkOf, walkOf } from "../traces.ts";
import { nameOf } from "../uris.ts";
import type { Surroundings, Workspace } from "../workspace.ts";

export interface TraceHost {
  readonly documents: Pick<Documents, "find">;
  readonly workspace: Pick<Workspace, "surroundings">;
  readonly traces: Traces;
}

/** A walk of a case as a document. */
export async function trace(params: TraceParams, host: TraceHost): Promise<TraceResult> {
  const walk = await walkFor(params, host);
  return walk ? toResult(walk.testCase.name, documentOf(walk)) : null;
}

/** A case's walk, told anew: it is the same every time. */
export function documentOf({ testCase, flow, flowIn, ...rest }: WalkOf): TraceDocument {
  return traceDocument(testCase, flow, { ...rest, flowName: flowIn === undefined ? undefined : nameOf(flowIn) });
}

async function walkFor({ uri, id, which, anew }: TraceParams, host: TraceHost): Promise<WalkOf | undefined> {
  const { traces } = host;
  if (which === "previous") return traces.previous(uri, id);
  const last = traces.last(uri, id);
  if (last && !anew) return last;
  const now = await find({ uri, id }, host);
  if (!now) return last;
  const testCase = now.snapshot.document.tests!.cases[now.index]!;
  const isKept = testCase.expect?.snapshot !== undefined;
  // The walk may be the same, and not what is kept any more.
  if (last && !isKept && isSame(last, walkOf(testCase, now.snapshot, now.around))) return last;
  const { flow, skills, why, snapshots } = now.around.context;
  const { status, message, failures } = runCase(testCase, flow, {
    skills,
    why,
    snapshots,
    file: uri,
    id,
    now: () => 0,
  });
  const walk = walkOf(testCase, now.snapshot, now.around, { status, message, failures });
  traces.ran(uri, id, walk);
  return walk;
}

/** Where what a piece of a trace is about is written now. */
export async function tracePlace({ about, ...target }: TracePlaceParams, host: TraceHost): Promise<TracePlaceResult> {
  const now = await find(target, host);
  if (!now) return null;
  const { snapshot, index, around } = now;
  const testCase = snapshot.document.tests!.cases[index]!;
  if (about.in === "case") {
    const place = about.path.length === 0 ? testCase.place : { path: [...testCase.path, ...about.path] };
    return placeIn(snapshot, place);
  }
  const node = (testCase.flow ?? around.context.flow)?.byId.get(about.node);
  const file = testCase.flow ? snapshot : around.flowIn;
  if (!node || !file) return null;
  const transition = about.transition === undefined ? undefined : node.transitions[about.transition];
  return placeIn(file, transition?.place ?? node.idPlace);
}

function placeIn(snapshot: Snapshot, place: Place): TracePlaceResult {
  return { uri: snapshot.uri, range: snapshot.range(locate(snapshot.document, place)) };
}

async function find(
  { uri, id }: CaseTarget,
  { documents, workspace }: TraceHost,
): Promise<{ readonly snapshot: Snapshot; readonly index: number; readonly around: Surroundings } | undefined> {
  const snapshot = await documents.find(uri);
  const tests = snapshot?.document.tests;
  const index = snapshot && tests ? caseIds(snapshot.uri, tests.cases).indexOf(id) : -1;
  return snapshot && index >= 0 ? { snapshot, index, around: await workspace.surroundings(snapshot) } : undefined;
}

function toResult(name: string, { lines, sections, look }: TraceDocument): TraceResult {
  return {
    name,
    text: lines.map(({ text }) => `${text}\n`).join(""),
    links: lines.flatMap(({ links }, line) =>
      links.map(({ start, end, about }) => ({
        range: { start: { line, character: start }, end: { line, character: end } },
        about,
      })),
    ),
    folds: sections.filter(({ from, to }) => to > from).map(({ from, to }) => ({ from, to })),
    ...(look !== undefined && { look }),
  };
}
