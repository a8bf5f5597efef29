import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver";
import { Kind } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";

/**
 * The stretches of a document that fold: every object and list of more than one line, and comments of several. Where the
 * editor folds by indentation it would miss those that share a line. Nodes and cases are objects like all others.
 */
export function foldingRanges(snapshot: Snapshot): FoldingRange[] {
  const { document } = snapshot;
  if (!document.format) return [];
  const tree = document.tree();
  const found: FoldingRange[] = [];
  let last = -1;
  for (let element = 0; element < tree.size; element++) {
    const kind = tree.kind(element);
    if (kind !== Kind.object && kind !== Kind.array) continue;
    const { start, end } = snapshot.range(tree.span(element));
    // Of two that begin on one line the outer folds. The closing bracket stays in sight.
    if (end.line - start.line < 2 || start.line === last) continue;
    last = start.line;
    found.push({ startLine: start.line, endLine: end.line - 1, kind: FoldingRangeKind.Region });
  }
  return found;
}
