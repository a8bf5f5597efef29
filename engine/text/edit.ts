import { editsOf, itemAt, stretchOf } from "./change.ts";
import { type Element, type JsonTree, none, type Path, type Span } from "./json.ts";
import { Pieces } from "./pieces.ts";
import { put } from "./put.ts";
import { parseTree } from "./scan.ts";
import { styleNear } from "./style.ts";
import { take } from "./take.ts";

/**
 * One change to a document's value, by path. Changes of one fix are carried out in order, each on what the one before has
 * left; what they do not name stays as it is, byte for byte. A change whose path is not there does nothing.
 */
export type Change =
  /**
   * A value instead of the one that is there. A member that is not there is added at the end of its object, or behind
   * `after`; objects that are missing on the way, or `null`, are made.
   */
  | { readonly do: "set"; readonly path: Path; readonly value: unknown; readonly after?: string }
  /** Another name for a member, unless its object has a member of that name. */
  | { readonly do: "rename"; readonly path: Path; readonly key: string }
  /** Takes a member or an item away. */
  | { readonly do: "remove"; readonly path: Path }
  /** The value becomes the member `key` of a new object in its place. */
  | { readonly do: "wrap"; readonly path: Path; readonly key: string }
  /** A new item of the list at `path`, before the one at `at`, or last; a list that is missing, or `null`, is made. */
  | { readonly do: "insert"; readonly path: Path; readonly at?: number; readonly value: unknown }
  /** An item of a list goes to another position in it; `to` is counted without it, absent means last. */
  | { readonly do: "move"; readonly path: Path; readonly to?: number }
  /** Other words for a stretch of the decoded string at `path`. */
  | { readonly do: "text"; readonly path: Path; readonly span: Span; readonly text: string }
  /** Other text for a stretch of the document's own, by offsets before all changes: for mistakes that have no path. */
  | { readonly do: "raw"; readonly span: Span; readonly text: string };

/** Other text for a stretch of the old one. */
export interface TextEdit extends Span {
  readonly text: string;
}

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
