import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CreateFile,
  type Diagnostic,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import {
  edits,
  fixAll,
  type Ignored,
  ignoreChanges,
  ignoreFile,
  nodeAt,
  type Problem,
  type TextEdit as Replacement,
} from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { toDiagnostic } from "../toLsp.ts";

/** "Fix all" of Flowproof, as editors ask for it on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.flowproof`;

/** What the actions of a document are worked out from. */
export interface ActionContext {
  /** The document's problems, as they are now. */
  readonly problems: readonly Problem[];
  /** The problems of the document with another text. */
  check(document: Snapshot["document"]): readonly Problem[];
  /** The workspace file that a switched-off rule goes into, and the document's path from its folder. */
  readonly settings?: WorkspaceFile;
  /** Whether the client takes edits of several files, new ones among them. */
  readonly edits: { readonly versioned: boolean; readonly creates: boolean; readonly later: boolean };
}

export interface WorkspaceFile {
  readonly uri: string;
  /** Undefined where it has to be written first. */
  readonly snapshot?: Snapshot;
  /** The document's path from the workspace file's folder. */
  readonly file: string;
}

/**
 * The fixes of the problems in a range, ways to be rid of each, and fixes for all of the file. A problem is taken from
 * this version of the document, whatever diagnostics the client still shows.
 */
export function codeActions(
  snapshot: Snapshot,
  { range, context }: CodeActionParams,
  about: ActionContext,
): CodeAction[] {
  const wanted = (kind: string): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    const start = snapshot.offsetAt(range.start);
    const end = snapshot.offsetAt(range.end);
    const here = about.problems.filter(({ span }) => span.start <= end && start <= span.end);
    const diagnostics = here.map((problem) => shown(snapshot, problem, context.diagnostics));
    for (const [i, problem] of here.entries()) actions.push(...fixes(snapshot, problem, diagnostics[i]!, about));
    for (const rule of new Set(here.map(({ rule }) => rule))) actions.push(...fixAllOf(snapshot, rule, about));
    for (const [i, problem] of here.entries()) actions.push(...ignores(snapshot, problem, diagnostics[i]!, about));
  }
  // Only when asked for by name: on save, or from the menu of source actions.
  if (context.only && wanted(fixAllKind)) {
    const mended = mendAll(snapshot, about, () => true);
    if (mended.length > 0)
      actions.push({
        title: "Fix everything Flowproof is sure of",
        kind: fixAllKind,
        edit: workspaceEdit(snapshot, mended, about.edits.versioned),
      });
  }
  return actions;
}

/** A problem as the client knows it, for it to strike off; as we would tell it, where the client no longer has it. */
function shown(snapshot: Snapshot, problem: Problem, diagnostics: readonly Diagnostic[]): Diagnostic {
  const own = toDiagnostic(snapshot, problem);
  return diagnostics.find((one) => one.code === own.code && one.message === own.message) ?? own;
}

function fixes(
  snapshot: Snapshot,
  { fixes = [] }: Problem,
  diagnostic: Diagnostic,
  { edits: { versioned } }: ActionContext,
): CodeAction[] {
  return fixes.map(({ title, changes, safe }, i) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(i === 0 && safe && { isPreferred: true }),
    edit: workspaceEdit(snapshot, toTextEdits(snapshot, edits(snapshot.document, changes)), versioned),
  }));
}

/** What an action is about whose edit has still to be worked out. */
interface FixAll {
  readonly uri: string;
  readonly version: number | undefined;
  readonly rule: string;
}

/**
 * One action for all problems of a rule, where there are several and it is sure of each. Its edit takes reading the file
 * again after each round of fixes, so it is worked out when the action is chosen, by clients that ask for it then.
 */
function fixAllOf(snapshot: Snapshot, rule: string, about: ActionContext): CodeAction[] {
  const sure = about.problems.filter((problem) => problem.rule === rule && problem.fixes?.[0]?.safe);
  if (sure.length < 2) return [];
  const action: CodeAction = {
    title: `Fix all ${sure.length} "${rule}" in this file`,
    kind: CodeActionKind.QuickFix,
    diagnostics: sure.map((problem) => toDiagnostic(snapshot, problem)),
    data: { uri: snapshot.uri, version: snapshot.version, rule } satisfies FixAll,
  };
  return [about.edits.later ? action : resolveAction(action, snapshot, about)];
}

/** The document that an action is for, when it is one that `resolveAction` can complete. */
export function documentOfAction({ data }: CodeAction): string | undefined {
  return isFixAll(data) ? data.uri : undefined;
}

/** An action with its edit; without one where the document is another version than the action was offered for. */
export function resolveAction(action: CodeAction, snapshot: Snapshot, about: ActionContext): CodeAction {
  const { data } = action;
  if (!isFixAll(data) || data.version !== snapshot.version) return action;
  const mended = mendAll(snapshot, about, (problem) => problem.rule === data.rule);
  return { ...action, edit: workspaceEdit(snapshot, mended, about.edits.versioned) };
}

function isFixAll(data: unknown): data is FixAll {
  const { uri, rule } = (data ?? {}) as Partial<FixAll>;
  return typeof uri === "string" && typeof rule === "string";
}

function mendAll(
  snapshot: Snapshot,
  { problems, check }: ActionContext,
  which: (problem: Problem) => boolean,
): TextEdit[] {
  const mended = fixAll(snapshot.document, (document) =>
    (document === snapshot.document ? problems : check(document)).filter(which),
  );
  return toTextEdits(snapshot, mended.edits);
}

/** Switching the rule off for the node, and for the file. */
function ignores(
  snapshot: Snapshot,
  { rule, span }: Problem,
  diagnostic: Diagnostic,
  { settings, edits: can }: ActionContext,
): CodeAction[] {
  if (!settings || (!settings.snapshot && !can.creates)) return [];
  const { document } = snapshot;
  const node = document.flow && nodeAt(document.flow, document.tree().at(span.start).path);
  const { file } = settings;
  const of = (title: string, ignored: Ignored): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: settingsEdit(settings, ignored, can.versioned),
  });
  return [
    ...(node && node.id !== "" ? [of(`Ignore "${rule}" for "${node.id}"`, { rule, file, node: node.id })] : []),
    of(`Ignore "${rule}" in this file`, { rule, file }),
  ];
}

function settingsEdit({ uri, snapshot }: WorkspaceFile, ignored: Ignored, versioned: boolean): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  if (!snapshot) {
    const written: TextDocumentEdit = {
      textDocument: { uri, version: null },
      edits: [{ range: { start, end: start }, newText: ignoreFile(ignored) }],
    };
    return { documentChanges: [CreateFile.create(uri, { ignoreIfExists: true }), written] };
  }
  const { document } = snapshot;
  return workspaceEdit(
    snapshot,
    toTextEdits(snapshot, edits(document, ignoreChanges(document.value, ignored))),
    versioned,
  );
}

/** Edits of a document, which say what version of it they are for where the client can be told. */
function workspaceEdit({ uri, version }: Snapshot, edits: TextEdit[], versioned: boolean): WorkspaceEdit {
  return versioned
    ? { documentChanges: [{ textDocument: { uri, version: version ?? null }, edits }] }
    : { changes: { [uri]: edits } };
}

function toTextEdits(snapshot: Snapshot, replacements: readonly Replacement[]): TextEdit[] {
  return replacements.map(({ start, end, text }) => ({ range: snapshot.range({ start, end }), newText: text }));
}
