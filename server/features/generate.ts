import type { Position } from "vscode-languageserver";
import {
  appending,
  covering,
  edits,
  type Flow,
  fixed,
  Lines,
  locate,
  read,
  refusalToAppend,
  sharesOf,
  taking,
  testText,
  transitionAt,
  walksIn,
} from "../../engine/index.ts";
import { counted } from "../counted.ts";
import type { Snapshot } from "../documents.ts";
import type { GenerateParams, GenerateResult, WrittenCases } from "../protocol.ts";
import { type TestsWalking, testsWalking } from "../testsWalking.ts";
import { nameOf, pathTo, resolve } from "../uris.ts";
import type { View } from "../view.ts";

/**
 * Cases for a flow as it stands in the editor, as an edit of the file of tests that walks it, or as a new file. In slices:
 * however long it takes, no edit waits for it, and it can be cancelled.
 */
export async function generate(params: GenerateParams, view: View): Promise<GenerateResult> {
  const snapshot = await view.find(params.uri);
  const flow = snapshot?.document.flow;
  if (!snapshot || !flow) return { why: `There is no flow in ${nameOf(params.uri)}` };
  await view.world.testFiles.upToDate();
  const tests = await testsWalking(snapshot, {
    testFiles: view.world.testFiles,
    find: (uri) => view.find(uri),
    surroundings: (of) => view.surroundings(of),
  });
  const fitting = tests.filter(({ document }) => refusalToAppend(document) === undefined);
  if (params.into === undefined && fitting.length > 1) return { files: fitting.map(({ uri }) => uri) };
  const into = fitting.find(({ uri }) => uri === params.into) ?? fitting[0];
  const place = into ?? (await newPlace(snapshot, view));
  if ("why" in place) return place;
  const job: Job = { flow, snapshot, view, tests, place };
  const isOne = params.path !== undefined || params.position !== undefined;
  const found = isOne ? await one(params, job) : await all(job);
  return found.written && view.outdated() ? { why: "A file was edited meanwhile" } : found;
}

/** What cases are written for, and where they go. */
interface Job {
  readonly flow: Flow;
  readonly snapshot: Snapshot;
  readonly view: View;
  readonly tests: readonly TestsWalking[];
  readonly place: TestsWalking | NewPlace;
}

/** Where a file of tests is begun, or goes on that has no cases yet. */
interface NewPlace {
  readonly uri: string;
  readonly snapshot?: Snapshot;
  readonly skills: TestsWalking["skills"];
  /** As the new file names it. */
  readonly skillsFile?: string;
}

async function newPlace(flowIn: Snapshot, view: View): Promise<NewPlace | { readonly why: string }> {
  const { uri } = flowIn;
  const at = resolve(uri, `./${nameOf(uri).replace(/\.jsonc?$/i, "")}.flowtest.json`);
  if (at === undefined) return { why: "Save this flow first: its tests are written beside it" };
  const there = await view.find(at);
  if (there) {
    const why = refusalToAppend(there.document);
    if (why !== undefined) return { why: `${nameOf(at)} is there already, and ${why}` };
    const { context } = await view.surroundings(there);
    if (context.flow !== flowIn.document.flow)
      return { why: `${nameOf(at)} is there already, and its cases walk another flow` };
    return { uri: at, snapshot: there, skills: context.skills };
  }
  const { catalogues } = view.world;
  const skills = await catalogues.skillsFor(flowIn);
  const [file] = skills ? catalogues.filesFor(flowIn) : [];
  return {
    uri: at,
    skills,
    ...(file !== undefined && { skillsFile: `./${pathTo(flowIn.key, file) ?? nameOf(file)}` }),
  };
}

/** A case for one transition. */
async function one({ path, position }: GenerateParams, job: Job): Promise<GenerateResult> {
  const { flow, snapshot, view, place } = job;
  const at = path ?? snapshot.document.tree().at(snapshot.offsetAt(position!)).path;
  const meant = transitionAt(flow, at);
  if (!meant) return { why: path ? "That transition is not there any more" : "The cursor is in no transition" };
  const names = namesIn(place);
  const found = await inSlices(taking(flow, meant.node, meant.transition, { skills: place.skills, names }), view);
  if (!found) return { why: "It was cancelled" };
  if ("unreachable" in found) return { why: `No case can take this transition: ${found.unreachable}` };
  if ("gaveUp" in found) return { why: `No case was found that takes this transition: ${found.gaveUp}` };
  return { written: written(job, [found.written]) };
}

/** Cases for everything that no case of the flow's tests comes through. */
async function all(job: Job): Promise<GenerateResult> {
  const { flow, view, tests, place } = job;
  const walks = tests.flatMap(({ document, skills }) => walksIn(document, flow, skills));
  const found = await inSlices(covering(flow, { skills: place.skills, walks, names: namesIn(place) }), view);
  if (!found) return { why: "It was cancelled" };
  const { covered, reachable } = sharesOf(found.coverage).transitions;
  const share = `${covered} of ${reachable} transitions that can be reached are taken`;
  const [first, ...more] = found.missing;
  const rest = more.length > 0 ? `; and ${more.length} more` : "";
  const left = first
    ? `. ${first.certain ? "Cannot be reached" : "Not found"}: ${first.name} (${first.why})${rest}`
    : "";
  if (reachable === 0 && found.cases.length === 0)
    return { why: `There is no transition that a case could take${left}` };
  if (found.cases.length === 0) return { why: `No case is missing: ${share}${left}` };
  return { why: `${counted(found.cases.length, "case")} written, ${share}${left}`, written: written(job, found.cases) };
}

function namesIn({ snapshot }: Job["place"]): string[] {
  return (snapshot?.document.tests?.cases ?? []).map(({ name }) => name);
}

/** What work comes to; undefined when nobody waits for it any more. */
async function inSlices<T>(work: Generator<void, T>, view: View): Promise<T | undefined> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return step.value;
    if (!(await view.wanted())) return undefined;
  }
}

type Written = Parameters<typeof testText>[1];

function written({ snapshot, place }: Job, cases: Written): WrittenCases {
  const { uri, snapshot: there } = place;
  if (!there) {
    const skills = "skillsFile" in place ? place.skillsFile : undefined;
    const text = testText({ flow: `./${nameOf(snapshot.uri)}`, skills }, cases);
    return { uri, cases: cases.length, text, edits: [], reveal: nameRange(text, uri, 0) };
  }
  const { document } = there;
  const changes = appending(document, cases);
  return {
    uri,
    ...(there.version !== undefined && { version: there.version }),
    cases: cases.length,
    edits: edits(document, changes).map(({ start, end, text }) => ({
      range: there.range({ start, end }),
      newText: text,
    })),
    reveal: nameRange(fixed(document, changes), uri, document.tests?.cases.length ?? 0),
  };
}

/** Where the name of a case will stand. */
function nameRange(text: string, uri: string, index: number): WrittenCases["reveal"] {
  const document = read(text, uri);
  const { start, end } = locate(document, document.tests!.cases[index]!.place);
  const lines = new Lines(text);
  const at = (offset: number): Position => {
    const { line, column } = lines.position(offset);
    return { line: line - 1, character: column - 1 };
  };
  return { start: at(start), end: at(end) };
}
