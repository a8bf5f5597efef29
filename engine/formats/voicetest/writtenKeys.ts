import { Kind, type Span } from "../../text/json.ts";
import { object, own } from "../../text/value.ts";
import { bodyOf, type Source } from "../format.ts";

/** The keys of a graph's `nodes` as they stand in the text. Decoding keeps the last of two and moves whole numbers up. */
export interface WrittenKeys {
  /** Each key once, in the order in which they were first written. */
  readonly order: readonly string[];
  readonly duplicates: readonly { readonly id: string; readonly place: Span; readonly first: Span }[];
}

/**
 * What decoding lost of the keys, or undefined where it lost nothing. The positions are asked for only when there is a
 * sign of it, because they cost more than all the rest of reading: more node members in the text than were decoded, or
 * a key that is a whole number. A node without type and prompt that is written a second time goes unnoticed.
 */
export function writtenKeys(source: Source): WrittenKeys | undefined {
  const nodes = object(own(bodyOf(source), "nodes"));
  if (!nodes || !mayDiffer(nodes, source)) return undefined;
  const tree = source.tree();
  const { element, complete } = tree.locate([...source.path, "nodes"]);
  if (!complete || tree.kind(element) !== Kind.object) return undefined;
  const first = new Map<string, Span>();
  const duplicates: WrittenKeys["duplicates"][number][] = [];
  tree.members(element, (key) => {
    const id = tree.string(key);
    const before = first.get(id);
    if (before) duplicates.push({ id, place: tree.span(key), first: before });
    else first.set(id, tree.span(key));
  });
  return { order: [...first.keys()], duplicates };
}

function mayDiffer(nodes: object, { path, text, before }: Source): boolean {
  if (wholeNumber.test(firstKey(nodes))) return true; // they come first
  // An edit inside a node writes no key of `nodes` twice.
  if (before?.flow) return before.flow.duplicates.length > 0;
  // Of a graph inside another document the rest of the text says nothing.
  if (text === undefined || path.length > 0) return true;
  let decoded = 0;
  for (const node of Object.values(nodes)) {
    if (own(node, "node_type") !== undefined) decoded++;
    if (own(node, "state_prompt") !== undefined) decoded++;
  }
  return (text.match(nodeMember)?.length ?? 0) > decoded;
}

function firstKey(value: object): string {
  for (const key in value) return key;
  return "";
}

const wholeNumber = /^\d+$/;
const nodeMember = /"(?:node_type|state_prompt)"/g;
