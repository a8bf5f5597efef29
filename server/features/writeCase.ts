import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { transitionAt } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";
import { type WriteCaseTarget, writeCaseCommand } from "../protocol.ts";

/** On a transition of a flow: to write a case that takes it. What that is is worked out when it is chosen. */
export function writeCaseAction(snapshot: Snapshot, { range, context }: CodeActionParams): CodeAction[] {
  const { flow } = snapshot.document;
  const isWanted = context.only === undefined || context.only.some((only) => isKind(CodeActionKind.Refactor, only));
  if (!flow || !isWanted) return [];
  const { path } = snapshot.document.tree().at(snapshot.offsetAt(range.start));
  const place = transitionAt(flow, path)?.transition.place;
  if (!place || !("path" in place)) return [];
  const title = "Write a case that takes this transition";
  const target: WriteCaseTarget = { uri: snapshot.uri, path: place.path };
  return [{ title, kind: CodeActionKind.Refactor, command: { title, command: writeCaseCommand, arguments: [target] } }];
}

function isKind(kind: string, only: string): boolean {
  return kind === only || kind.startsWith(`${only}.`);
}
