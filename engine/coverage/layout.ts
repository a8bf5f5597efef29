import type { Document } from "../formats/format.ts";
import { locate } from "../formats/locate.ts";
import { none, type Path, type Span } from "../text/json.ts";
import type { ConditionCoverage, Coverage, NodeCoverage, TransitionCoverage } from "./coverage.ts";

/** Where a node and what belongs to it are written. */
export interface NodeLayout {
  readonly of: NodeCoverage;
  /** All of it: from the opening brace, or the key before that, to the closing one. */
  readonly span: Span;
  /** The id alone. */
  readonly id: Span;
  /** Of the node what is no part of its transitions, in the order of the text. */
  readonly parts: readonly Span[];
  /** Each with all of it; in a playbook they stand apart from the nodes. */
  readonly transitions: readonly { readonly of: TransitionCoverage; readonly span: Span }[];
  /** Each with the smallest text that one would edit. */
  readonly conditions: readonly { readonly of: ConditionCoverage; readonly span: Span }[];
}

/** Where everything that was counted is written; each node is looked for when it is asked for. */
export function* layoutOf(document: Document, { nodes }: Pick<Coverage, "nodes">): Iterable<NodeLayout> {
  for (const of of nodes) {
    const span = wholeSpan(document, of.node.path);
    const transitions = of.transitions.map((each) => ({ of: each, span: placeOf(document, each.transition.place) }));
    yield {
      of,
      span,
      id: locate(document, of.node.idPlace),
      parts: partsBetween(
        document.text,
        span,
        transitions.map((each) => each.span),
      ),
      transitions,
      conditions: of.conditions.map((each) => ({ of: each, span: locate(document, each.place) })),
    };
  }
}

function placeOf(document: Document, place: TransitionCoverage["transition"]["place"]): Span {
  return "path" in place ? wholeSpan(document, place.path) : place;
}

/** A value with the key before it. */
function wholeSpan(document: Document, path: Path): Span {
  const tree = document.tree();
  const { element, key } = tree.locate(path);
  const { start, end } = tree.span(element);
  return { start: key === none ? start : tree.span(key).start, end };
}

/** What is left of `whole` without the `inner` spans, blanks and commas at the edges aside. */
function partsBetween(text: string, whole: Span, inner: readonly Span[]): Span[] {
  const inside = inner.filter(({ start, end }) => start >= whole.start && end <= whole.end);
  const parts: Span[] = [];
  let at = whole.start;
  for (const { start, end } of [...inside.sort((a, b) => a.start - b.start), { start: whole.end, end: whole.end }]) {
    const part = trimmed(text, at, start);
    if (part.start < part.end) parts.push(part);
    at = Math.max(at, end);
  }
  return parts;
}

function trimmed(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && edge.includes(text[start]!)) start++;
  while (end > start && edge.includes(text[end - 1]!)) end--;
  return { start, end };
}

const edge = " \t\r\n,";
