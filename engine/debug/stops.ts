import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import type { Place } from "../flow/problem.ts";
import type { Case, Expectations, Expected } from "../flowtest/model.ts";
import type { Document } from "../formats/format.ts";
import { locate } from "../formats/locate.ts";
import type { Span } from "../text/json.ts";

/** Something in a file that a walk can be stopped at. */
export type Stop = {
  /** Where it stops: the first character counts. */
  readonly span: Span;
  /** All of it. */
  readonly whole: Span;
} & (
  | { readonly of: "node"; readonly flow: Flow; readonly node: FlowNode }
  | { readonly of: "transition"; readonly flow: Flow; readonly node: FlowNode; readonly transition: Transition }
  /** A turn of the caller: stopped at before it is taken. */
  | { readonly of: "turn"; readonly case: Case; readonly index: number }
  /** An expectation: stopped at when the walk is over. */
  | { readonly of: "expectation"; readonly case: Case; readonly place: Place }
);

/** Everything in a document that a walk can be stopped at, in the order in which it is written. */
export function stopsIn(document: Document): Stop[] {
  const { flow, tests } = document;
  const stops: Stop[] = [];
  const flows = new Set<Flow>();
  if (flow) flows.add(flow);
  if (tests?.flow && "inline" in tests.flow) flows.add(tests.flow.inline);
  for (const each of tests?.caseFlows ?? []) flows.add(each);
  for (const each of flows) addFlow(document, each, stops);
  for (const each of tests?.cases ?? []) addCase(document, each, stops);
  return stops.sort((a, b) => a.span.start - b.span.start || b.whole.end - a.whole.end);
}

/**
 * What is meant by a stretch of a text, such as a line: the first thing that begins there; else the innermost around its
 * beginning; else the next one; else the last.
 */
export function stopAt(stops: readonly Stop[], { start, end }: Span): Stop | undefined {
  const here = stops.find(({ span }) => span.start >= start && span.start < end);
  if (here) return here;
  let around: Stop | undefined;
  for (const stop of stops) {
    const { whole } = stop;
    const holds = whole.start <= start && start < whole.end;
    if (holds && (!around || whole.end - whole.start <= around.whole.end - around.whole.start)) around = stop;
  }
  return around ?? stops.find(({ span }) => span.start >= start) ?? stops.at(-1);
}

/** The members of a case's expectations that there are, each with its place. */
function expectedIn(expect: Expectations): Expected<unknown>[] {
  return Object.values(expect as unknown as Record<string, Expected<unknown>>).filter(
    (each) => typeof each === "object" && each !== null && "value" in each,
  );
}

function addFlow(document: Document, flow: Flow, stops: Stop[]): void {
  for (const node of flow.nodes) {
    if (flow.byId.get(node.id) !== node) continue; // no walk comes to the second of an id
    const { idPlace, path } = node;
    stops.push({ of: "node", flow, node, span: locate(document, idPlace), whole: wholeOf(document, { path }) });
    for (const transition of node.transitions) {
      const { place } = transition;
      const whole = wholeOf(document, place);
      stops.push({ of: "transition", flow, node, transition, span: locate(document, place), whole });
    }
  }
}

function addCase(document: Document, one: Case, stops: Stop[]): void {
  for (const [index, place] of (one.turnPlaces ?? []).entries())
    stops.push({ of: "turn", case: one, index, span: locate(document, place), whole: wholeOf(document, place) });
  for (const { place } of one.expect ? expectedIn(one.expect) : []) {
    const [span, whole] = [locate(document, place), wholeOf(document, place)];
    stops.push({ of: "expectation", case: one, place, span, whole });
  }
}

/** All of what a place means, where `locate` gives its smallest text. */
function wholeOf(document: Document, place: Place): Span {
  if ("start" in place) return place;
  const tree = document.tree();
  return tree.span(tree.locate(place.path).element);
}
