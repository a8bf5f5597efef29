import { type CodeAction, CodeActionKind, CreateFile, type Diagnostic, type Range } from "vscode-languageserver";
import {
  type Case,
  type CaseResult,
  caseIds,
  locate,
  runCase,
  type Snapshots,
  snapshotFileOf,
  snapshotText,
} from "../../engine/index.ts";
import { counted } from "../counted.ts";
import type { Snapshot } from "../documents.ts";
import type { Surroundings } from "../workspace.ts";

/** So many cases of a file are run at most to see whose traces could be accepted all at once; it takes some milliseconds. */
const MOST = 500;

type Kept = NonNullable<CaseResult["snapshot"]>;

/**
 * Accepting the traces of the cases in a range as the ones that are kept, and those of the whole file: of cases in which
 * nothing else is wrong. The edit writes the file beside the tests, which is made where there is none.
 */
export function snapshotActions(
  snapshot: Snapshot,
  range: Range,
  diagnostics: readonly Diagnostic[],
  around: Surroundings,
  can: { readonly versioned: boolean; readonly creates: boolean },
): CodeAction[] {
  const { keptIn } = around;
  const { tests } = snapshot.document;
  // What cannot be read is not overwritten: it may keep the traces of other cases.
  if (!tests || (!keptIn && !can.creates) || around.context.snapshots?.unreadable) return [];
  const keeping = indexesWhere(tests.cases, ({ expect }) => expect?.snapshot !== undefined);
  const here = keeping.filter((i) => touches(snapshot, tests.cases[i]!, range));
  if (here.length === 0 || here.length > MOST) return [];
  const ids = caseIds(snapshot.uri, tests.cases);
  const differing = (indexes: readonly number[]): Kept[] =>
    indexes.flatMap((i) => differs(snapshot, tests.cases[i]!, ids[i]!, around) ?? []);
  const found = differing(here);
  const action = (title: string, accepted: readonly Kept[]): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: diagnostics.filter(({ code }) => code === "missing-snapshot"),
    edit: accepting(snapshot, accepted, around, can.versioned),
  });
  const actions = found.length === 0 ? [] : [action(titleFor(found), found)];
  const all = keeping.length > here.length && keeping.length <= MOST ? differing(keeping) : [];
  if (all.length > found.length)
    actions.push(action(`Accept all ${counted(all.length, "trace")} of this file as snapshots`, all));
  return actions;
}

function titleFor(found: readonly Kept[]): string {
  const [one] = found;
  if (found.length > 1) return `Accept these ${found.length} traces as snapshots`;
  return one!.status === "missing"
    ? `Accept the trace of "${one!.name}" as snapshot`
    : `Accept the changed trace of "${one!.name}" as snapshot`;
}

/** The trace of a case that is not the one kept, where nothing else is wrong with the case. */
function differs(snapshot: Snapshot, one: Case, id: string, { context }: Surroundings): Kept | undefined {
  const { flow, skills, snapshots } = context;
  const given = { skills, now: () => 0, file: snapshot.uri, id, snapshots, accept: "all" as const };
  const result = runCase(one, flow, given);
  return result.status === "passed" && result.snapshot?.status !== "same" ? result.snapshot : undefined;
}

/** Whether the name of a case, or its expectation, stands on the lines of a range. */
function touches(snapshot: Snapshot, { place, expect }: Case, range: Range): boolean {
  return [place, expect!.snapshot!].some((each) => {
    const { start, end } = snapshot.range(locate(snapshot.document, each));
    return start.line <= range.end.line && range.start.line <= end.line;
  });
}

function accepting(
  { uri }: Snapshot,
  accepted: readonly Kept[],
  { context, keptIn }: Surroundings,
  versioned: boolean,
): NonNullable<CodeAction["edit"]> {
  const now: Snapshots = new Map([
    ...(context.snapshots ?? []),
    ...accepted.map(({ name, now }) => [name, now] as const),
  ]);
  const newText = snapshotText(now);
  if (!keptIn) {
    const start = { line: 0, character: 0 };
    const target = snapshotFileOf(uri);
    const written = {
      textDocument: { uri: target, version: null },
      edits: [{ range: { start, end: start }, newText }],
    };
    return { documentChanges: [CreateFile.create(target, { ignoreIfExists: true }), written] };
  }
  const edits = [{ range: keptIn.range({ start: 0, end: keptIn.text.length }), newText }];
  return versioned
    ? { documentChanges: [{ textDocument: { uri: keptIn.uri, version: keptIn.version ?? null }, edits }] }
    : { changes: { [keptIn.uri]: edits } };
}

function indexesWhere<T>(items: readonly T[], holds: (item: T) => boolean): number[] {
  return items.flatMap((item, i) => (holds(item) ? [i] : []));
}
