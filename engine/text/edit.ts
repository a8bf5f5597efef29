import type { JsonTree, Path, Span } from "./json.ts";

/**
 * One change to a document's value, by path. Changes of one fix are carried out in order, each on what the one before has
 * left; what they do not name stays as it is, byte for byte.
 */
export type Change =
  /** A value instead of the one that is there; a member that is not there is added at the end of its object, or behind `after`. */
  | { readonly do: "set"; readonly path: Path; readonly value: unknown; readonly after?: string }
  /** Another name for a member. */
  | { readonly do: "rename"; readonly path: Path; readonly key: string }
  /** Takes a member or an item away. */
  | { readonly do: "remove"; readonly path: Path }
  /** A new item of the list at `path`, before the one at `at`, or last. */
  | { readonly do: "insert"; readonly path: Path; readonly at?: number; readonly value: unknown }
  /** An item of a list goes to another position in it; `to` is counted without it, absent means last. */
  | { readonly do: "move"; readonly path: Path; readonly to?: number }
  /** Other words for a stretch of the decoded string at `path`. */
  | { readonly do: "text"; readonly path: Path; readonly span: Span; readonly text: string };

/** Other text for a stretch of the old one. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The edits that carry out changes. */
export function edits(
  _document: { readonly text: string; readonly tree: () => JsonTree },
  _changes: readonly Change[],
): TextEdit[] {
  throw new Error("not written yet");
}

/** The text after changes. */
export function fixed(
  _document: { readonly text: string; readonly tree: () => JsonTree },
  _changes: readonly Change[],
): string {
  throw new Error("not written yet");
}
