import { type Child, children, commaAfter, indentAt, restOfLine, skip, skipBlanks, skipSpace } from "./gaps.ts";
import { type Element, type JsonTree, Kind } from "./json.ts";
import type { Style } from "./style.ts";
import type { TextEdit } from "./textEdit.ts";

/** What is put into a container. */
export interface Piece {
  /** The member or item as text, for a line that begins with `indent`; `lines` says that it has a line of its own. */
  readonly text: (indent: string, lines: boolean) => string;
  /** A comment that follows it. */
  readonly comment?: string;
}

/**
 * The edits that put a piece into a container as its child number `index`. It gets a line of its own where its neighbours
 * have one, or, where there is none yet, if `lines` says so. A comment on a neighbour's line stays there; a comma behind the
 * last child is a habit that is kept.
 */
export function put(
  tree: JsonTree,
  container: Element,
  index: number,
  piece: Piece,
  style: Style,
  lines: boolean,
): TextEdit[] {
  const { text } = tree;
  const siblings = children(tree, container);
  const before = siblings[index - 1];
  const after = siblings[index];
  const neighbour = after ?? before;
  if (!neighbour) return fill(tree, container, piece, style, lines);
  const indent = indentAt(text, neighbour.start);
  const hasLine = standsOnNewLine(tree, container, siblings, before && after ? index : siblings.indexOf(neighbour));
  const content = piece.text(indent, hasLine);
  const open = tree.starts[container]! + 1;
  if (!before) {
    const at = hasLine ? behindComments(text, open) : skipBlanks(text, open);
    const comment = remark(piece, hasLine && endsLine(text, at));
    return hasLine
      ? [insertion(at, `${style.eol}${indent}${content},${comment}`)]
      : [insertion(at, `${content},${comment}${style.gap || (comment && " ")}`)];
  }
  const comma = commaAfter(text, before.end);
  const behind = comma < 0 ? before.end : comma + 1;
  const at = hasLine ? behindComments(text, behind) : behind;
  const lead = hasLine ? style.eol + indent : style.gap;
  const added = lead + content + (comma >= 0 || after ? "," : "") + remark(piece, hasLine && endsLine(text, at));
  if (comma >= 0) return [insertion(at, added)];
  return at === behind ? [insertion(at, `,${added}`)] : [insertion(behind, ","), insertion(at, added)];
}

/** Whether a line begins between a child and what stands before it. */
function standsOnNewLine(tree: JsonTree, container: Element, siblings: readonly Child[], index: number): boolean {
  const from = siblings[index - 1]?.end ?? tree.starts[container]! + 1;
  return tree.text.slice(from, siblings[index]!.start).includes("\n");
}

function fill(tree: JsonTree, container: Element, piece: Piece, style: Style, lines: boolean): TextEdit[] {
  const { text } = tree;
  const open = tree.starts[container]! + 1;
  const close = skip(text, open);
  const outer = indentAt(text, tree.starts[container]!);
  const inner = outer + style.unit;
  if (text[close] !== "}" && text[close] !== "]") return [insertion(open, piece.text(outer, false))]; // never closed
  const pad = tree.kind(container) === Kind.object ? style.objectPad : style.arrayPad;
  if (skipSpace(text, open) === close) {
    const content = piece.text(lines ? inner : outer, lines) + remark(piece, lines);
    return [
      { start: open, end: close, text: lines ? style.eol + inner + content + style.eol + outer : pad + content + pad },
    ];
  }
  // Comments are all there is: the first child stands behind them.
  let last = close;
  while (/\s/.test(text[last - 1]!)) last--;
  const hasLine = text.slice(last, close).includes("\n");
  const content = piece.text(hasLine ? inner : outer, hasLine) + remark(piece, hasLine);
  return [insertion(last, hasLine ? style.eol + inner + content : ` ${content}`)];
}

function behindComments(text: string, at: number): number {
  return restOfLine(text, at).end;
}

function endsLine(text: string, at: number): boolean {
  return restOfLine(text, at).newline >= 0;
}

function remark({ comment }: Piece, endsLine: boolean): string {
  if (comment === undefined) return "";
  if (endsLine || !comment.includes("//")) return ` ${comment}`;
  // Something follows on the line, so that a comment must say where it ends.
  return ` /* ${comment.replace(/\/[/*]|\*\//g, " ").trim()} */`;
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
