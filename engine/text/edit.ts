import { type Change, editsOf, itemAt, stretchOf } from "./change.ts";
import { type Element, type JsonTree, none } from "./json.ts";
import { Pieces } from "./pieces.ts";
import { put } from "./put.ts";
import { parseTree } from "./scan.ts";
import { styleNear } from "./style.ts";
import { take } from "./take.ts";
import type { TextEdit } from "./textEdit.ts";

export type { Change } from "./change.ts";
export type { TextEdit } from "./textEdit.ts";

/** A text and its positions. */
interface Editable {
  readonly text: string;
  readonly tree: () => JsonTree;
}

/** The edits that carry out changes: in the order of the text, apart from each other, no larger than they must be. */
export function edits(document: Editable, changes: readonly Change[]): TextEdit[] {
  return carriedOut(document, changes).edits();
}

/** The text after changes. */
export function fixed(document: Editable, changes: readonly Change[]): string {
  return carriedOut(document, changes).text();
}

function carriedOut({ text, tree }: Editable, changes: readonly Change[]): Pieces {
  const pieces = new Pieces(text);
  let known: JsonTree | undefined = tree();
  const now = (): JsonTree => {
    known ??= parseTree(pieces.text());
    return known;
  };
  const apply = (found: readonly TextEdit[]): void => {
    if (found.length === 0) return;
    pieces.apply(found);
    known = undefined;
  };
  // Words put in place of others move nothing: changes that only do that, in different places, are carried out together,
  // and the text is read again once.
  let waiting: TextEdit[] = [];
  let touched: Element[] = [];
  const settle = (): void => {
    apply(waiting);
    waiting = [];
    touched = [];
  };
  apply(changes.flatMap((change) => (change.do === "raw" ? [{ ...change.span, text: change.text }] : [])));
  for (const change of changes) {
    if (change.do === "raw") continue;
    let place = stretchOf(now(), change);
    if (place === none || touched.some((other) => overlap(now(), place, other))) {
      settle();
      place = stretchOf(now(), change);
    }
    if (place !== none) {
      waiting.push(...editsOf(now(), change));
      touched.push(place);
    } else if (change.do === "move") move(now, change, apply);
    else apply(editsOf(now(), change));
  }
  settle();
  return pieces;
}

function overlap(tree: JsonTree, a: Element, b: Element): boolean {
  return a < tree.next[b]! && b < tree.next[a]!;
}

/** The item goes as it is written, with the comment on its line. */
function move(
  now: () => JsonTree,
  { path, to }: Extract<Change, { do: "move" }>,
  apply: (edits: readonly TextEdit[]) => void,
): void {
  const found = itemAt(now(), path);
  if (!found || found.of < 2) return;
  const target = Math.min(Math.max(to ?? found.of, 0), found.of - 1);
  if (target === found.index) return;
  const { edits, text, comment } = take(now(), found.list, found.index);
  apply(edits);
  const list = now().locate(path.slice(0, -1)).element;
  apply(put(now(), list, target, { text: () => text, comment }, styleNear(now(), [list]), false));
}
