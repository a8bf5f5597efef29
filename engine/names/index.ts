import type { Flow } from "../flow/flow.ts";
import { nodeAt } from "../flow/nodeAt.ts";
import { inlineFlow, type TestContext } from "../flowtest/context.ts";
import type { Document, Sought } from "../formats/format.ts";
import { type Element, isWithin, type JsonTree, Kind, type Path } from "../text/json.ts";
import { stretch } from "../text/stretch.ts";
import { namesAround, namesInFlow, namesInNode, settled } from "./inFlow.ts";
import { mayMean, meaningOf } from "./meaning.ts";
import type { Name } from "./name.ts";

export type { NameKind } from "../formats/format.ts";
export { bareSpan } from "./bareSpan.ts";
export { filesIn } from "./files.ts";
export type { Name, Role } from "./name.ts";
export { bare, fixedName, objection, renaming } from "./renaming.ts";
export { isWrite, sameThing, type Thing } from "./same.ts";
export { mayHold } from "./spelt.ts";

/**
 * Every place in a document where a named thing is written: flow by flow, then what stands outside of flows. `context` is
 * what the document's tests walk with; without it, a name that may mean two things is taken for the likelier one. With
 * `called`, only things that are called one of these, which costs a fraction where most are not.
 */
export function namesIn(document: Document, context?: TestContext, called?: readonly string[]): Name[] {
  const flows = flowsIn(document);
  const inTests = namesInTests(document, context, {
    called: called && mayMean(called, [...flows, ...(context?.flow ? [context.flow] : [])]),
  });
  const names = [...flows.flatMap(namesInFlow), ...inTests];
  return called ? names.filter(({ name }) => called.includes(name)) : names;
}

/**
 * The name at an offset, its ends and its quotes included; undefined where there is none. Looks no further than the node
 * or the case that the offset lies in.
 */
export function nameAt(document: Document, offset: number, context?: TestContext): Name | undefined {
  if (!document.format) return undefined;
  const tree = document.tree();
  const { element, path } = tree.at(offset);
  const kind = tree.kind(element);
  if (kind !== Kind.key && kind !== Kind.string) return undefined;
  const here = (name: Name): boolean =>
    standsAt(name, path, kind === Kind.key, offset, tree, element) && !settled(name).perhaps;
  for (const flow of flowsIn(document)) {
    if (!isWithin(path, flow.path)) continue;
    const node = nodeAt(flow, path);
    const found = (node ? namesInNode(flow, node).find(here) : undefined) ?? namesAround(flow).find(here);
    if (found) return settled(found);
  }
  return namesInTests(document, context, { on: path }).find(here);
}

/** The flows that are written in a document: its own, or those of its tests. */
export function flowsIn({ flow, tests }: Document): Flow[] {
  return [flow, inlineFlow(tests), ...(tests?.caseFlows ?? [])].filter((each) => each !== undefined);
}

function namesInTests(document: Document, context: TestContext | undefined, sought: Sought): Name[] {
  const flow = context?.flow ?? inlineFlow(document.tests);
  return (document.format?.mentions?.(document, sought) ?? []).flatMap((mention) => {
    // A catalogue and a workspace file are for no flow alone.
    const walked = mention.case && (mention.case.flow ?? flow);
    return meaningOf(mention, walked, context?.skills ?? document.skills) ?? [];
  });
}

function standsAt(
  { place }: Name,
  path: Path,
  onKey: boolean,
  offset: number,
  tree: JsonTree,
  element: Element,
): boolean {
  if (!("path" in place)) return place.start <= offset && offset <= place.end;
  if (place.path.length !== path.length || (place.part === "key") !== onKey) return false;
  if (!isWithin(path, place.path)) return false;
  if (typeof place.part !== "object") return true;
  const { start, end } = stretch(tree, element, place.part);
  return start <= offset && offset <= end;
}
