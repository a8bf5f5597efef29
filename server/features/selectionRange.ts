import type { Position, SelectionRange } from "vscode-languageserver";
import { bareSpan, nameAt, type Span } from "../../engine/index.ts";
import type { Snapshot } from "../documents.ts";

/**
 * What "expand selection" goes through at each position: the name or the text, the value with its quotes, its member with
 * the key, and then every value and member around it: the transition, the node, the nodes, the document.
 */
export function selectionRanges(snapshot: Snapshot, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const spans = around(snapshot, snapshot.offsetAt(position));
    let range: SelectionRange | undefined;
    for (const span of spans.reverse()) range = { range: snapshot.range(span), ...(range && { parent: range }) };
    return range ?? { range: { start: position, end: position } };
  });
}

/** The stretches around an offset, from the smallest outwards, each larger than the one before. */
function around(snapshot: Snapshot, offset: number): Span[] {
  const { document } = snapshot;
  const tree = document.tree();
  const { elements, path } = tree.at(offset);
  const found: Span[] = [];
  const add = (span: Span): void => {
    const last = found.at(-1);
    if (span.end <= span.start || span.start > offset || span.end < offset) return;
    if (last && (span.start > last.start || span.end < last.end)) return;
    if (!last || span.start < last.start || span.end > last.end) found.push(span);
  };
  const name = nameAt(document, offset);
  if (name) add(bareSpan(document, name));
  for (let i = elements.length - 1; i >= 0; i--) {
    const value = elements[i]!;
    const key = typeof path[i] === "string" ? value - 1 : undefined;
    if (key !== undefined) {
      const span = tree.span(key);
      add({ start: span.start + 1, end: span.end - 1 });
      add(span);
    }
    const span = tree.span(value);
    if (document.text[span.start] === '"') add({ start: span.start + 1, end: span.end - 1 });
    add(span);
    if (key !== undefined) add({ start: tree.span(key).start, end: span.end });
  }
  add(tree.span(0));
  add({ start: 0, end: document.text.length });
  return found;
}
