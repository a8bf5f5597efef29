import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import { nearest } from "../text/nearest.ts";

/** The transition that a name means, or why it means none, or more than one. */
export type Named = { readonly node: FlowNode; readonly transition: Transition } | { readonly why: string };

/** A transition by its id, as `node>target`, or as `node:handle`, where the handle may also be its id. */
export function transitionNamed(flow: Flow, name: string): Named {
  const found: { node: FlowNode; transition: Transition; spelling: string }[] = [];
  const spellings = new Set<string>();
  for (const node of flow.nodes)
    for (const transition of node.transitions) {
      const ways = spellingsOf(node, transition);
      for (const each of ways) spellings.add(each);
      if (ways.includes(name)) found.push({ node, transition, spelling: best(flow, node, transition) });
    }
  const [one, ...others] = found;
  if (one && others.length === 0) return { node: one.node, transition: one.transition };
  if (one)
    return {
      why: `"${name}" could be ${found
        .slice(0, MOST)
        .map(({ spelling }) => spelling)
        .join(" or ")}`,
    };
  const meant = nearest(name, spellings);
  if (meant !== undefined) return { why: `there is no transition "${name}"; did you mean "${meant}"?` };
  const node = flow.byId.get(name) ?? flow.byId.get(name.split(/[>:]/, 1)[0]!);
  if (!node) return { why: `there is no transition "${name}"` };
  const known = node.transitions.slice(0, MOST).map((transition) => best(flow, node, transition));
  const there = known.length > 0 ? `it has ${known.join(", ")}` : "it has none";
  return { why: `"${name}" names no transition of "${node.id}"; ${there}` };
}

const MOST = 8;

function spellingsOf({ id: from }: FlowNode, { id, handle, target }: Transition): string[] {
  return [...(id ? [id, `${from}:${id}`] : []), `${from}:${handle}`, ...(target ? [`${from}>${target.id}`] : [])];
}

/** The shortest spelling that means this transition alone, as far as there is one. */
function best(flow: Flow, node: FlowNode, transition: Transition): string {
  const all = flow.nodes.flatMap((each) => each.transitions.flatMap((one) => [...new Set(spellingsOf(each, one))]));
  const own = spellingsOf(node, transition);
  const [first = ""] = own;
  return own.find((spelling) => all.filter((each) => each === spelling).length === 1) ?? first;
}
