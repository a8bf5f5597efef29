import type { Flow, FlowNode } from "../flow/flow.ts";
import { nameTable, useAt } from "../flow/nameTable.ts";
import { type NodeSet, reachableFrom } from "../flow/reach.ts";
import { difference } from "../flowtest/subset.ts";
import type { IsVariable } from "../simulate/conditions/decision.ts";
import { leadAlike, type Ways } from "../simulate/conditions/prove.ts";
import { decisionsOf } from "../simulate/index.ts";
import { remember } from "../text/remember.ts";
import { list, object, own } from "../text/value.ts";
import { areCopies, offer } from "./copies.ts";
import type { FlowMutant } from "./mutant.ts";

/**
 * Whether it is certain that no caller, and no answer of a tool, could bring out a mistake: no walk comes to it, or every
 * walk goes on to the same node with it as without, or to one that is a copy of it. What cannot be proved is not claimed.
 * `wrong` is the flow with the mistake in it.
 */
export function isEquivalent(flow: Flow, mutant: FlowMutant, wrong: Flow): boolean {
  const { at, kind } = mutant;
  if (!reachable(flow).has(at)) return true;
  if (kind === "blank") return false;
  const after = wrong.nodes[at.index];
  return after !== undefined && after.id === at.id && leaveAlike(flow, at, after);
}

/** Every node that a walk may come to; some of them perhaps by no walk. */
const reachable: (flow: Flow) => NodeSet = remember((flow) => {
  const roots = [...flow.starts, ...flow.nodes.filter((node) => node.global)];
  // What a model calls its choice is looked up in lower case (vendor contract of voicetest).
  if (flow.format === "voicetest-graph")
    for (const { transitions } of flow.nodes)
      for (const { target } of transitions) {
        const meant = target && flow.byId.get(target.id.trim().toLowerCase());
        if (meant) roots.push(meant);
      }
  return reachableFrom(flow, roots);
});

type Same = (a: string | undefined, b: string | undefined) => boolean;

/** A way out of a node: without a target it leads nowhere, each in its own manner. */
interface Out {
  readonly handle: string;
  readonly to: string | undefined;
}

/** Whether walks leave a node and what has become of it for the same nodes; only its ways out and their conditions differ. */
function leaveAlike(flow: Flow, a: FlowNode, b: FlowNode): boolean {
  const same: Same = (x, y) => x === y || areCopies(flow, x, y);
  switch (flow.format) {
    case "flowyte-playbook":
      return a.kind === "logic" ? decideAlike(flow, a, b, same) : byHandle(a, b, same);
    case "yappr-flow":
      if (a.kind === "tool") return same(to(a, "error"), to(b, "error")) && decideAlike(flow, a, b, same);
      if (a.kind === "start") return same(a.transitions[0]?.target?.id, b.transitions[0]?.target?.id);
      return a.kind === "conversation" && offerAlike(a, b, same);
    case "voicetest-graph":
      if (a.ends && !own(a.value, "state_prompt")) return true; // over before any way out is looked at
      if (a.kind === "logic" || a.kind === "extract" || a.kind === "tool") return decideAlike(flow, a, b, same);
      return same(to(a, "always"), to(b, "always")) && offerAlike(a, b, same);
  }
}

/** Where the first transition on a handle leads: of several it is the one taken, in every dialect. */
function to(node: FlowNode, handle: string): string | undefined {
  return node.transitions.find((each) => each.handle === handle)?.target?.id;
}

function byHandle(a: FlowNode, b: FlowNode, same: Same): boolean {
  const handles = new Set([...a.transitions, ...b.transitions].map(({ handle }) => handle));
  return [...handles].every((handle) => hasAlike(a, b, handle) && same(to(a, handle), to(b, handle)));
}

/** A way out that leads nowhere is another thing than none. */
function hasAlike(a: FlowNode, b: FlowNode, handle: string): boolean {
  return a.transitions.some((each) => each.handle === handle) === b.transitions.some((each) => each.handle === handle);
}

/** Nodes at which conditions alone decide: whatever the values are, the same node comes next. */
function decideAlike(flow: Flow, a: FlowNode, b: FlowNode, same: Same): boolean {
  const isVariable = variablesOf(flow);
  const cases = (decisionsOf(flow.format, a, isVariable) ?? decisionsOf(flow.format, b, isVariable))?.cases;
  const [one, other] = [waysOf(flow, a, isVariable), waysOf(flow, b, isVariable)];
  if (!one || !other) return false;
  return leadAlike(one, other, cases ?? (() => undefined), (x, y) =>
    x.to === undefined || y.to === undefined ? x.to === y.to && x.handle === y.handle : same(x.to, y.to),
  );
}

function waysOf(flow: Flow, node: FlowNode, isVariable: IsVariable): Ways<Out> | undefined {
  const out = (handle: string): Out => ({ handle, to: to(node, handle) });
  const each = decisionsOf(flow.format, node, isVariable)?.each ?? [];
  if (flow.format === "flowyte-playbook") {
    const [only] = each;
    return only && { tried: [{ formula: only.formula, to: out("true") }], otherwise: out("false") };
  }
  return {
    tried: each.map(({ formula, transition }) => ({
      formula,
      to: { handle: transition?.handle ?? "", to: transition?.target?.id },
    })),
    otherwise: out(flow.format === "yappr-flow" ? "success" : "always"),
  };
}

/** What the flow knows as a variable's name: beside it, a word on the right of an equation is text (Flowproof's choice). */
const variablesOf: (flow: Flow) => IsVariable = remember((flow) => {
  const { variable } = nameTable(flow);
  return (name) => {
    const uses = variable.get(name);
    if (flow.given?.has(name)) return true;
    if (!uses) return false;
    return uses.binds.length > 0 || uses.declares.length > 0 || uses.reads.some((spot) => !useAt(flow, spot).perhaps);
  };
});

/** Nodes at which the caller has a say: the same choices in the same words. */
function offerAlike(a: FlowNode, b: FlowNode, same: Same): boolean {
  const [one, other] = [offered(a), offered(b)];
  return (
    one.length === other.length &&
    one.every(
      ({ to, written }, i) =>
        same(to, other[i]!.to) && (written === other[i]!.written || alike(written, other[i]!.written)),
    )
  );
}

/** What `always` leads on is no choice: it is taken after the node has spoken. */
function offered({ transitions, value }: FlowNode): { readonly to: string | undefined; readonly written: unknown }[] {
  const written = list(own(value, "transitions")).filter(object);
  return transitions
    .map(({ target, handle }, i) => ({ to: target?.id, written: written[i], handle }))
    .filter(({ handle }) => handle !== "always");
}

function alike(a: unknown, b: unknown): boolean {
  const [one, other] = [offer(a), offer(b)];
  return difference(one, other) === undefined && difference(other, one) === undefined;
}
