import { type CodeAction, CodeActionKind, type CodeActionParams, type CodeLens } from "vscode-languageserver";
import { type FlowNode, locate, transitionAt } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { survivedCode, type WriteCaseTarget, writeCaseCommand } from "../protocol.ts";

/**
 * On a transition of a flow: to write a case that takes it, which mends that no case notices a mistake there. What that case
 * is is worked out when it is chosen.
 */
export function writeCaseAction(snapshot: Snapshot, { range, context }: CodeActionParams): CodeAction[] {
  const { flow } = snapshot.document;
  if (!flow) return [];
  const { path } = snapshot.document.tree().at(snapshot.offsetAt(range.start));
  const place = transitionAt(flow, path)?.transition.place;
  if (!place || !("path" in place)) return [];
  const title = "Write a case that takes this transition";
  const target: WriteCaseTarget = { uri: snapshot.uri, path: place.path };
  const diagnostics = context.diagnostics.filter(({ code }) => code === survivedCode);
  const mends = diagnostics.length > 0 && isWanted(CodeActionKind.QuickFix, context);
  if (!mends && !isWanted(CodeActionKind.Refactor, context)) return [];
  const kind = mends ? CodeActionKind.QuickFix : CodeActionKind.Refactor;
  const command = { title, command: writeCaseCommand, arguments: [target] };
  return [{ title, kind, ...(mends && { diagnostics }), command }];
}

/** With more of them than this a lens on each would say nothing. */
const MOST_LENSES = 500;

/**
 * On each transition that no test takes, an offer to write one. There are none where no test takes any, which is so for a
 * moment after the first tests are found, before they have been played.
 */
export function lensesOnTransitions(
  snapshot: Snapshot,
  takenBy: (node: FlowNode, transition: number) => readonly unknown[],
): CodeLens[] {
  const { document, uri } = snapshot;
  const lenses: CodeLens[] = [];
  let taken = false;
  for (const node of document.flow?.nodes ?? [])
    for (const [i, { place, target, handle }] of node.transitions.entries()) {
      if (!target || !("path" in place)) continue;
      if (takenBy(node, i).length > 0) taken = true;
      else {
        if (lenses.length === MOST_LENSES) return [];
        // The ways out of a tool often stand on one line.
        const what = handle === "success" || handle === "error" ? handle : "this";
        const title = `No test takes ${what} · write one`;
        const argument: WriteCaseTarget = { uri, path: place.path };
        const range = snapshot.range(locate(document, place));
        lenses.push({ range, command: { title, command: writeCaseCommand, arguments: [argument] } });
      }
    }
  return taken ? lenses : [];
}

function isWanted(kind: string, { only }: CodeActionParams["context"]): boolean {
  return only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
}
