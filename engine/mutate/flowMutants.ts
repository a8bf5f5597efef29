import type { Flow, FlowNode, Transition } from "../flow/flow.ts";
import { changedFlow, disconnect, graphEdits } from "../formats/graphEdits.ts";
import { decisionsOf } from "../simulate/index.ts";
import type { FlowMutant, MutantKind, Touch } from "./mutant.ts";
import { wayName } from "./wayName.ts";

/** A flow with a mistake in it, which shares every other node with the flow. */
export function mutated(flow: Flow, { changes }: FlowMutant): Flow {
  return changedFlow(flow, changes);
}

/**
 * The mistakes that can be made in a flow, in the order of its nodes, the same ones each time. Which ones is Flowproof's
 * choice. A transition that leads to no node is left alone: it is a mistake already.
 */
export function flowMutants(flow: Flow, kinds: ReadonlySet<MutantKind>): FlowMutant[] {
  const found: FlowMutant[] = [];
  const ends = flow.nodes.filter((node) => node.ends && flow.byId.get(node.id) === node).slice(0, MOST_REDIRECTED + 1);
  for (const node of flow.nodes) {
    if (flow.byId.get(node.id) !== node) continue;
    const ways = waysOf(flow, node);
    for (const [i, way] of ways.entries()) {
      if (kinds.has("redirect")) redirects(flow, way, ways, ends, found);
      if (kinds.has("drop")) drop(way, found);
      const next = ways[i + 1];
      if (kinds.has("swap") && next) swap(way, next, found);
    }
    if (kinds.has("invert")) inversions(flow, node, found);
    if (kinds.has("blank")) blanks(flow, node, found);
  }
  return found;
}

// Where a transition could go wrong: a sibling's target, an end, and past its own target are what people mix up.
const MOST_REDIRECTED = 2;

/** A transition that leads to a node. */
interface Way {
  readonly node: FlowNode;
  readonly index: number;
  readonly transition: Transition;
  readonly to: string;
  readonly name: string;
  readonly touch: Touch;
}

function waysOf(flow: Flow, node: FlowNode): Way[] {
  return node.transitions.flatMap((transition, index): Way[] => {
    const to = transition.target?.id;
    if (to === undefined || !transition.targetPath || !flow.byId.has(to)) return [];
    const name = wayName(flow, node, transition);
    return [
      {
        node,
        index,
        transition,
        to,
        name,
        touch: { by: "taken", of: [transition], words: `takes ${name} to "${to}"` },
      },
    ];
  });
}

function redirects(flow: Flow, way: Way, ways: readonly Way[], ends: readonly FlowNode[], found: FlowMutant[]): void {
  const { node, index, transition, to, name, touch } = way;
  const at = ways.indexOf(way);
  const sibling = [...ways.slice(at + 1), ...ways.slice(0, at)].find((other) => other.to !== to);
  const beyond = flow.byId.get(to)?.transitions.find(({ target }) => target && flow.byId.has(target.id));
  const candidates = [sibling?.to, ends.find(({ id }) => id !== to)?.id, beyond?.target?.id];
  const targets = new Set(candidates.filter((id) => id !== undefined && id !== to && id !== node.id) as string[]);
  const path = transition.targetPath!;
  for (const target of [...targets].slice(0, MOST_REDIRECTED))
    found.push({
      id: idOf("redirect", node, index, target),
      kind: "redirect",
      place: { path },
      node: node.id,
      what: `${name} goes to "${target}" instead of "${to}"`,
      changes: [{ do: "set", path, value: target }],
      at: node,
      touch,
    });
}

function drop({ node, index, transition, to, name, touch }: Way, found: FlowMutant[]): void {
  const changes = disconnect(transition);
  if (changes.length === 0) return;
  found.push({
    id: idOf("drop", node, index),
    kind: "drop",
    place: { path: transition.targetPath! },
    node: node.id,
    what: `${name} to "${to}" is missing`,
    changes,
    at: node,
    touch,
  });
}

function swap(one: Way, other: Way, found: FlowMutant[]): void {
  const { node, index, transition, to, name, touch } = one;
  // The two ways out of a condition changing places is the condition turned round.
  if (to === other.to || (node.kind === "logic" && node.handles?.includes("true"))) return;
  const [path, otherPath] = [transition.targetPath!, other.transition.targetPath!];
  found.push({
    id: idOf("swap", node, index, String(other.index)),
    kind: "swap",
    place: { path },
    node: node.id,
    what: `${name} goes to "${other.to}" and ${other.name} to "${to}"`,
    changes: [
      { do: "set", path, value: other.to },
      { do: "set", path: otherPath, value: to },
    ],
    at: node,
    touch: { ...touch, of: [...touch.of, ...other.touch.of] },
  });
}

function inversions(flow: Flow, node: FlowNode, found: FlowMutant[]): void {
  const decisions = decisionsOf(flow.format, node, () => false);
  for (const [i, { transition, text, join, comparisons, place, mend }] of (decisions?.each ?? []).entries()) {
    const touch: Touch = { by: "tried", of: [transition ?? node], words: `tries "${text}" of "${node.id}"` };
    const base = { kind: "invert", node: node.id, at: node, touch } as const;
    for (const [j, turned] of (mend.turned?.() ?? []).slice(0, MOST_TURNED).entries())
      found.push({
        ...base,
        id: idOf("invert", node, i, String(j)),
        place: turned.place,
        what: `"${turned.text}" of "${node.id}" is "${turned.becomes}"`,
        changes: turned.changes,
      });
    const rejoined = comparisons.length > 1 ? mend.rejoin?.() : undefined;
    if (rejoined)
      found.push({
        ...base,
        id: idOf("invert", node, i, "join"),
        place,
        what: `"${text}" of "${node.id}" has "${join === "or" ? "and" : "or"}" in place of "${join}"`,
        changes: rejoined,
      });
  }
}

// People write a handful of comparisons; of a hundred, turning each round says nothing new.
const MOST_TURNED = 8;

function blanks(flow: Flow, node: FlowNode, found: FlowMutant[]): void {
  const binds = node.uses.filter(({ of, how }) => of === "variable" && how === "binds");
  for (const [i, use] of binds.entries()) {
    const changes = graphEdits(flow.format).unbind(flow, node, use);
    if (changes.length === 0) continue;
    found.push({
      id: idOf("blank", node, i),
      kind: "blank",
      place: use.place,
      node: node.id,
      what: `"${node.id}" gives "${use.name}" no value`,
      changes,
      at: node,
      touch: { by: "entered", of: [node], words: `comes to "${node.id}"` },
    });
  }
}

function idOf(kind: MutantKind, { id }: FlowNode, ...rest: readonly (string | number)[]): string {
  return [kind, id, ...rest].join("/");
}
