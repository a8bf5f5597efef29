import { coverageOf } from "../coverage/collector.ts";
import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import type { Skill } from "../simulate/state.ts";
import type { Json } from "../text/value.ts";
import { nameTaking, unlike } from "./caseName.ts";
import { notFound, whyNone } from "./cover.ts";
import { finish } from "./finish.ts";
import { proved } from "./prove.ts";
import { searched } from "./searches.ts";

/** A case that takes a transition, why no case can, or why none was found. */
export type Taking = { readonly written: Json } | { readonly unreachable: string } | { readonly gaveUp: string };

/**
 * The shortest case that takes a transition of a node and, if there is a way, goes on to a proper end. It has been run and
 * passes. It stops after each step; `drained` waits for the end. `names` are those of the cases there are.
 */
export function* taking(
  flow: Flow,
  node: FlowNode,
  transition: Transition,
  { skills, names = [] }: { readonly skills?: readonly Skill[]; readonly names?: Iterable<string> } = {},
): Generator<void, Taking> {
  const at = coverageOf(flow, [{ id: "", options: { globals: "fallback" } }]).nodes[node.index]!;
  const { unreachable } = at.transitions.find((each) => each.transition === transition) ?? {};
  if (unreachable !== undefined) return { unreachable: whyNone(at, unreachable) };
  const search = yield* searched(flow, new Set([transition]), skills);
  const trail = search.found.get(transition);
  const name = unlike(nameTaking(at, transition), new Set(names));
  const one =
    trail && (proved(name, flow, finish(flow, search.dialect, trail, new Set())) ?? proved(name, flow, trail));
  return one ? { written: one.written } : { gaveUp: notFound(at, search) };
}
